-- Anything a member of the public puts on the record.

CREATE TABLE testimony (
  id             uuid PRIMARY KEY,
  jurisdiction   uuid NOT NULL REFERENCES jurisdiction,
  number         text NOT NULL CHECK (number ~ '^T-[0-9]{4}-[0-9]{6,}$'),
  hearing        uuid,
  item           uuid,
  area           uuid,
  action         uuid,
  parent         uuid,
  depth          integer NOT NULL DEFAULT 0 CHECK (depth BETWEEN 0 AND 4),
  kind           text NOT NULL CHECK (kind IN ('written', 'oral', 'comment')),
  channel        text NOT NULL CHECK (channel IN ('web', 'paper', 'voicemail', 'in_person', 'email', 'api')),
  text           text CHECK (length(text) BETWEEN 1 AND 20000),
  language       text NOT NULL DEFAULT 'en' CHECK (length(language) BETWEEN 2 AND 35),
  position       text CHECK (position IN ('support', 'oppose', 'neutral', 'mixed')),
  privacy        text NOT NULL CHECK (privacy IN ('named', 'pseudonym', 'withheld', 'anonymous', 'confidential')),
  name           text CHECK (length(name) BETWEEN 1 AND 80),
  email          text CHECK (length(email) <= 254),
  person         uuid REFERENCES person,
  on_behalf_of   uuid,
  status         text NOT NULL CHECK (status IN ('received', 'published', 'held', 'redacted', 'hidden', 'hidden_final', 'withdrawn')),
  late           boolean NOT NULL DEFAULT false,
  revision       integer NOT NULL DEFAULT 1,
  salt           bytea NOT NULL CHECK (octet_length(salt) = 32),
  commitment     bytea NOT NULL CHECK (octet_length(commitment) = 32),
  secret_hash    bytea NOT NULL UNIQUE,
  received_at    timestamptz NOT NULL,
  ordinal        bigint NOT NULL,
  withdrawn_at   timestamptz,
  source         text,
  external_id    text,
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, id),
  UNIQUE (jurisdiction, source, external_id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  FOREIGN KEY (jurisdiction, parent) REFERENCES testimony (jurisdiction, id),
  CHECK (num_nonnulls(hearing, area, action) = 1),
  CHECK (item IS NULL OR hearing IS NOT NULL),
  -- Anonymous means that nothing is kept which leads back to the author: no account, no name, no address, the hour only.
  CHECK (privacy <> 'anonymous' OR (person IS NULL AND name IS NULL AND email IS NULL AND received_at = date_trunc('hour', received_at, 'UTC'))),
  CHECK (privacy NOT IN ('named', 'pseudonym') OR name IS NOT NULL)
);
CREATE INDEX testimony_of_hearing ON testimony (hearing, ordinal) WHERE hearing IS NOT NULL;
CREATE INDEX testimony_of_area ON testimony (area, ordinal) WHERE area IS NOT NULL;
CREATE INDEX testimony_of_action ON testimony (action, ordinal) WHERE action IS NOT NULL;

-- Counts are kept beside their target, so that no page counts rows.
CREATE TABLE testimony_count (
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  target       uuid NOT NULL,
  published    bigint NOT NULL DEFAULT 0,
  confidential bigint NOT NULL DEFAULT 0,
  held         bigint NOT NULL DEFAULT 0,
  support      bigint NOT NULL DEFAULT 0,
  oppose       bigint NOT NULL DEFAULT 0,
  neutral      bigint NOT NULL DEFAULT 0,
  mixed        bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (target)
);

-- Where the words went afterwards: distributed, entered, cited, answered.
CREATE TABLE testimony_trail (
  jurisdiction uuid NOT NULL,
  testimony    uuid NOT NULL,
  step         text NOT NULL CHECK (step IN ('distributed', 'entered', 'spoken', 'cited', 'answered')),
  at           timestamptz NOT NULL DEFAULT now(),
  hearing      uuid,
  action       uuid,
  passage      text CHECK (length(passage) <= 500),
  note         text CHECK (length(note) <= 1000),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id)
);
CREATE INDEX testimony_trail_of ON testimony_trail (testimony, at);
