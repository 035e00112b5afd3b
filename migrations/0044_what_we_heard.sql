-- What we heard: the themes of a hearing's testimony, what became of each and why. A later report is a new version.

CREATE TABLE heard (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  version      integer NOT NULL CHECK (version > 0),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  by_person    uuid REFERENCES person,
  by_name      text,
  PRIMARY KEY (hearing, version),
  UNIQUE (jurisdiction, hearing, version),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id)
);

CREATE TABLE heard_theme (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  version      integer NOT NULL,
  ordinal      integer NOT NULL,
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  disposition  text NOT NULL CHECK (disposition IN ('adopted', 'partly', 'not')),
  reason       text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  PRIMARY KEY (hearing, version, ordinal),
  UNIQUE (jurisdiction, hearing, version, ordinal),
  FOREIGN KEY (jurisdiction, hearing, version) REFERENCES heard (jurisdiction, hearing, version)
);

CREATE TABLE heard_testimony (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  version      integer NOT NULL,
  ordinal      integer NOT NULL,
  testimony    uuid NOT NULL,
  PRIMARY KEY (hearing, version, ordinal, testimony),
  FOREIGN KEY (jurisdiction, hearing, version, ordinal) REFERENCES heard_theme (jurisdiction, hearing, version, ordinal),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id)
);

GRANT SELECT, INSERT ON heard, heard_theme, heard_testimony TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['heard', 'heard_theme', 'heard_testimony'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
