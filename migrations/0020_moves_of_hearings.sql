-- A hearing may move: its earlier starts stay known, its calendar entry counts its changes, each posting of its notice has a
-- certificate of its own, what must be posted at the door is a task with a deadline, and everyone concerned is told by mail.

-- What calendars call SEQUENCE. Whatever they showed before was less than 10.
ALTER TABLE hearing ADD COLUMN revision integer NOT NULL DEFAULT 10;
ALTER TABLE hearing ALTER COLUMN revision SET DEFAULT 0;

CREATE FUNCTION hearing_revised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER hearing_revision BEFORE UPDATE ON hearing FOR EACH ROW
  WHEN (OLD.status <> 'draft' AND ROW(OLD.status, OLD.starts_at, OLD.title, OLD.summary, OLD.place, OLD.phone_in, OLD.video_url, OLD.agenda_version)
    IS DISTINCT FROM ROW(NEW.status, NEW.starts_at, NEW.title, NEW.summary, NEW.place, NEW.phone_in, NEW.video_url, NEW.agenda_version))
  EXECUTE FUNCTION hearing_revised();

-- The starts that a hearing had before it was moved, the first of them first.
CREATE TABLE hearing_start (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  starts_at    timestamptz NOT NULL,
  reason       text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  moved_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (hearing, ordinal),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id)
);

-- A notice posted anew for a new date is another certificate, also when the agenda is the same.
ALTER TABLE notice_certificate ADD COLUMN serial integer NOT NULL DEFAULT 1 CHECK (serial > 0);
ALTER TABLE notice_certificate DROP CONSTRAINT notice_certificate_pkey;
ALTER TABLE notice_certificate ADD PRIMARY KEY (hearing, serial);

-- What has to hang at the door of the room, and by when; where it hung is public.
CREATE TABLE posting (
  jurisdiction uuid NOT NULL,
  hearing      uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal > 0),
  kind         text NOT NULL CHECK (kind IN ('postponed', 'rescheduled', 'cancelled', 'continued')),
  due_at       timestamptz NOT NULL,
  done_at      timestamptz,
  spot         text CHECK (length(spot) BETWEEN 3 AND 500),
  done_by_name text,
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (hearing, ordinal),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  CHECK ((done_at IS NULL) = (spot IS NULL))
);
CREATE INDEX posting_open ON posting (jurisdiction, due_at) WHERE done_at IS NULL;

-- Who signed up for the old date is asked whether they come to the new one.
ALTER TABLE slot ADD COLUMN reconfirm_asked_at timestamptz;
ALTER TABLE slot ADD COLUMN reconfirmed_at timestamptz;

-- How far everyone concerned has been told of the record: the last entry, and the last address for it (empty: all of them).
CREATE TABLE telling (
  jurisdiction uuid PRIMARY KEY REFERENCES jurisdiction,
  seq          bigint NOT NULL CHECK (seq >= 0),
  address      text NOT NULL DEFAULT ''
);
INSERT INTO telling (jurisdiction, seq) SELECT h.jurisdiction, h.seq FROM journal_head h JOIN jurisdiction j ON j.id = h.jurisdiction;

-- Where one tap ends such mail (RFC 8058).
ALTER TABLE mail ADD COLUMN unsubscribe text CHECK (length(unsubscribe) <= 500 AND unsubscribe !~ '[\r\n<>]');

GRANT SELECT, INSERT, UPDATE ON hearing_start, posting, telling TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['hearing_start', 'posting', 'telling'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
