-- The case for a policy change or an action: what officials argue from, each piece linked to its source. A draft is its author's alone.

CREATE TABLE case_file (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  number       text NOT NULL CHECK (number ~ '^CASE-[0-9]{4}-[0-9]{3,}$'),
  status       text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'retracted')),
  body         uuid NOT NULL,
  policy       uuid,
  action       uuid,
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  argument     text CHECK (length(argument) BETWEEN 1 AND 3000),
  reason       text CHECK (length(reason) BETWEEN 1 AND 2000),
  author       uuid NOT NULL REFERENCES person,
  author_name  text,
  published_at timestamptz,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  CHECK (num_nonnulls(policy, action) = 1),
  CHECK (status = 'draft' OR (published_at IS NOT NULL AND argument IS NOT NULL))
);
CREATE INDEX case_of_policy ON case_file (policy) WHERE policy IS NOT NULL;
CREATE INDEX case_of_action ON case_file (action) WHERE action IS NOT NULL;

-- A passage is words of a testimony; the other kinds say where they stand: at an address of ours or a link.
CREATE TABLE case_item (
  jurisdiction uuid NOT NULL,
  case_file    uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  rank         integer NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('passage', 'figure', 'dataset', 'lesson', 'peer')),
  testimony    uuid,
  title        text CHECK (length(title) BETWEEN 1 AND 200),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  as_of        text CHECK (length(as_of) BETWEEN 1 AND 40),
  address      text CHECK (length(address) <= 200),
  url          text CHECK (length(url) <= 500 AND url ~ '^https?://'),
  PRIMARY KEY (case_file, number),
  FOREIGN KEY (jurisdiction, case_file) REFERENCES case_file (jurisdiction, id),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id),
  CHECK ((kind = 'passage') = (testimony IS NOT NULL)),
  CHECK (kind = 'passage' OR (title IS NOT NULL AND num_nonnulls(address, url) >= 1))
);

GRANT SELECT, INSERT, UPDATE ON case_file TO lectern_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON case_item TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['case_file', 'case_item'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
