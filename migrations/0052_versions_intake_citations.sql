-- Testimony in versions and with supplements; taken in by a clerk; where a passage of it is cited.

CREATE TABLE testimony_version (
  jurisdiction uuid NOT NULL,
  testimony    uuid NOT NULL,
  revision     integer NOT NULL CHECK (revision > 0),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  language     text NOT NULL,
  position     text CHECK (position IN ('support', 'oppose', 'neutral', 'mixed')),
  salt         bytea NOT NULL CHECK (octet_length(salt) = 32),
  commitment   bytea NOT NULL CHECK (octet_length(commitment) = 32),
  -- When it became the text that counts; of an anonymous author the hour.
  since        timestamptz NOT NULL,
  PRIMARY KEY (testimony, revision),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id)
);

ALTER TABLE testimony ADD COLUMN revised_at timestamptz;
ALTER TABLE testimony ADD CONSTRAINT testimony_revised_in_hours
  CHECK (privacy <> 'anonymous' OR revised_at IS NULL OR revised_at = date_trunc('hour', revised_at, 'UTC'));

-- What its author adds once the window is closed has a number of its own.
ALTER TABLE testimony ADD COLUMN supplements uuid;
ALTER TABLE testimony ADD CONSTRAINT testimony_supplements FOREIGN KEY (jurisdiction, supplements) REFERENCES testimony (jurisdiction, id);
CREATE INDEX testimony_supplements_of ON testimony (supplements) WHERE supplements IS NOT NULL;
CREATE INDEX testimony_answers_of ON testimony (parent) WHERE parent IS NOT NULL;

-- What was spoken: the speaker's place in line, and where in the recording, in seconds.
ALTER TABLE testimony ADD COLUMN slot uuid;
ALTER TABLE testimony ADD CONSTRAINT testimony_slot FOREIGN KEY (jurisdiction, slot) REFERENCES slot (jurisdiction, id);
ALTER TABLE testimony ADD CONSTRAINT testimony_slot_not_anonymous CHECK (slot IS NULL OR privacy <> 'anonymous');
ALTER TABLE testimony ADD COLUMN recording_offset integer CHECK (recording_offset BETWEEN 0 AND 359999);

-- A citation: the address below the place of what cites it, who linked it, and the passage. Counted beside.
ALTER TABLE testimony_trail ADD COLUMN source text CHECK (length(source) <= 200);
ALTER TABLE testimony_trail ADD COLUMN by_name text CHECK (length(by_name) <= 120);
CREATE INDEX testimony_trail_source ON testimony_trail (jurisdiction, source) WHERE source IS NOT NULL;
ALTER TABLE testimony ADD COLUMN cited integer NOT NULL DEFAULT 0 CHECK (cited >= 0);
ALTER TABLE testimony_count ADD COLUMN cited bigint NOT NULL DEFAULT 0;

GRANT SELECT, INSERT, UPDATE ON testimony_version TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['testimony_version'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
