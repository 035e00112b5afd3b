-- Who follows a place, a body, a reform area or a hearing by e-mail: no account, only after the address itself said yes.

CREATE TABLE follower (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  email        text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
  topic        text NOT NULL CHECK (topic ~ '^(place|(hearings|areas|bodies)/[a-z0-9-]{1,80})$'),
  language     text NOT NULL DEFAULT 'en' CHECK (length(language) BETWEEN 2 AND 10),
  asked_at     timestamptz NOT NULL DEFAULT now(),
  asks         integer NOT NULL DEFAULT 1,
  confirmed_at timestamptz,
  secret_hash  bytea NOT NULL UNIQUE,
  UNIQUE (jurisdiction, email, topic)
);
CREATE INDEX follower_topic ON follower (jurisdiction, topic) WHERE confirmed_at IS NOT NULL;
CREATE INDEX follower_asked ON follower (email, asked_at);
CREATE INDEX slot_hearing ON slot (hearing);

-- Whoever stops following leaves nothing behind.
GRANT SELECT, INSERT, UPDATE, DELETE ON follower TO lectern_app;

ALTER TABLE follower ENABLE ROW LEVEL SECURITY;
ALTER TABLE follower FORCE ROW LEVEL SECURITY;
CREATE POLICY reads ON follower FOR SELECT USING (true);
CREATE POLICY adds ON follower FOR INSERT WITH CHECK (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY changes ON follower FOR UPDATE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY removes ON follower FOR DELETE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
