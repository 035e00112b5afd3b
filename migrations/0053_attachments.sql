-- Files with a testimony. What is kept is the public copy, without what its maker's device wrote into it, under a name of
-- our own; the file as it came, its name and the moment are not kept.

CREATE TABLE attachment (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  testimony    uuid,
  ordinal      integer CHECK (ordinal BETWEEN 1 AND 5),
  kind         text NOT NULL CHECK (kind IN ('pdf', 'png', 'jpeg', 'txt', 'docx', 'odt', 'mp3', 'mp4')),
  bytes        bigint NOT NULL CHECK (bytes BETWEEN 1 AND 52428800),
  sha256       bytea NOT NULL CHECK (octet_length(sha256) = 32),
  -- By which its sender names it until it belongs to a testimony; then it is forgotten.
  secret_hash  bytea UNIQUE,
  -- The hour only.
  received_at  timestamptz NOT NULL CHECK (received_at = date_trunc('hour', received_at, 'UTC')),
  UNIQUE (testimony, ordinal),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id),
  CHECK ((testimony IS NULL) = (ordinal IS NULL)),
  CHECK ((testimony IS NULL) = (secret_hash IS NOT NULL))
);
CREATE INDEX attachment_waiting ON attachment (received_at) WHERE testimony IS NULL;
ALTER TABLE testimony ADD COLUMN attachments integer NOT NULL DEFAULT 0 CHECK (attachments BETWEEN 0 AND 5);

GRANT SELECT, INSERT, UPDATE, DELETE ON attachment TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['attachment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
