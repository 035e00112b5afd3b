-- Organisations that collect testimony from their members and send it in bulk, under a key and an attestation of their own.

CREATE TABLE bulk_key (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  organisation text NOT NULL CHECK (length(organisation) BETWEEN 3 AND 200),
  attestation  text NOT NULL CHECK (length(attestation) BETWEEN 3 AND 1000),
  per_hour     integer NOT NULL CHECK (per_hour BETWEEN 1 AND 100000),
  key_hash     bytea NOT NULL UNIQUE,
  issued_by    uuid REFERENCES person,
  issued_at    timestamptz NOT NULL DEFAULT now(),
  revoked_at   timestamptz
);
CREATE INDEX bulk_key_of ON bulk_key (jurisdiction, issued_at);

GRANT SELECT, INSERT, UPDATE ON bulk_key TO lectern_app;

ALTER TABLE bulk_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_key FORCE ROW LEVEL SECURITY;
CREATE POLICY reads ON bulk_key FOR SELECT USING (true);
CREATE POLICY adds ON bulk_key FOR INSERT WITH CHECK (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY changes ON bulk_key FOR UPDATE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY removes ON bulk_key FOR DELETE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
