-- A place may be stricter than its preset: its own knobs are a version of its own, numbered from 1001, and never edited.
CREATE TABLE own_profile (
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  version      integer NOT NULL CHECK (version > 1000),
  base         text NOT NULL,
  base_version integer NOT NULL CHECK (base_version BETWEEN 1 AND 1000),
  knobs        jsonb NOT NULL,
  reason       text NOT NULL CHECK (length(reason) BETWEEN 3 AND 1000),
  set_by_name  text,
  set_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (jurisdiction, version)
);

-- Days on which the offices are open although a holiday by rule says otherwise.
ALTER TABLE jurisdiction ADD COLUMN open_days date[] NOT NULL DEFAULT '{}' CHECK (cardinality(open_days) <= 400);

-- The papers that the members read, for everyone; what came after its time says so for ever.
CREATE TABLE material (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  item         uuid,
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  url          text NOT NULL CHECK (url ~ '^https?://' AND length(url) <= 500),
  published_at timestamptz NOT NULL DEFAULT now(),
  due_at       timestamptz NOT NULL,
  PRIMARY KEY (hearing, ordinal),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id)
);

GRANT SELECT, INSERT ON own_profile, material TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['own_profile', 'material'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
