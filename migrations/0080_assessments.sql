-- Worksheets: where a jurisdiction stands in a reform area, criterion by criterion, each answer with its dated citation.

-- One version of a worksheet. It keeps the criteria and the rule of its bands as they stood when it was begun: a catalogue
-- that changes later does not change what was published. One is at work, one stands, the others are history.
CREATE TABLE assessment (
  id                uuid PRIMARY KEY,
  jurisdiction      uuid NOT NULL REFERENCES jurisdiction,
  area              uuid NOT NULL,
  version           integer NOT NULL CHECK (version >= 1),
  status            text NOT NULL CHECK (status IN ('draft', 'in_review', 'agency_reply', 'published', 'challenged', 'stale', 'superseded')),
  body              uuid,
  agency            uuid,
  catalogue         text,
  catalogue_version integer,
  criteria          jsonb NOT NULL,
  rule              jsonb NOT NULL,
  as_of             text CHECK (as_of ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  band              text CHECK (band IN ('strong', 'developing', 'limited', 'insufficient_information')),
  percent           integer CHECK (percent BETWEEN 0 AND 100),
  author            uuid REFERENCES person,
  author_name       text,
  reader            uuid REFERENCES person,
  reader_name       text,
  publisher_name    text,
  reply_due         date,
  stale_reason      text CHECK (length(stale_reason) <= 1000),
  source            text,
  external_id       text,
  source_label      text,
  source_url        text,
  source_rating     text,
  created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  published_at      timestamptz,
  UNIQUE (jurisdiction, id),
  UNIQUE (jurisdiction, area, version),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, agency) REFERENCES body (jurisdiction, id),
  CHECK (reader <> author),
  CHECK ((status IN ('draft', 'in_review', 'agency_reply')) = (published_at IS NULL)),
  CHECK (published_at IS NULL OR band IS NOT NULL),
  CHECK (body IS NOT NULL OR source IS NOT NULL)
);

CREATE UNIQUE INDEX assessment_at_work ON assessment (jurisdiction, area) WHERE status IN ('draft', 'in_review', 'agency_reply');
CREATE UNIQUE INDEX assessment_standing ON assessment (jurisdiction, area) WHERE status IN ('published', 'challenged', 'stale');
CREATE INDEX assessment_source ON assessment (source, external_id) WHERE source IS NOT NULL;
CREATE INDEX area_slug ON area (slug);

-- An answer that says that something is in the policy shows where. A null answer has not been given yet.
CREATE TABLE assessment_answer (
  jurisdiction uuid NOT NULL,
  assessment   uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal >= 1),
  criterion    text NOT NULL CHECK (length(criterion) BETWEEN 1 AND 40),
  answer       text CHECK (answer IN ('yes', 'partial', 'no', 'unclear', 'not_applicable', 'preempted')),
  url          text CHECK (length(url) <= 2000),
  quote        text CHECK (length(quote) <= 4000),
  cited_on     date,
  note         text CHECK (length(note) <= 2000),
  level        smallint CHECK (level BETWEEN 1 AND 9),
  questions    jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (assessment, criterion),
  FOREIGN KEY (jurisdiction, assessment) REFERENCES assessment (jurisdiction, id),
  CHECK (answer IS NULL OR answer NOT IN ('yes', 'partial') OR url IS NOT NULL)
);

CREATE TABLE assessment_move (
  jurisdiction uuid NOT NULL,
  assessment   uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal >= 1),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  command      text NOT NULL,
  reason       text CHECK (length(reason) <= 2000),
  by_person    uuid REFERENCES person,
  by_name      text,
  PRIMARY KEY (assessment, ordinal),
  FOREIGN KEY (jurisdiction, assessment) REFERENCES assessment (jurisdiction, id)
);

-- What the agency says to it before it is published, as a whole or to one criterion.
CREATE TABLE assessment_reply (
  jurisdiction uuid NOT NULL,
  assessment   uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal >= 1),
  criterion    text,
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 8000),
  url          text CHECK (length(url) <= 2000),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  by_person    uuid REFERENCES person,
  by_name      text,
  PRIMARY KEY (assessment, ordinal),
  FOREIGN KEY (jurisdiction, assessment) REFERENCES assessment (jurisdiction, id)
);

-- A resident's question about one answer, with a citation of their own; answered within thirty days.
CREATE TABLE assessment_challenge (
  jurisdiction uuid NOT NULL,
  assessment   uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal >= 1),
  criterion    text NOT NULL,
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  url          text NOT NULL CHECK (length(url) <= 2000),
  quote        text CHECK (length(quote) <= 4000),
  name         text CHECK (length(name) <= 120),
  status       text NOT NULL CHECK (status IN ('open', 'changed', 'unchanged')),
  due          date NOT NULL,
  reason       text CHECK (length(reason) <= 2000),
  new_version  integer,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_at   timestamptz,
  decided_by   text,
  PRIMARY KEY (assessment, ordinal),
  FOREIGN KEY (jurisdiction, assessment) REFERENCES assessment (jurisdiction, id),
  CHECK ((status = 'open') = (decided_at IS NULL)),
  CHECK (status <> 'unchanged' OR reason IS NOT NULL),
  CHECK (status <> 'changed' OR new_version IS NOT NULL)
);

-- What a verified action or a policy in force says about an answer; a null criterion is the worksheet as a whole.
CREATE TABLE assessment_proposal (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  area         uuid NOT NULL,
  criterion    text,
  answer       text CHECK (answer IN ('yes', 'partial', 'no', 'unclear', 'not_applicable', 'preempted')),
  address      text NOT NULL,
  title        text NOT NULL,
  seq          bigint NOT NULL,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  status       text NOT NULL CHECK (status IN ('open', 'taken', 'passed_over')),
  UNIQUE NULLS NOT DISTINCT (jurisdiction, area, criterion, address, seq),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id)
);

-- How far the record has been read for what makes worksheets stale.
CREATE TABLE assessment_watch (
  jurisdiction uuid PRIMARY KEY REFERENCES jurisdiction,
  seq          bigint NOT NULL
);

-- A board asks a body to hear the public on an area or on one criterion of it.
CREATE TABLE hearing_request (
  jurisdiction uuid NOT NULL,
  area         uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal >= 1),
  criterion    text,
  body         uuid NOT NULL,
  reason       text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  by_person    uuid REFERENCES person,
  by_name      text,
  PRIMARY KEY (area, ordinal),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id)
);

GRANT SELECT, INSERT, UPDATE ON assessment, assessment_answer, assessment_challenge, assessment_proposal, assessment_watch TO lectern_app;
GRANT SELECT, INSERT ON assessment_move, assessment_reply, hearing_request TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['assessment', 'assessment_answer', 'assessment_move', 'assessment_reply', 'assessment_challenge',
    'assessment_proposal', 'assessment_watch', 'hearing_request'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
