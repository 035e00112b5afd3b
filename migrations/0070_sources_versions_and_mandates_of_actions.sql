-- Where an action came from, how its text changed after it was issued, and the vote by which the board decided.

-- Inside Lectern a source is a row (hearing, item, testimony, area), outside it is named in words and linked.
CREATE TABLE action_source (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  kind         text NOT NULL CHECK (kind IN ('hearing', 'item', 'testimony', 'promise', 'assessment', 'audit_report', 'decree')),
  hearing      uuid,
  item         uuid,
  testimony    uuid,
  area         uuid,
  reference    text CHECK (length(reference) BETWEEN 1 AND 300),
  url          text CHECK (length(url) <= 500 AND url ~ '^https?://'),
  passage      text CHECK (length(passage) BETWEEN 1 AND 2000),
  PRIMARY KEY (action, ordinal),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  CHECK (num_nonnulls(hearing, testimony, area, reference) > 0),
  CHECK (item IS NULL OR hearing IS NOT NULL)
);
CREATE INDEX action_source_hearing ON action_source (hearing) WHERE hearing IS NOT NULL;
CREATE INDEX action_source_testimony ON action_source (testimony) WHERE testimony IS NOT NULL;
INSERT INTO action_source (jurisdiction, action, ordinal, kind, hearing, item)
SELECT jurisdiction, id, 1, CASE WHEN kind = 'promise' THEN 'promise' WHEN item IS NULL THEN 'hearing' ELSE 'item' END, hearing, item
FROM action WHERE hearing IS NOT NULL;
INSERT INTO action_source (jurisdiction, action, ordinal, kind, testimony)
SELECT jurisdiction, id, 2, 'testimony', testimony FROM action WHERE testimony IS NOT NULL;

-- The text as it was issued is version 1; what the board amends is a version beside it.
CREATE TABLE action_version (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  version      integer NOT NULL CHECK (version > 0),
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  summary      text CHECK (length(summary) <= 2000),
  criteria     text[] NOT NULL,
  reason       text CHECK (length(reason) BETWEEN 1 AND 2000),
  motion       uuid,
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, version),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  FOREIGN KEY (jurisdiction, motion) REFERENCES motion (jurisdiction, id),
  CHECK (version = 1 OR reason IS NOT NULL)
);
INSERT INTO action_version (jurisdiction, action, version, title, text, summary, criteria, at)
SELECT a.jurisdiction, a.id, 1, a.title, a.text, a.summary,
  coalesce((SELECT array_agg(c.text ORDER BY c.ordinal) FROM action_criterion c WHERE c.action = a.id), '{}'), a.issued_at
FROM action a WHERE a.status <> 'draft';

ALTER TABLE action ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  ADD COLUMN review_date date,
  ADD COLUMN response_unit text NOT NULL DEFAULT 'days' CHECK (response_unit IN ('days', 'business_days')),
  ADD COLUMN superseded_by uuid,
  ADD COLUMN inapplicable text CHECK (inapplicable IN ('preempted', 'enjoined', 'overtaken')),
  ADD FOREIGN KEY (jurisdiction, superseded_by) REFERENCES action (jurisdiction, id),
  ADD CHECK (superseded_by <> id);

-- `motion` is the vote that carried; `as_of` is the day from which a reassessment counts.
ALTER TABLE action_move ADD COLUMN motion uuid, ADD COLUMN as_of date,
  ADD FOREIGN KEY (jurisdiction, motion) REFERENCES motion (jurisdiction, id);

GRANT SELECT, INSERT, DELETE ON action_source TO lectern_app;
GRANT SELECT, INSERT ON action_version TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['action_source', 'action_version'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
