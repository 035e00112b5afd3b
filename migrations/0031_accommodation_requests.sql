-- What somebody needs in order to take part: known to the clerks of the body and to whoever asked, and to nobody else. And the
-- confirmation that goes to whoever signs up to speak with an address.

CREATE TABLE accommodation (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  hearing      uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  kind         text NOT NULL CHECK (kind IN ('asl', 'cart', 'interpreter', 'large_print', 'braille', 'extra_time', 'seating', 'other')),
  details      text CHECK (length(details) BETWEEN 1 AND 2000),
  language     text NOT NULL DEFAULT 'en' CHECK (length(language) BETWEEN 2 AND 35),
  name         text CHECK (length(name) BETWEEN 1 AND 80),
  contact      text CHECK (length(contact) BETWEEN 3 AND 254),
  best_effort  boolean NOT NULL,
  status       text NOT NULL DEFAULT 'requested' CHECK (status IN ('requested', 'arranged', 'alternative_offered', 'declined', 'provided')),
  note         text CHECK (length(note) BETWEEN 3 AND 1000),
  alternative  text CHECK (length(alternative) BETWEEN 3 AND 1000),
  requested_at timestamptz NOT NULL DEFAULT now(),
  decided_at   timestamptz,
  secret_hash  bytea NOT NULL UNIQUE,
  UNIQUE (hearing, number),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  -- Nobody is declined without a reason and without another way to take part.
  CHECK (status <> 'declined' OR (note IS NOT NULL AND alternative IS NOT NULL)),
  CHECK (status <> 'alternative_offered' OR alternative IS NOT NULL)
);

ALTER TABLE slot ADD COLUMN welcomed boolean NOT NULL DEFAULT true;

ALTER TABLE accommodation ENABLE ROW LEVEL SECURITY;
ALTER TABLE accommodation FORCE ROW LEVEL SECURITY;
CREATE POLICY reads ON accommodation FOR SELECT USING (true);
CREATE POLICY adds ON accommodation FOR INSERT WITH CHECK (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY changes ON accommodation FOR UPDATE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY removes ON accommodation FOR DELETE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
GRANT SELECT, INSERT, UPDATE ON accommodation TO lectern_app;
