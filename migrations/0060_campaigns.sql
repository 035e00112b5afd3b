-- Campaigns: testimonies about the same thing in nearly the same words, found from the record as they come.

CREATE TABLE campaign (
  id             uuid PRIMARY KEY,
  jurisdiction   uuid NOT NULL REFERENCES jurisdiction,
  number         bigint NOT NULL CHECK (number > 0),
  hearing        uuid,
  area           uuid,
  action         uuid,
  representative uuid NOT NULL,
  status         text NOT NULL DEFAULT 'standing' CHECK (status IN ('standing', 'joined', 'ended')),
  joined_to      uuid,
  reason         text CHECK (length(reason) BETWEEN 1 AND 1000),
  settled        boolean NOT NULL DEFAULT false,
  members        bigint NOT NULL CHECK (members >= 0),
  with_own_words bigint NOT NULL DEFAULT 0 CHECK (with_own_words BETWEEN 0 AND members),
  formed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  FOREIGN KEY (jurisdiction, representative) REFERENCES testimony (jurisdiction, id),
  FOREIGN KEY (jurisdiction, joined_to) REFERENCES campaign (jurisdiction, id),
  CHECK (num_nonnulls(hearing, area, action) = 1),
  CHECK ((status = 'joined') = (joined_to IS NOT NULL))
);
CREATE INDEX campaign_of ON campaign (coalesce(hearing, area, action), members DESC, number) WHERE status = 'standing';

-- Where each testimony lies: on a campaign's pile or alone. `digest` is of the text as it was compared.
CREATE TABLE campaign_member (
  testimony    uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  target       uuid NOT NULL,
  ordinal      bigint NOT NULL,
  campaign     uuid,
  digest       bigint NOT NULL,
  own_words    integer NOT NULL DEFAULT 0 CHECK (own_words >= 0),
  by_clerk     boolean NOT NULL DEFAULT false,
  UNIQUE (jurisdiction, ordinal),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id),
  FOREIGN KEY (jurisdiction, campaign) REFERENCES campaign (jurisdiction, id)
);
CREATE INDEX campaign_member_of ON campaign_member (campaign, ordinal) WHERE campaign IS NOT NULL;
CREATE INDEX campaign_member_own_words ON campaign_member (campaign, ordinal) WHERE own_words > 0;
CREATE INDEX campaign_member_alone ON campaign_member (target, ordinal) WHERE campaign IS NULL;

-- By which letters find each other: some numbers of the wording of whatever lies alone or stands for a campaign. Who is on a
-- campaign's pile has none, so a million copies of a letter take as much room here as one.
CREATE TABLE campaign_print (
  jurisdiction uuid NOT NULL,
  print        bigint NOT NULL,
  ordinal      bigint NOT NULL,
  PRIMARY KEY (jurisdiction, print, ordinal)
);
CREATE INDEX campaign_print_of ON campaign_print (jurisdiction, ordinal);

-- Counts beside their target, so that no page counts rows.
CREATE TABLE campaign_count (
  target       uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  campaigns    bigint NOT NULL DEFAULT 0,
  members      bigint NOT NULL DEFAULT 0
);

-- How far the record has been sorted.
CREATE TABLE campaign_mark (
  jurisdiction uuid PRIMARY KEY,
  seq          bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON campaign, campaign_count, campaign_mark TO lectern_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON campaign_member TO lectern_app;
GRANT SELECT, INSERT, DELETE ON campaign_print TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['campaign', 'campaign_member', 'campaign_print', 'campaign_count', 'campaign_mark'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
