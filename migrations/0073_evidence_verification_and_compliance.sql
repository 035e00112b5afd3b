-- What is shown and by whom, how the board checked it, and how far compliance has come.

-- What is confidential has a basis and a redacted copy; the original is for the board and the agency. `content_hash` is the SHA-256 of what
-- was given, `document_hash` that of the linked document as whoever gave it states it.
ALTER TABLE action_evidence
  ADD COLUMN number integer CHECK (number > 0),
  ADD COLUMN by_side text NOT NULL DEFAULT 'agency' CHECK (by_side IN ('agency', 'board', 'public')),
  ADD COLUMN origin text CHECK (length(origin) BETWEEN 1 AND 300),
  ADD COLUMN dated date,
  ADD COLUMN period_from date,
  ADD COLUMN period_to date CHECK (period_to >= period_from),
  ADD COLUMN confidential text CHECK (length(confidential) BETWEEN 5 AND 500),
  ADD COLUMN redacted_text text CHECK (length(redacted_text) BETWEEN 1 AND 4000),
  ADD COLUMN redacted_url text CHECK (length(redacted_url) <= 500 AND redacted_url ~ '^https?://'),
  ADD COLUMN document_hash bytea CHECK (octet_length(document_hash) = 32),
  ADD COLUMN content_hash bytea CHECK (octet_length(content_hash) = 32),
  ADD COLUMN hidden text CHECK (hidden IN ('M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8')),
  ADD COLUMN hidden_by uuid REFERENCES person,
  ADD CHECK ((confidential IS NULL) = (redacted_text IS NULL));
ALTER TABLE action_evidence NO FORCE ROW LEVEL SECURITY;
UPDATE action_evidence e SET number = n.number
FROM (SELECT id, row_number() OVER (PARTITION BY action ORDER BY at, id) AS number FROM action_evidence) n
WHERE n.id = e.id;
ALTER TABLE action_evidence FORCE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX action_evidence_number ON action_evidence (action, number);

-- Until this day anyone may add evidence to what was reported.
ALTER TABLE action ADD COLUMN evidence_until date;

-- Every look that the board took, with each mark; nothing is overwritten.
CREATE TABLE action_verification (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  outcome      text NOT NULL CHECK (outcome IN ('implemented', 'partly_implemented', 'returned')),
  independence text CHECK (independence IN ('own_check', 'agency_data', 'third_party')),
  reason       text CHECK (length(reason) <= 2000),
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, number),
  UNIQUE (jurisdiction, action, number),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id)
);
CREATE TABLE action_mark (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  verification integer NOT NULL,
  criterion    integer NOT NULL CHECK (criterion > 0),
  mark         text NOT NULL CHECK (mark IN ('met', 'not_met', 'unclear')),
  method       text NOT NULL CHECK (length(method) BETWEEN 1 AND 1000),
  sample       text CHECK (length(sample) BETWEEN 1 AND 500),
  PRIMARY KEY (action, verification, criterion),
  FOREIGN KEY (jurisdiction, action, verification) REFERENCES action_verification (jurisdiction, action, number)
);

-- The ladder of compliance, as monitors of decrees climb it. How it will be tested is stored before it is tested, and is never changed.
CREATE TABLE compliance_test (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  method       text NOT NULL CHECK (length(method) BETWEEN 10 AND 4000),
  sample       text CHECK (length(sample) BETWEEN 1 AND 1000),
  share        integer NOT NULL DEFAULT 95 CHECK (share BETWEEN 50 AND 100),
  months       integer NOT NULL DEFAULT 24 CHECK (months BETWEEN 1 AND 120),
  set_on       date NOT NULL,
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, number),
  UNIQUE (jurisdiction, action, number),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id)
);
CREATE TABLE compliance_step (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  level        text NOT NULL CHECK (level IN ('none', 'policy', 'training', 'practice', 'sustained')),
  test         integer,
  share        integer CHECK (share BETWEEN 0 AND 100),
  months       integer CHECK (months BETWEEN 0 AND 600),
  tested_on    date,
  note         text NOT NULL CHECK (length(note) BETWEEN 1 AND 2000),
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, ordinal),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  FOREIGN KEY (jurisdiction, action, test) REFERENCES compliance_test (jurisdiction, action, number),
  CHECK (level NOT IN ('practice', 'sustained') OR (test IS NOT NULL AND share IS NOT NULL AND tested_on IS NOT NULL)),
  CHECK (level <> 'sustained' OR months IS NOT NULL)
);

GRANT SELECT, INSERT ON action_verification, action_mark, compliance_test, compliance_step TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['action_verification', 'action_mark', 'compliance_test', 'compliance_step'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
