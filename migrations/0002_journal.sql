-- One append-only, numbered record per jurisdiction; the nil jurisdiction is the installation itself.
-- Taking the head's row lock last in each writing transaction makes numbers contiguous and in commit order:
-- whoever has seen n has missed nothing before n.

CREATE TABLE journal_head (
  jurisdiction uuid PRIMARY KEY,
  seq          bigint NOT NULL DEFAULT 0
);

INSERT INTO journal_head (jurisdiction) VALUES ('00000000-0000-0000-0000-000000000000');

CREATE TABLE journal (
  jurisdiction uuid NOT NULL,
  seq          bigint NOT NULL,
  at           timestamptz NOT NULL,
  type         text NOT NULL,
  topics       text[] NOT NULL,
  everyone     boolean NOT NULL,
  body         uuid,
  roles        text[] NOT NULL,
  hearer       uuid,
  actor        uuid,
  data         jsonb NOT NULL,
  salt         bytea NOT NULL CHECK (octet_length(salt) = 32),
  commitment   bytea NOT NULL CHECK (octet_length(commitment) = 32),
  PRIMARY KEY (jurisdiction, seq)
);

CREATE INDEX journal_topics ON journal USING gin (topics);

-- What was struck from the public copy. No page reads it; the application may not select it.
CREATE TABLE journal_sealed (
  jurisdiction uuid NOT NULL,
  seq          bigint NOT NULL,
  data         jsonb NOT NULL,
  sealed_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (jurisdiction, seq)
);

-- The only way to change an entry: its public copy becomes a tombstone, the original is sealed, the commitment stays.
CREATE FUNCTION journal_strike(of_jurisdiction uuid, of_seq bigint, tombstone jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  -- It works with its owner's rights, past the row policies, so it asks itself.
  IF of_jurisdiction IS DISTINCT FROM current_setting('lectern.jurisdiction', true)::uuid THEN
    RAISE insufficient_privilege USING MESSAGE = 'entries are struck in the transaction''s own jurisdiction only';
  END IF;
  INSERT INTO journal_sealed (jurisdiction, seq, data)
    SELECT jurisdiction, seq, data FROM journal WHERE jurisdiction = of_jurisdiction AND seq = of_seq
    ON CONFLICT DO NOTHING;
  UPDATE journal SET data = tombstone WHERE jurisdiction = of_jurisdiction AND seq = of_seq;
END $$;
