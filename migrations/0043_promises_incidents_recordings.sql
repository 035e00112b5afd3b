-- What is taken down while people talk: promises with their wording, incidents, what a closed item reports, and where the recording has it.

-- A promise is a draft action; the person who made it may put the wording right until `open_until`. `said` stays as it was heard.
CREATE TABLE promise (
  action         uuid PRIMARY KEY,
  jurisdiction   uuid NOT NULL,
  hearing        uuid NOT NULL,
  item           uuid,
  speaker        text NOT NULL CHECK (length(speaker) BETWEEN 1 AND 80),
  said           text NOT NULL CHECK (length(said) BETWEEN 1 AND 2000),
  offset_seconds integer CHECK (offset_seconds BETWEEN 0 AND 172800),
  email          text CHECK (length(email) <= 254),
  secret_hash    bytea NOT NULL UNIQUE,
  captured_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  open_until     timestamptz NOT NULL,
  corrected_at   timestamptz,
  confirmed_at   timestamptz,
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id)
);
CREATE INDEX promise_of_hearing ON promise (hearing);

-- Nobody is removed without a warning on record, but for a stated ground of safety.
CREATE TABLE incident (
  jurisdiction  uuid NOT NULL,
  hearing       uuid NOT NULL,
  number        integer NOT NULL CHECK (number > 0),
  kind          text NOT NULL CHECK (kind IN ('disturbance', 'medical', 'threat', 'technical', 'other', 'warning', 'removal')),
  who           text CHECK (length(who) BETWEEN 1 AND 200),
  text          text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  warning       integer,
  safety_ground text CHECK (safety_ground IN ('violence', 'threat', 'weapon', 'blocked_exit')),
  at            timestamptz NOT NULL DEFAULT clock_timestamp(),
  by_person     uuid REFERENCES person,
  by_name       text,
  PRIMARY KEY (hearing, number),
  UNIQUE (jurisdiction, hearing, number),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing, warning) REFERENCES incident (jurisdiction, hearing, number),
  CHECK (kind NOT IN ('warning', 'removal') OR who IS NOT NULL),
  CHECK (kind <> 'removal' OR warning IS NOT NULL OR safety_ground IS NOT NULL)
);

-- A closed item has a title, a legal basis, times and what is reported out, and nothing else.
ALTER TABLE agenda_item ADD COLUMN legal_basis text CHECK (length(legal_basis) BETWEEN 1 AND 500),
  ADD COLUMN report_out text CHECK (length(report_out) BETWEEN 1 AND 4000),
  ADD CHECK (kind = 'closed' OR (legal_basis IS NULL AND report_out IS NULL));

-- When the recording began; an item or speaker stands in it at its own time since, unless the clerk set it right.
ALTER TABLE hearing ADD COLUMN recording_started_at timestamptz;
CREATE TABLE recording_mark (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  item         uuid NOT NULL,
  speaker      integer NOT NULL DEFAULT 0 CHECK (speaker >= 0),
  seconds      integer NOT NULL CHECK (seconds BETWEEN 0 AND 172800),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (hearing, item, speaker),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id)
);

GRANT SELECT, INSERT, UPDATE ON promise, recording_mark TO lectern_app;
GRANT SELECT, INSERT ON incident TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['promise', 'incident', 'recording_mark'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
