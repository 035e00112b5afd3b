-- People with an account, what they may do, and how they come in. Belongs to the installation, not to one jurisdiction.

CREATE TABLE person (
  id           uuid PRIMARY KEY,
  email        text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
  name         text CHECK (length(name) BETWEEN 1 AND 80),
  created_at   timestamptz NOT NULL DEFAULT now(),
  suspended_at timestamptz
);

-- A null jurisdiction is the whole installation; a null body the whole jurisdiction.
CREATE TABLE role_grant (
  id           uuid PRIMARY KEY,
  person       uuid NOT NULL REFERENCES person,
  jurisdiction uuid REFERENCES jurisdiction,
  body         uuid REFERENCES body,
  role         text NOT NULL CHECK (role IN ('clerk', 'chair', 'member', 'liaison', 'moderator', 'admin')),
  granted_by   uuid REFERENCES person,
  starts_at    timestamptz NOT NULL DEFAULT now(),
  ends_at      timestamptz,
  revoked_at   timestamptz,
  CHECK (body IS NULL OR jurisdiction IS NOT NULL),
  CHECK (jurisdiction IS NOT NULL OR role = 'admin')
);
CREATE INDEX role_grant_person ON role_grant (person);
CREATE UNIQUE INDEX role_grant_once ON role_grant (person, jurisdiction, body, role) NULLS NOT DISTINCT WHERE revoked_at IS NULL;

-- Codes are typed in the browser that asked for them, hence the ticket; only hashes are kept.
CREATE TABLE sign_in_code (
  ticket_hash bytea PRIMARY KEY,
  email       text NOT NULL,
  code_hash   bytea NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz NOT NULL,
  tries       integer NOT NULL DEFAULT 0,
  used_at     timestamptz
);
CREATE INDEX sign_in_code_email ON sign_in_code (email, created_at);

CREATE TABLE session (
  id            uuid PRIMARY KEY,
  person        uuid NOT NULL REFERENCES person,
  refresh_hash  bytea NOT NULL UNIQUE,
  previous_hash bytea UNIQUE,
  rotated_at    timestamptz NOT NULL DEFAULT now(),
  created_at    timestamptz NOT NULL DEFAULT now(),
  idle_until    timestamptz NOT NULL,
  ends_at       timestamptz NOT NULL,
  revoked_at    timestamptz
);
CREATE INDEX session_person ON session (person);

-- Mail waits here until it is sent; the demo shows this table instead.
CREATE TABLE mail (
  id         uuid PRIMARY KEY,
  recipient  text NOT NULL,
  subject    text NOT NULL CHECK (subject !~ '[\r\n]'),
  body       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  tries      integer NOT NULL DEFAULT 0,
  next_try   timestamptz NOT NULL DEFAULT now(),
  sent_at    timestamptz,
  failed_at  timestamptz
);
CREATE INDEX mail_waiting ON mail (next_try) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX mail_newest ON mail (created_at);
