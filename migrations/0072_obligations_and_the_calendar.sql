-- What the calendar does by itself: recurring obligations become dated actions, overdue ones come before the board's next hearing.

-- A duty that returns: a report every so often, and perhaps a hearing within so many days after it.
CREATE TABLE obligation (
  id             uuid PRIMARY KEY,
  jurisdiction   uuid NOT NULL REFERENCES jurisdiction,
  number         bigint NOT NULL CHECK (number > 0),
  issuer         uuid NOT NULL,
  addressee      uuid NOT NULL,
  area           uuid,
  title          text NOT NULL CHECK (length(title) BETWEEN 1 AND 160),
  text           text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  criteria       text[] NOT NULL CHECK (cardinality(criteria) BETWEEN 1 AND 20),
  source         text NOT NULL CHECK (length(source) BETWEEN 3 AND 300),
  source_url     text CHECK (length(source_url) <= 500 AND source_url ~ '^https?://'),
  every          text NOT NULL CHECK (every IN ('month', 'quarter', 'half_year', 'year')),
  first_due      date NOT NULL,
  lead_days      integer NOT NULL DEFAULT 60 CHECK (lead_days BETWEEN 1 AND 365),
  hearing_within integer CHECK (hearing_within BETWEEN 1 AND 365),
  generated      integer NOT NULL DEFAULT 0 CHECK (generated >= 0),
  motion         uuid,
  ended_at       timestamptz,
  ended_reason   text CHECK (length(ended_reason) BETWEEN 1 AND 2000),
  by_person      uuid REFERENCES person,
  by_name        text,
  at             timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, issuer) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, addressee) REFERENCES body (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  FOREIGN KEY (jurisdiction, motion) REFERENCES motion (jurisdiction, id),
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
);

-- Each turn of a duty is one action for the report and one for the hearing, however many processes look at the calendar.
ALTER TABLE action ADD COLUMN obligation uuid, ADD COLUMN obligation_part text CHECK (obligation_part IN ('report', 'hearing')), ADD COLUMN obligation_due date,
  ADD FOREIGN KEY (jurisdiction, obligation) REFERENCES obligation (jurisdiction, id),
  ADD CHECK (num_nulls(obligation, obligation_part, obligation_due) IN (0, 3)),
  ADD UNIQUE (obligation, obligation_part, obligation_due);

-- The day on which the calendar noticed, where the bodies sit.
ALTER TABLE action_crossing ADD COLUMN day date;

-- An item that the calendar proposed to the board's next hearing. If that hearing is cancelled it is proposed again.
CREATE TABLE action_agenda (
  jurisdiction uuid NOT NULL,
  action       uuid NOT NULL,
  why          text NOT NULL CHECK (why IN ('overdue', 'obligation')),
  due          date NOT NULL,
  attempt      integer NOT NULL CHECK (attempt > 0),
  hearing      uuid NOT NULL,
  item         uuid NOT NULL,
  day          date NOT NULL,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (action, why, due, attempt),
  FOREIGN KEY (jurisdiction, action) REFERENCES action (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id)
);
CREATE INDEX action_agenda_hearing ON action_agenda (hearing);

GRANT SELECT, INSERT, UPDATE ON obligation TO lectern_app;
GRANT SELECT, INSERT ON action_agenda TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['obligation', 'action_agenda'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
