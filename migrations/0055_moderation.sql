-- Moderation by closed grounds: a case for each time that testimony comes to be held, what was sealed, and who reported what.

ALTER TABLE testimony ADD COLUMN ground text CHECK (ground IN ('m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'));
-- Whoever is named says that they did not send it, and could show it.
ALTER TABLE testimony ADD COLUMN disputed boolean NOT NULL DEFAULT false;

CREATE TABLE moderation_case (
  id                uuid PRIMARY KEY,
  jurisdiction      uuid NOT NULL REFERENCES jurisdiction,
  testimony         uuid NOT NULL,
  body              uuid,
  rule              text NOT NULL CHECK (rule IN ('personal_data', 'malware', 'flood', 'reports', 'moderator')),
  ground            text CHECK (ground IN ('m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8')),
  status            text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'hide_proposed', 'released', 'redacted', 'hidden', 'moved', 'expired', 'withdrawn')),
  version           integer NOT NULL DEFAULT 1,
  held_at           timestamptz NOT NULL,
  held_by           uuid REFERENCES person,
  locked_by         uuid REFERENCES person,
  locked_until      timestamptz,
  note              text CHECK (length(note) BETWEEN 1 AND 4000),
  reason            text CHECK (length(reason) BETWEEN 3 AND 1000),
  decided_at        timestamptz,
  decided_by        uuid REFERENCES person,
  seconded_by       uuid REFERENCES person,
  appeal            text CHECK (appeal IN ('open', 'granted', 'refused')),
  appeal_until      timestamptz,
  appeal_text       text CHECK (length(appeal_text) BETWEEN 3 AND 4000),
  appealed_at       timestamptz,
  appeal_reason     text CHECK (length(appeal_reason) BETWEEN 3 AND 1000),
  appeal_decided_at timestamptz,
  appeal_decided_by uuid REFERENCES person,
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id),
  -- Nothing is hidden by one person alone, nor without a ground and a reason; nobody decides the appeal against themselves.
  CHECK (seconded_by IS DISTINCT FROM decided_by OR decided_by IS NULL),
  CHECK (status <> 'hidden' OR (seconded_by IS NOT NULL AND decided_by IS NOT NULL AND ground IS NOT NULL AND reason IS NOT NULL)),
  CHECK (appeal_decided_by IS NULL OR (appeal_decided_by IS DISTINCT FROM decided_by AND appeal_decided_by IS DISTINCT FROM seconded_by)),
  CHECK (status IN ('open', 'hide_proposed') OR decided_at IS NOT NULL)
);
CREATE UNIQUE INDEX moderation_case_one_open ON moderation_case (testimony) WHERE status IN ('open', 'hide_proposed');
CREATE INDEX moderation_case_queue ON moderation_case (jurisdiction, held_at, testimony) WHERE status IN ('open', 'hide_proposed');
CREATE INDEX moderation_case_of ON moderation_case (testimony, held_at);
CREATE INDEX moderation_case_decided ON moderation_case (jurisdiction, decided_at);
CREATE INDEX moderation_case_appeals ON moderation_case (jurisdiction, appealed_at) WHERE appeal = 'open';

-- However testimony comes to be held, its case opens with it; taken back, it closes. An anonymous author's minute is not kept here either.
CREATE FUNCTION moderation_case_opens() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO moderation_case (id, jurisdiction, testimony, body, rule, ground, held_at)
  VALUES (gen_random_uuid(), NEW.jurisdiction, NEW.id,
    coalesce((SELECT body FROM hearing WHERE id = NEW.hearing), (SELECT issuer FROM action WHERE id = NEW.action), (SELECT owner FROM policy_change WHERE id = NEW.policy)),
    coalesce(NEW.held_for, 'moderator'),
    CASE NEW.held_for WHEN 'personal_data' THEN 'm2' WHEN 'malware' THEN 'm4' WHEN 'flood' THEN 'm4' END,
    CASE WHEN NEW.privacy = 'anonymous' THEN date_trunc('hour', now(), 'UTC') ELSE now() END);
  RETURN NULL;
END $$;
CREATE TRIGGER moderation_case_opens_with_it AFTER INSERT ON testimony FOR EACH ROW WHEN (NEW.status = 'held') EXECUTE FUNCTION moderation_case_opens();
CREATE TRIGGER moderation_case_opens_later AFTER UPDATE OF status ON testimony FOR EACH ROW WHEN (NEW.status = 'held' AND OLD.status <> 'held') EXECUTE FUNCTION moderation_case_opens();

CREATE FUNCTION moderation_case_closes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE moderation_case SET status = 'withdrawn', version = version + 1, decided_at = date_trunc('hour', now(), 'UTC')
  WHERE testimony = NEW.id AND status IN ('open', 'hide_proposed');
  RETURN NULL;
END $$;
CREATE TRIGGER moderation_case_closes_with_it AFTER UPDATE OF status ON testimony FOR EACH ROW WHEN (NEW.status = 'withdrawn') EXECUTE FUNCTION moderation_case_closes();

-- What was redacted or taken off, as it was: for the moderators of the body, for the appeal, and for its author.
CREATE TABLE moderation_sealed (
  jurisdiction uuid NOT NULL,
  testimony    uuid NOT NULL PRIMARY KEY,
  text         text,
  name         text,
  sealed_at    timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id)
);

-- Who reported is known by a keyed hash alone, which tells three people from one and is erased when the case is settled.
CREATE TABLE testimony_report (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  testimony    uuid NOT NULL,
  ground       text NOT NULL CHECK (ground IN ('m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8')),
  words        text CHECK (length(words) BETWEEN 1 AND 1000),
  contact      text CHECK (length(contact) BETWEEN 3 AND 254),
  source_hash  bytea,
  reported_at  timestamptz NOT NULL DEFAULT now(),
  settled_at   timestamptz,
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id),
  UNIQUE (testimony, source_hash)
);
CREATE INDEX testimony_report_of ON testimony_report (testimony, reported_at);

-- Somebody named says that they did not send it; the address on file can show it.
CREATE TABLE attribution_dispute (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  testimony    uuid NOT NULL,
  secret_hash  bytea NOT NULL UNIQUE,
  asked_at     timestamptz NOT NULL DEFAULT now(),
  confirmed_at timestamptz,
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id)
);
CREATE INDEX attribution_dispute_of ON attribution_dispute (testimony, asked_at);

-- Anybody may ask that personal data be taken off; within 48 hours somebody has decided.
CREATE TABLE removal (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  number       bigint NOT NULL,
  testimony    uuid,
  spot         text CHECK (length(spot) BETWEEN 3 AND 500),
  what         text NOT NULL CHECK (length(what) BETWEEN 3 AND 2000),
  contact      text CHECK (length(contact) BETWEEN 3 AND 254),
  asked_at     timestamptz NOT NULL DEFAULT now(),
  outcome      text CHECK (outcome IN ('removed', 'partly', 'declined')),
  reason       text CHECK (length(reason) BETWEEN 3 AND 1000),
  decided_at   timestamptz,
  decided_by   uuid REFERENCES person,
  secret_hash  bytea NOT NULL UNIQUE,
  UNIQUE (jurisdiction, number),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id),
  CHECK (testimony IS NOT NULL OR spot IS NOT NULL),
  CHECK ((outcome IS NULL) = (decided_at IS NULL)),
  CHECK (outcome IS NULL OR outcome = 'removed' OR reason IS NOT NULL)
);
CREATE INDEX removal_open ON removal (jurisdiction, asked_at) WHERE outcome IS NULL;

-- What moderators should know and nobody decides by itself: a burst from one source, a disposable address. A bulk submitter says who vouches.
ALTER TABLE testimony ADD COLUMN flags text;
ALTER TABLE testimony ADD COLUMN attested_by text CHECK (length(attested_by) BETWEEN 1 AND 200);

-- A clerk may also be the one who decides appeals.
ALTER TABLE role_grant DROP CONSTRAINT role_grant_role_check;
ALTER TABLE role_grant ADD CONSTRAINT role_grant_role_check CHECK (role IN ('clerk', 'chair', 'member', 'liaison', 'moderator', 'appeals', 'admin'));

GRANT SELECT, INSERT, UPDATE ON moderation_case, moderation_sealed, testimony_report, attribution_dispute, removal TO lectern_app;
GRANT DELETE ON moderation_sealed TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['moderation_case', 'moderation_sealed', 'testimony_report', 'attribution_dispute', 'removal'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
