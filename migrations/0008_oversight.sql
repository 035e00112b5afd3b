-- Oversight actions: what a board asked of an agency, what the agency says, what the board verified.

CREATE TABLE action (
  id                 uuid PRIMARY KEY,
  jurisdiction       uuid NOT NULL REFERENCES jurisdiction,
  number             text NOT NULL CHECK (number ~ '^ACT-[0-9]{4}-[0-9]{3,}$'),
  kind               text NOT NULL CHECK (kind IN ('recommendation', 'demand', 'obligation', 'promise')),
  status             text NOT NULL CHECK (status IN ('draft', 'issued', 'in_progress', 'reported', 'returned', 'implemented', 'partly_implemented', 'closed_not_implemented', 'superseded', 'not_applicable')),
  position           text NOT NULL DEFAULT 'none' CHECK (position IN ('none', 'accepted', 'accepted_in_part', 'alternative', 'needs_analysis', 'rejected')),
  issuer             uuid NOT NULL,
  addressee          uuid NOT NULL,
  title              text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  text               text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  summary            text CHECK (length(summary) <= 2000),
  priority           text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  lever              text CHECK (lever IN ('legislate', 'budget', 'hearing', 'process', 'narrative', 'advocacy')),
  area               uuid,
  hearing            uuid,
  item               uuid,
  testimony          uuid,
  response_days      integer NOT NULL DEFAULT 60 CHECK (response_days BETWEEN 1 AND 730),
  response_due       date,
  first_response_due date,
  target_date        date,
  issued_at          timestamptz,
  issued_by_vote     boolean,
  responded_at       timestamptz,
  insisted_at        timestamptz,
  reported_at        timestamptz,
  reported_by        uuid REFERENCES person,
  decided_at         timestamptz,
  reason             text CHECK (length(reason) <= 2000),
  drafted_by         uuid REFERENCES person,
  created_at         timestamptz NOT NULL DEFAULT now(),
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, issuer) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, addressee) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id),
  CHECK (status = 'draft' OR (issued_at IS NOT NULL AND response_due IS NOT NULL AND first_response_due IS NOT NULL))
);
CREATE INDEX action_listed ON action (jurisdiction, created_at, number);
CREATE INDEX action_due ON action (jurisdiction, response_due) WHERE status NOT IN ('draft', 'implemented', 'closed_not_implemented', 'superseded', 'not_applicable');
CREATE INDEX action_of_area ON action (area);

ALTER TABLE testimony ADD FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id);
ALTER TABLE testimony_trail ADD FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id);

CREATE TABLE action_criterion (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  ordinal      integer NOT NULL,
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  mark         text CHECK (mark IN ('met', 'not_met', 'unclear')),
  method       text CHECK (length(method) <= 1000),
  UNIQUE (action, ordinal),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id)
);

-- What the agency answered. A change is a new version; nothing is overwritten.
CREATE TABLE action_response (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  version      integer NOT NULL,
  position     text NOT NULL CHECK (position IN ('accepted', 'accepted_in_part', 'alternative', 'needs_analysis', 'rejected')),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  owner        text CHECK (length(owner) <= 160),
  due          date,
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (action, version),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id)
);

CREATE TABLE action_evidence (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  criterion    uuid REFERENCES action_criterion,
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  url          text CHECK (length(url) <= 500 AND url ~ '^https?://'),
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id)
);
CREATE INDEX action_evidence_of ON action_evidence (action, at);

-- Every move of the board's status, dated, with its reason: the timeline of the action page.
CREATE TABLE action_move (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  ordinal      integer NOT NULL,
  from_status  text,
  to_status    text NOT NULL,
  command      text NOT NULL,
  reason       text CHECK (length(reason) <= 2000),
  by_vote      boolean,
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (action, ordinal),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id)
);

-- A due date passed is recorded once, however often the clock looks.
CREATE TABLE action_crossing (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  crossing     text NOT NULL CHECK (crossing IN ('reminder_14', 'reminder_3', 'overdue', 'long_overdue')),
  due          date NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (action, crossing, due),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id)
);
