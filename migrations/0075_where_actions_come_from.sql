-- An action that another register had first: which register, its number there, and the words that it used, each with its day.
-- Ours stand beside them. Such an action may have no date by which an answer was due: the other register may not say one.

CREATE TABLE action_origin (
  jurisdiction   uuid NOT NULL,
  action         uuid PRIMARY KEY,
  source         text NOT NULL CHECK (length(source) BETWEEN 1 AND 80),
  external_id    text NOT NULL CHECK (length(external_id) BETWEEN 1 AND 200),
  source_version text NOT NULL,
  number         text CHECK (length(number) <= 80),
  report_number  text CHECK (length(report_number) <= 80),
  report_title   text CHECK (length(report_title) <= 500),
  url            text CHECK (length(url) <= 2000 AND url ~* '^https?://'),
  -- How much of the day of issue the register tells: the rest stands as the first month or day.
  issued_to      text NOT NULL CHECK (issued_to IN ('day', 'month', 'year')),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  UNIQUE (jurisdiction, source, external_id)
);

CREATE TABLE action_word (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  ordinal      integer NOT NULL,
  on_day       date NOT NULL,
  word         text NOT NULL CHECK (length(word) BETWEEN 1 AND 200),
  label        text CHECK (length(label) <= 200),
  position     text CHECK (position IN ('accepted', 'accepted_in_part', 'alternative', 'needs_analysis', 'rejected')),
  PRIMARY KEY (action, ordinal),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id)
);

ALTER TABLE action ADD COLUMN imported boolean NOT NULL DEFAULT false;
ALTER TABLE action DROP CONSTRAINT action_check;
ALTER TABLE action ADD CONSTRAINT action_issued_with_dates CHECK (status = 'draft' OR (issued_at IS NOT NULL
  AND (imported OR (response_due IS NOT NULL AND first_response_due IS NOT NULL))));
CREATE INDEX action_issued ON action (jurisdiction, issued_at) WHERE status <> 'draft';

GRANT SELECT, INSERT, UPDATE ON action_origin, action_word TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['action_origin', 'action_word'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
