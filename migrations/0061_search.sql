-- What can be found: the words of what is public, in any language, as the program segments them. Whether it may be shown is
-- asked of the thing itself each time somebody searches, never of this table.

CREATE TABLE search_doc (
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  kind         text NOT NULL CHECK (kind IN ('testimony', 'hearing', 'item', 'area', 'action')),
  key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
  at           timestamptz NOT NULL,
  tokens       tsvector NOT NULL,
  PRIMARY KEY (jurisdiction, kind, key)
);
CREATE INDEX search_doc_tokens ON search_doc USING gin (tokens);
CREATE INDEX search_doc_newest ON search_doc (jurisdiction, at DESC, kind DESC, key DESC);

-- How far the record has been read for it.
CREATE TABLE search_mark (
  jurisdiction uuid PRIMARY KEY,
  seq          bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON search_doc TO lectern_app;
GRANT SELECT, INSERT, UPDATE ON search_mark TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['search_doc', 'search_mark'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
