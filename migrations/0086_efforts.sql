-- What officials do in a reform area besides making policy: a budget ask, a change of process, a statement, advocacy with the state or the federation.

CREATE TABLE effort (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  number       text NOT NULL CHECK (number ~ '^EFF-[0-9]{4}-[0-9]{3,}$'),
  kind         text NOT NULL CHECK (kind IN ('budget_ask', 'process', 'statement', 'state_advocacy', 'federal_advocacy')),
  status       text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'under_way', 'done', 'dropped')),
  body         uuid NOT NULL,
  area         uuid NOT NULL,
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
  addressee    text CHECK (length(addressee) BETWEEN 1 AND 160),
  url          text CHECK (length(url) <= 500 AND url ~ '^https?://'),
  planned_for  date,
  begun_on     date,
  ended_on     date,
  outcome      text CHECK (outcome IN ('achieved', 'partly', 'not_achieved')),
  result       text CHECK (length(result) BETWEEN 1 AND 2000),
  by_person    uuid REFERENCES person,
  by_name      text,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  CHECK (status NOT IN ('done', 'dropped') OR (ended_on IS NOT NULL AND result IS NOT NULL)),
  CHECK ((status = 'done') = (outcome IS NOT NULL))
);
CREATE INDEX effort_of_area ON effort (area, created_at);
CREATE INDEX effort_of_body ON effort (body, created_at);

GRANT SELECT, INSERT, UPDATE ON effort TO lectern_app;
ALTER TABLE effort ENABLE ROW LEVEL SECURITY;
ALTER TABLE effort FORCE ROW LEVEL SECURITY;
CREATE POLICY reads ON effort FOR SELECT USING (true);
CREATE POLICY adds ON effort FOR INSERT WITH CHECK (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY changes ON effort FOR UPDATE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY removes ON effort FOR DELETE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
