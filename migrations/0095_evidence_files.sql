-- Evidence as an uploaded file: what was shown, and beside what is confidential a redacted copy. Both are kept as files with testimony are:
-- known by content, scanned, without what their maker's programs wrote beside what they show.
ALTER TABLE action_evidence ADD UNIQUE (jurisdiction, action, number);
CREATE TABLE evidence_file (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  evidence     integer NOT NULL CHECK (evidence > 0),
  redacted     boolean NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('pdf', 'png', 'jpeg', 'txt', 'docx', 'odt', 'mp3', 'mp4')),
  bytes        bigint NOT NULL CHECK (bytes BETWEEN 1 AND 52428800),
  sha256       bytea NOT NULL CHECK (octet_length(sha256) = 32),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (action, evidence, redacted),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  FOREIGN KEY (jurisdiction, action, evidence) REFERENCES action_evidence (jurisdiction, action, number)
);

GRANT SELECT, INSERT ON evidence_file TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['evidence_file'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
