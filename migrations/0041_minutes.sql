-- Minutes: assembled from the record, with the clerk's narrative beside it; what was circulated, approved or corrected is kept as it was.

-- No row is `none`.
CREATE TABLE minutes (
  hearing          uuid PRIMARY KEY,
  jurisdiction     uuid NOT NULL,
  status           text NOT NULL CHECK (status IN ('none', 'draft', 'circulated', 'approved', 'corrected')),
  drafted_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  circulated_at    timestamptz,
  approved_at      timestamptz,
  approved_hearing uuid,
  approved_item    uuid,
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, approved_hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, approved_item) REFERENCES agenda_item (jurisdiction, id),
  CHECK (status NOT IN ('approved', 'corrected') OR (approved_at IS NOT NULL AND approved_hearing <> hearing AND approved_item IS NOT NULL))
);

-- What the clerk wrote to an item, or (no item) to the whole; the last one counts, an empty one takes it away.
CREATE TABLE minutes_narrative (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  item         uuid,
  text         text NOT NULL CHECK (length(text) <= 8000),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  by_person    uuid REFERENCES person,
  by_name      text,
  PRIMARY KEY (hearing, ordinal),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id)
);

-- The minutes word for word at each turn, with a hash over their canonical bytes.
CREATE TABLE minutes_version (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  version      integer NOT NULL CHECK (version > 0),
  status       text NOT NULL CHECK (status IN ('circulated', 'approved', 'corrected')),
  content      jsonb NOT NULL,
  hash         bytea NOT NULL CHECK (octet_length(hash) = 32),
  reason       text CHECK (length(reason) BETWEEN 1 AND 1000),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  by_name      text,
  PRIMARY KEY (hearing, version),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  CHECK ((status = 'corrected') = (reason IS NOT NULL))
);

GRANT SELECT, INSERT, UPDATE ON minutes TO lectern_app;
GRANT SELECT, INSERT ON minutes_narrative, minutes_version TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['minutes', 'minutes_narrative', 'minutes_version'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
