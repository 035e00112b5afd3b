-- When the connection of a hearing failed, when it was back, and what the body found by roll call if it went on without.
CREATE TABLE outage (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  reason       text NOT NULL CHECK (length(reason) BETWEEN 3 AND 1000),
  began_at     timestamptz NOT NULL DEFAULT now(),
  restored_at  timestamptz,
  finding      text CHECK (length(finding) BETWEEN 10 AND 1000),
  ayes         integer CHECK (ayes >= 0),
  noes         integer CHECK (noes >= 0),
  ended_at     timestamptz,
  PRIMARY KEY (hearing, ordinal),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  CHECK ((finding IS NULL) = (ayes IS NULL) AND (ayes IS NULL) = (noes IS NULL)),
  CHECK (ayes > noes)
);
CREATE UNIQUE INDEX outage_one_open ON outage (hearing) WHERE ended_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON outage TO lectern_app;

ALTER TABLE outage ENABLE ROW LEVEL SECURITY;
ALTER TABLE outage FORCE ROW LEVEL SECURITY;
CREATE POLICY reads ON outage FOR SELECT USING (true);
CREATE POLICY adds ON outage FOR INSERT WITH CHECK (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY changes ON outage FOR UPDATE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY removes ON outage FOR DELETE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
