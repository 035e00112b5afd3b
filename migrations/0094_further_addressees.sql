-- An action can be asked of several agencies. The first (`action.addressee`) leads: its answer and its report move the action. Each further
-- one owes an answer of its own by its own day, and reports its own part; what it says stands beside the lead's, never in its place.
CREATE TABLE action_addressee (
  jurisdiction       uuid NOT NULL,
  action             uuid NOT NULL,
  body               uuid NOT NULL,
  ordinal            integer NOT NULL CHECK (ordinal BETWEEN 1 AND 9),
  response_days      integer NOT NULL CHECK (response_days BETWEEN 1 AND 730),
  first_response_due date,
  response_due       date,
  position           text NOT NULL DEFAULT 'none' CHECK (position IN ('none', 'accepted', 'accepted_in_part', 'alternative', 'needs_analysis', 'rejected')),
  target_date        date,
  responded_at       timestamptz,
  reported_at        timestamptz,
  PRIMARY KEY (action, body),
  UNIQUE (jurisdiction, action, body),
  UNIQUE (action, ordinal),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id),
  CHECK ((position = 'none') = (responded_at IS NULL)),
  CHECK (reported_at IS NULL OR responded_at IS NOT NULL)
);
CREATE INDEX action_addressee_body ON action_addressee (body);

CREATE TABLE addressee_response (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  body         uuid NOT NULL,
  version      integer NOT NULL CHECK (version > 0),
  position     text NOT NULL CHECK (position IN ('accepted', 'accepted_in_part', 'alternative', 'needs_analysis', 'rejected')),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  owner        text CHECK (length(owner) <= 160),
  due          date,
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, body, version),
  FOREIGN KEY (jurisdiction, action, body) REFERENCES action_addressee (jurisdiction, action, body)
);

CREATE TABLE addressee_report (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  body         uuid NOT NULL,
  version      integer NOT NULL CHECK (version > 0),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  url          text CHECK (length(url) <= 500 AND url ~ '^https?://'),
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, body, version),
  FOREIGN KEY (jurisdiction, action, body) REFERENCES action_addressee (jurisdiction, action, body)
);

CREATE TABLE addressee_crossing (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  body         uuid NOT NULL,
  crossing     text NOT NULL CHECK (crossing IN ('reminder_14', 'reminder_3', 'overdue', 'long_overdue')),
  due          date NOT NULL,
  day          date NOT NULL,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, body, crossing, due),
  FOREIGN KEY (jurisdiction, action, body) REFERENCES action_addressee (jurisdiction, action, body)
);

-- A date that was reckoned for a further addressee names it.
ALTER TABLE action_date ADD COLUMN body uuid, ADD FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id);

GRANT SELECT, INSERT, UPDATE, DELETE ON action_addressee TO lectern_app;
GRANT SELECT, INSERT ON addressee_response, addressee_report, addressee_crossing TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['action_addressee', 'addressee_response', 'addressee_report', 'addressee_crossing'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
