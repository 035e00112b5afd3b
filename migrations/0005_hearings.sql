-- Hearings, their agenda, and the proof that they were noticed in time.

CREATE TABLE hearing (
  id                   uuid PRIMARY KEY,
  jurisdiction         uuid NOT NULL REFERENCES jurisdiction,
  number               bigint NOT NULL CHECK (number > 0),
  body                 uuid NOT NULL,
  kind                 text NOT NULL CHECK (kind IN ('regular', 'special', 'emergency', 'workshop', 'follow_up')),
  status               text NOT NULL CHECK (status IN ('draft', 'noticed', 'postponed', 'live', 'recessed', 'adjourned', 'continued', 'closed', 'cancelled')),
  title                text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  summary              text CHECK (length(summary) <= 2000),
  starts_at            timestamptz NOT NULL,
  zone                 text NOT NULL,
  starts_local         text,
  place                text CHECK (length(place) <= 500),
  phone_in             text CHECK (length(phone_in) <= 200),
  video_url            text CHECK (length(video_url) <= 500),
  access_note          text CHECK (length(access_note) <= 1000),
  languages            text[] NOT NULL DEFAULT '{en}',
  order_rule           text NOT NULL DEFAULT 'fifo' CHECK (order_rule IN ('fifo', 'lottery', 'alternate_position', 'first_time_first')),
  allotment            integer NOT NULL DEFAULT 180 CHECK (allotment BETWEEN 60 AND 3600),
  sign_up_opens_at     timestamptz,
  testimony_closes_at  timestamptz,
  late_testimony       text NOT NULL DEFAULT 'accept' CHECK (late_testimony IN ('accept', 'refuse')),
  quorum               integer,
  present              integer,
  profile              text NOT NULL,
  profile_version      integer NOT NULL,
  agenda_version       integer NOT NULL DEFAULT 0,
  noticed_at           timestamptz,
  started_at           timestamptz,
  recessed_at          timestamptz,
  adjourned_at         timestamptz,
  reason               text CHECK (length(reason) <= 1000),
  predecessor          uuid REFERENCES hearing,
  successor            uuid REFERENCES hearing,
  recording_url        text,
  source               text,
  external_id          text,
  source_version       text,
  source_url           text,
  created_at           timestamptz NOT NULL DEFAULT now(),
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, source, external_id),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id),
  CHECK (status <> 'live' OR started_at IS NOT NULL OR source IS NOT NULL)
);
CREATE INDEX hearing_calendar ON hearing (jurisdiction, starts_at, number);

CREATE TABLE hearing_area (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  area         uuid NOT NULL,
  PRIMARY KEY (hearing, area),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id)
);
CREATE INDEX hearing_area_area ON hearing_area (area);

CREATE TABLE agenda_item (
  id             uuid PRIMARY KEY,
  jurisdiction   uuid NOT NULL REFERENCES jurisdiction,
  hearing        uuid NOT NULL,
  ordinal        integer NOT NULL,
  number         text NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
  title          text NOT NULL CHECK (length(title) BETWEEN 1 AND 4000),
  kind           text NOT NULL CHECK (kind IN ('consent', 'discussion', 'action', 'public_comment', 'closed')),
  minutes        integer CHECK (minutes BETWEEN 1 AND 1440),
  comment_mode   text NOT NULL DEFAULT 'before_and_during' CHECK (comment_mode IN ('none', 'before', 'before_and_during')),
  status         text NOT NULL CHECK (status IN ('proposed', 'declined', 'listed', 'called', 'comment', 'deliberation', 'decided', 'tabled', 'withdrawn')),
  comment_opened boolean NOT NULL DEFAULT false,
  comment_closed boolean NOT NULL DEFAULT false,
  decision       text CHECK (decision IN ('adopted', 'adopted_amended', 'rejected', 'referred', 'received', 'no_action')),
  decision_text  text CHECK (length(decision_text) <= 2000),
  exemption      text CHECK (exemption IN ('consent_calendar', 'procedural', 'closed_session', 'report_only')),
  reason         text CHECK (length(reason) <= 1000),
  matter         text,
  note           text,
  source         text,
  external_id    text,
  source_version text,
  UNIQUE (hearing, ordinal) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (jurisdiction, source, external_id),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  -- No decision before the item's comment period has opened and closed, unless an exemption is on record.
  CHECK (decision IS NULL OR comment_mode = 'none' OR comment_closed OR exemption IS NOT NULL OR source IS NOT NULL)
);
-- One item open per hearing.
CREATE UNIQUE INDEX agenda_item_one_open ON agenda_item (hearing) WHERE status IN ('called', 'comment', 'deliberation');

-- The agenda as it was published, version by version.
CREATE TABLE agenda_version (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  version      integer NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  items        jsonb NOT NULL,
  hash         bytea NOT NULL,
  finding      text,
  PRIMARY KEY (hearing, version),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id)
);

CREATE TABLE notice_certificate (
  jurisdiction    uuid NOT NULL,
  hearing         uuid NOT NULL,
  agenda_version  integer NOT NULL,
  profile         text NOT NULL,
  profile_version integer NOT NULL,
  kind            text NOT NULL,
  posted_at       timestamptz NOT NULL,
  starts_at       timestamptz NOT NULL,
  deadline        timestamptz NOT NULL,
  verdict         text NOT NULL CHECK (verdict IN ('compliant', 'late', 'waived')),
  waiver_code     text CHECK (waiver_code IN ('emergency', 'continuance', 'court_order', 'other')),
  waiver_reason   text CHECK (length(waiver_reason) BETWEEN 10 AND 1000),
  waived_by       uuid REFERENCES person,
  waived_by_name  text,
  agenda_hash     bytea NOT NULL,
  channels        text[] NOT NULL,
  steps           jsonb NOT NULL,
  PRIMARY KEY (hearing, agenda_version),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  CHECK ((verdict = 'waived') = (waiver_code IS NOT NULL AND waiver_reason IS NOT NULL))
);
