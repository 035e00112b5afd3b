-- How long the service was away, and by how much a window for testimony was extended for it.

-- One row for each minute in which some process of the installation could write; kept for eight days.
CREATE TABLE heartbeat (
  minute timestamptz PRIMARY KEY CHECK (minute = date_trunc('minute', minute, 'UTC'))
);
GRANT SELECT, INSERT, DELETE ON heartbeat TO lectern_app;

CREATE TABLE window_extension (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  was          timestamptz NOT NULL,
  closes_at    timestamptz NOT NULL CHECK (closes_at > was),
  -- Minutes away in the 24 hours before the first close, in all.
  minutes      integer NOT NULL CHECK (minutes >= 30),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (hearing, closes_at),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id)
);
GRANT SELECT, INSERT ON window_extension TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['window_extension'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
