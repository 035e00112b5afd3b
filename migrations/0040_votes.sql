-- Who sits in a body, who was there, what was moved, and how each member voted. Marks and votes are only ever added to.

CREATE TABLE member (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  body         uuid NOT NULL,
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  seat         text CHECK (length(seat) BETWEEN 1 AND 80),
  since        timestamptz NOT NULL DEFAULT now(),
  until        timestamptz CHECK (until >= since),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, body) REFERENCES body (jurisdiction, id)
);
CREATE UNIQUE INDEX member_once ON member (body, lower(name)) WHERE until IS NULL;

-- The roll as it was called, then arrivals and departures: the latest mark of a member counts.
CREATE TABLE attendance (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  member       uuid NOT NULL,
  name         text NOT NULL,
  mark         text NOT NULL CHECK (mark IN ('present', 'absent', 'excused', 'arrived', 'left')),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  by_person    uuid REFERENCES person,
  by_name      text,
  PRIMARY KEY (hearing, ordinal),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, member) REFERENCES member (jurisdiction, id)
);

-- A motion that proposes a decision decides its item; one that proposes none amends or orders the business.
CREATE TABLE motion (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  item         uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  proposes     text CHECK (proposes IN ('adopted', 'adopted_amended', 'rejected', 'referred', 'received', 'no_action')),
  threshold    text CHECK (threshold IN ('majority', 'majority_of_members', 'two_thirds', 'three_quarters')),
  mover        text CHECK (length(mover) BETWEEN 1 AND 80),
  seconder     text CHECK (length(seconder) BETWEEN 1 AND 80 AND seconder <> mover),
  moved_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  withdrawn_at timestamptz,
  source       text,
  external_id  text,
  source_version text,
  UNIQUE (hearing, number),
  UNIQUE (jurisdiction, source, external_id),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id),
  CHECK (source IS NOT NULL OR (threshold IS NOT NULL AND mover IS NOT NULL))
);
CREATE INDEX motion_of_item ON motion (item);

-- A correction is a new vote with a reason; the one that it corrects stays. `members` is what a majority of members was counted of.
CREATE TABLE vote (
  jurisdiction uuid NOT NULL,
  motion       uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  corrects     integer,
  reason       text CHECK (length(reason) BETWEEN 1 AND 1000),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  yes          integer NOT NULL CHECK (yes >= 0),
  no           integer NOT NULL CHECK (no >= 0),
  abstain      integer NOT NULL CHECK (abstain >= 0),
  recused      integer NOT NULL CHECK (recused >= 0),
  absent       integer NOT NULL CHECK (absent >= 0),
  other        integer NOT NULL DEFAULT 0 CHECK (other >= 0),
  members      integer,
  needed       integer,
  carried      boolean,
  by_person    uuid REFERENCES person,
  by_name      text,
  PRIMARY KEY (motion, number),
  UNIQUE (jurisdiction, motion, number),
  FOREIGN KEY (jurisdiction, motion) REFERENCES motion (jurisdiction, id),
  FOREIGN KEY (jurisdiction, motion, corrects) REFERENCES vote (jurisdiction, motion, number),
  CHECK ((number = 1) = (corrects IS NULL) AND (corrects IS NULL OR (reason IS NOT NULL AND corrects < number)))
);

-- One member's vote. `word` is the source's own where it came from elsewhere; `other` is what has no word here.
CREATE TABLE ballot (
  jurisdiction uuid NOT NULL,
  motion       uuid NOT NULL,
  vote         integer NOT NULL,
  ordinal      integer NOT NULL,
  member       uuid,
  name         text NOT NULL,
  choice       text NOT NULL CHECK (choice IN ('yes', 'no', 'abstain', 'recused', 'absent', 'other')),
  reason       text CHECK (length(reason) BETWEEN 1 AND 500),
  word         text,
  source_person text,
  PRIMARY KEY (motion, vote, ordinal),
  UNIQUE (motion, vote, member),
  FOREIGN KEY (jurisdiction, motion) REFERENCES motion (jurisdiction, id),
  FOREIGN KEY (jurisdiction, motion, vote) REFERENCES vote (jurisdiction, motion, number),
  FOREIGN KEY (jurisdiction, member) REFERENCES member (jurisdiction, id),
  CHECK (word IS NOT NULL OR (member IS NOT NULL AND choice <> 'other')),
  CHECK (choice <> 'recused' OR reason IS NOT NULL OR word IS NOT NULL)
);

-- The count that stands, kept beside its item so that no agenda counts ballots.
ALTER TABLE agenda_item ADD COLUMN votes_yes integer, ADD COLUMN votes_no integer, ADD COLUMN carried boolean;

GRANT SELECT, INSERT, UPDATE ON member, attendance, motion, vote, ballot TO lectern_app;
GRANT DELETE ON ballot, vote, motion TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['member', 'attendance', 'motion', 'vote', 'ballot'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
