-- How each due date was reckoned, and the one extension that an agency may ask for.

-- A date is reckoned once, under the clocks and closed days of that moment: what is changed later does not change it.
CREATE TABLE action_date (
  jurisdiction    uuid NOT NULL,
  action          uuid NOT NULL,
  ordinal         integer NOT NULL CHECK (ordinal > 0),
  what            text NOT NULL CHECK (what IN ('answer', 'insisted', 'extended', 'target', 'evidence_window', 'obligation', 'hearing')),
  from_day        date NOT NULL,
  count           integer CHECK (count > 0),
  unit            text CHECK (unit IN ('days', 'business_days')),
  unrolled        date NOT NULL,
  due             date NOT NULL CHECK (due >= unrolled),
  closed_days     date[] NOT NULL DEFAULT '{}',
  closed_by       text[] NOT NULL DEFAULT '{}',
  profile         text,
  profile_version integer,
  at              timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, ordinal),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  CHECK ((count IS NULL) = (unit IS NULL)),
  CHECK (cardinality(closed_days) = cardinality(closed_by))
);
INSERT INTO action_date (jurisdiction, action, ordinal, what, from_day, count, unit, unrolled, due, at)
SELECT a.jurisdiction, a.id, 1, 'answer', d.day, a.response_days, 'days', least(d.day + a.response_days, a.first_response_due), a.first_response_due, a.issued_at
FROM action a
JOIN jurisdiction j ON j.id = a.jurisdiction
CROSS JOIN LATERAL (SELECT (a.issued_at AT TIME ZONE j.zone)::date AS day) d
WHERE a.status <> 'draft';
INSERT INTO action_date (jurisdiction, action, ordinal, what, from_day, unrolled, due, at)
SELECT a.jurisdiction, a.id, 2, 'insisted', d.day, a.response_due, a.response_due, a.insisted_at
FROM action a
JOIN jurisdiction j ON j.id = a.jurisdiction
CROSS JOIN LATERAL (SELECT (a.insisted_at AT TIME ZONE j.zone)::date AS day) d
WHERE a.insisted_at IS NOT NULL;

-- Once for an action: asked before the answer is due, granted or refused with a reason. The first due date stays in `due_before`.
CREATE TABLE action_extension (
  action          uuid PRIMARY KEY,
  jurisdiction    uuid NOT NULL,
  days            integer NOT NULL CHECK (days BETWEEN 1 AND 730),
  reason          text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  due_before      date NOT NULL,
  due_after       date CHECK (due_after > due_before),
  asked_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  asked_by        uuid REFERENCES person,
  asked_by_name   text,
  granted         boolean,
  decided_at      timestamptz,
  decided_by      uuid REFERENCES person,
  decided_by_name text,
  decided_reason  text CHECK (length(decided_reason) BETWEEN 1 AND 2000),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  CHECK ((granted IS NULL) = (decided_at IS NULL) AND (granted IS NULL) = (decided_reason IS NULL)),
  CHECK ((due_after IS NOT NULL) = coalesce(granted, false))
);

GRANT SELECT, INSERT ON action_date TO lectern_app;
GRANT SELECT, INSERT, UPDATE ON action_extension TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['action_date', 'action_extension'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
