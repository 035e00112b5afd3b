-- Policy changes: an ordinance, an order, an agreement followed from the idea to practice, with its texts, what was answered to
-- its comments, what stands in its way, and what came of it.

CREATE TABLE policy_change (
  id                uuid PRIMARY KEY,
  jurisdiction      uuid NOT NULL REFERENCES jurisdiction,
  number            text NOT NULL CHECK (number ~ '^POL-[0-9]{4}-[0-9]{3,}$'),
  kind              text NOT NULL CHECK (kind IN ('ordinance', 'resolution', 'budget_line', 'general_order', 'agreement', 'contract_clause', 'charter_change')),
  status            text NOT NULL DEFAULT 'idea' CHECK (status IN ('idea', 'drafting', 'comment', 'revision', 'pending', 'adopted', 'training', 'in_practice', 'evaluated', 'withdrawn', 'rejected', 'repealed', 'preempted', 'enjoined')),
  lever             text NOT NULL CHECK (lever IN ('legislate', 'budget', 'hearing', 'process', 'narrative', 'advocacy')),
  owner             uuid NOT NULL,
  implementer       uuid,
  area              uuid,
  criterion         text CHECK (length(criterion) BETWEEN 1 AND 80),
  title             text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  summary           text CHECK (length(summary) <= 2000),
  text_version      integer NOT NULL DEFAULT 0,
  commented_version integer,
  comment_round     integer NOT NULL DEFAULT 0,
  comment_opened_at timestamptz,
  comment_closes_at timestamptz,
  pending_since     date,
  pending_until     date,
  adopted_on        date,
  hearing           uuid,
  item              uuid,
  signed_by         text CHECK (length(signed_by) BETWEEN 1 AND 160),
  effective_on      date,
  sunset_on         date,
  reason            text CHECK (length(reason) <= 2000),
  proposed_by       uuid REFERENCES person,
  proposed_by_name  text,
  created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, owner) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, implementer) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id),
  CHECK (status <> 'comment' OR (comment_opened_at IS NOT NULL AND comment_closes_at IS NOT NULL)),
  CHECK (status <> 'pending' OR (pending_since IS NOT NULL AND pending_until IS NOT NULL)),
  -- What is in force was decided somewhere that can be walked to: an item of a hearing, or somebody's signature.
  CHECK (status NOT IN ('adopted', 'training', 'in_practice', 'evaluated') OR (adopted_on IS NOT NULL AND effective_on IS NOT NULL AND (item IS NOT NULL OR signed_by IS NOT NULL)))
);
CREATE INDEX policy_listed ON policy_change (jurisdiction, created_at, number);
CREATE INDEX policy_of_area ON policy_change (area) WHERE area IS NOT NULL;
CREATE INDEX policy_of_hearing ON policy_change (hearing) WHERE hearing IS NOT NULL;
CREATE INDEX policy_sunset ON policy_change (jurisdiction, sunset_on) WHERE sunset_on IS NOT NULL;

-- A text is never overwritten; a change is the next version.
CREATE TABLE policy_text (
  jurisdiction uuid NOT NULL,
  policy       uuid NOT NULL,
  version      integer NOT NULL CHECK (version > 0),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 60000),
  note         text CHECK (length(note) <= 1000),
  material     boolean NOT NULL,
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (policy, version),
  FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id)
);

CREATE TABLE policy_move (
  jurisdiction uuid NOT NULL,
  policy       uuid NOT NULL,
  ordinal      integer NOT NULL,
  from_status  text,
  to_status    text NOT NULL,
  command      text NOT NULL,
  reason       text CHECK (length(reason) <= 2000),
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (policy, ordinal),
  FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id)
);

-- What the comments said, theme by theme, and what became of each.
CREATE TABLE policy_theme (
  jurisdiction uuid NOT NULL,
  policy       uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  disposition  text CHECK (disposition IN ('adopted', 'partly', 'not')),
  answer       text CHECK (length(answer) BETWEEN 1 AND 2000),
  answered_at  timestamptz,
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (policy, ordinal),
  UNIQUE (jurisdiction, policy, ordinal),
  FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id),
  CHECK ((disposition IS NULL) = (answer IS NULL))
);

CREATE TABLE policy_theme_testimony (
  jurisdiction uuid NOT NULL,
  policy       uuid NOT NULL,
  ordinal      integer NOT NULL,
  testimony    uuid NOT NULL,
  PRIMARY KEY (policy, ordinal, testimony),
  FOREIGN KEY (jurisdiction, policy, ordinal) REFERENCES policy_theme (jurisdiction, policy, ordinal),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id)
);

-- What stands in the way, by whoever says so, under their name.
CREATE TABLE policy_challenge (
  jurisdiction  uuid NOT NULL,
  policy        uuid NOT NULL,
  number        integer NOT NULL CHECK (number > 0),
  kind          text NOT NULL CHECK (kind IN ('labor', 'budget', 'legal', 'preemption', 'data', 'capacity', 'viewpoint', 'safety_tradeoff')),
  side          text NOT NULL CHECK (side IN ('resident', 'community_group', 'union', 'agency', 'official', 'business', 'other')),
  name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 160),
  text          text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  url           text CHECK (length(url) <= 500 AND url ~ '^https?://'),
  blocking      boolean NOT NULL DEFAULT false,
  block_reason  text CHECK (length(block_reason) BETWEEN 1 AND 1000),
  blocked_at    timestamptz,
  blocked_by    text,
  outcome       text CHECK (outcome IN ('resolved', 'accepted_risk', 'unfounded')),
  resolution    text CHECK (length(resolution) BETWEEN 1 AND 2000),
  resolved_at   timestamptz,
  resolved_by   text,
  by_person     uuid REFERENCES person,
  at            timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (policy, number),
  FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id),
  CHECK (NOT blocking OR block_reason IS NOT NULL),
  CHECK ((outcome IS NULL) = (resolution IS NULL))
);
CREATE INDEX policy_challenge_open ON policy_challenge (jurisdiction, policy) WHERE outcome IS NULL;

-- What the agency says of training and practice: a reading is added, never changed.
CREATE TABLE policy_figure (
  jurisdiction uuid NOT NULL,
  policy       uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  phase        text NOT NULL CHECK (phase IN ('training', 'practice')),
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 160),
  unit         text CHECK (length(unit) BETWEEN 1 AND 40),
  target       numeric(14, 2),
  value        numeric(14, 2) NOT NULL,
  measured_on  date NOT NULL,
  source       text NOT NULL CHECK (length(source) BETWEEN 1 AND 500),
  url          text CHECK (length(url) <= 500 AND url ~ '^https?://'),
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (policy, ordinal),
  FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id)
);

-- What a board found when it looked.
CREATE TABLE policy_finding (
  jurisdiction uuid NOT NULL,
  policy       uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  body         uuid NOT NULL,
  result       text NOT NULL CHECK (result IN ('works', 'works_in_part', 'does_not_work', 'unclear')),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  url          text CHECK (length(url) <= 500 AND url ~ '^https?://'),
  found_on     date NOT NULL,
  by_person    uuid REFERENCES person,
  by_name      text,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (policy, ordinal),
  FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id)
);

-- A date that came is told once, however often the clock looks.
CREATE TABLE policy_date_told (
  jurisdiction uuid NOT NULL,
  policy       uuid NOT NULL,
  what         text NOT NULL CHECK (what IN ('in_force', 'sunset_90', 'sunset_30', 'sunset')),
  day          date NOT NULL,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (policy, what, day),
  FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id)
);

-- Testimony may be about a policy change, and its trail may lead to one.
ALTER TABLE testimony ADD FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id);
ALTER TABLE testimony_trail ADD COLUMN policy uuid;
ALTER TABLE testimony_trail ADD FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id);

GRANT SELECT, INSERT, UPDATE ON policy_change, policy_theme, policy_challenge TO lectern_app;
GRANT SELECT, INSERT ON policy_text, policy_move, policy_theme_testimony, policy_figure, policy_finding, policy_date_told TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['policy_change', 'policy_text', 'policy_move', 'policy_theme', 'policy_theme_testimony', 'policy_challenge', 'policy_figure', 'policy_finding', 'policy_date_told'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
