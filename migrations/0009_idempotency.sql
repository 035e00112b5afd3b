-- A create asked for twice with the same key happens once; the second asker gets the first answer.
-- The key stands in the same transaction as what it made.

CREATE TABLE idempotency (
  scope      text NOT NULL,
  key        text NOT NULL,
  body_hash  bytea NOT NULL,
  answer     jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
