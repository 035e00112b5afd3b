-- The speaker line: one person's place in the line of an item.

CREATE TABLE slot (
  id             uuid PRIMARY KEY,
  jurisdiction   uuid NOT NULL REFERENCES jurisdiction,
  hearing        uuid NOT NULL,
  item           uuid NOT NULL,
  number         integer NOT NULL CHECK (number > 0),
  display_name   text CHECK (length(display_name) BETWEEN 1 AND 80),
  person         uuid REFERENCES person,
  email          text CHECK (length(email) <= 254),
  mode           text NOT NULL CHECK (mode IN ('room', 'phone', 'video', 'read_by_clerk')),
  position       text CHECK (position IN ('support', 'oppose', 'neutral', 'mixed')),
  language       text NOT NULL DEFAULT 'en',
  interpreter    text NOT NULL DEFAULT 'none' CHECK (interpreter IN ('none', 'consecutive', 'simultaneous')),
  status         text NOT NULL CHECK (status IN ('confirmed', 'waitlisted', 'checked_in', 'called', 'speaking', 'paused', 'spoke', 'no_show', 'withdrawn', 'ceded', 'rejected', 'lapsed')),
  order_key      bigint NOT NULL,
  order_reason   text NOT NULL,
  allotted       integer NOT NULL CHECK (allotted BETWEEN 60 AND 7200),
  used_ms        bigint NOT NULL DEFAULT 0 CHECK (used_ms >= 0),
  no_shows       integer NOT NULL DEFAULT 0,
  signed_up_at   timestamptz NOT NULL DEFAULT now(),
  called_at      timestamptz,
  started_at     timestamptz,
  running_since  timestamptz,
  ended_at       timestamptz,
  channel        text NOT NULL DEFAULT 'web' CHECK (channel IN ('web', 'api', 'clerk')),
  secret_hash    bytea NOT NULL UNIQUE,
  UNIQUE (hearing, number),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id),
  CHECK ((status = 'speaking') = (running_since IS NOT NULL))
);
CREATE INDEX slot_line ON slot (item, order_key);
-- One person at the microphone, one on the way to it.
CREATE UNIQUE INDEX slot_one_speaking ON slot (hearing) WHERE status IN ('speaking', 'paused');
CREATE UNIQUE INDEX slot_one_called ON slot (hearing) WHERE status = 'called';
-- One slot per person per item.
CREATE UNIQUE INDEX slot_one_per_person ON slot (item, person) WHERE person IS NOT NULL AND status NOT IN ('withdrawn', 'rejected', 'lapsed');
CREATE UNIQUE INDEX slot_one_per_email ON slot (item, email) WHERE email IS NOT NULL AND status NOT IN ('withdrawn', 'rejected', 'lapsed');

-- Every pause is logged, with its length.
CREATE TABLE slot_pause (
  jurisdiction uuid NOT NULL,
  slot         uuid NOT NULL REFERENCES slot,
  paused_at    timestamptz NOT NULL,
  resumed_at   timestamptz,
  PRIMARY KEY (slot, paused_at)
);
