-- Who stands where in a line, and why: four rules declared before sign-up opens, one line for each item, time that can be
-- extended and ceded, and the last move of a line for as long as it may be taken back.

-- An item may differ from its hearing.
ALTER TABLE hearing
  ADD COLUMN speaker_cap integer CHECK (speaker_cap BETWEEN 1 AND 1000),
  ADD COLUMN ceding boolean NOT NULL DEFAULT false;
ALTER TABLE agenda_item
  ADD COLUMN order_rule text CHECK (order_rule IN ('fifo', 'lottery', 'alternate_position', 'first_time_first')),
  ADD COLUMN speaker_cap integer CHECK (speaker_cap BETWEEN 1 AND 1000),
  ADD COLUMN ceding boolean,
  ADD COLUMN allotment integer CHECK (allotment BETWEEN 60 AND 3600);

ALTER TABLE slot
  ADD CONSTRAINT slot_of_place UNIQUE (jurisdiction, id),
  ADD COLUMN first_time boolean NOT NULL DEFAULT false,
  -- A move by hand puts a slot between two keys; the reason is public.
  ADD COLUMN moved double precision,
  ADD COLUMN moved_reason text CHECK (length(moved_reason) BETWEEN 3 AND 1000),
  ADD COLUMN draw bytea CHECK (octet_length(draw) = 32),
  ADD COLUMN extended integer NOT NULL DEFAULT 0 CHECK (extended BETWEEN 0 AND 3600),
  ADD COLUMN ceded_seconds integer NOT NULL DEFAULT 0 CHECK (ceded_seconds BETWEEN 0 AND 600),
  ADD COLUMN ceded_to uuid,
  ADD COLUMN ground text CHECK (ground IN ('off_topic', 'duplicate')),
  ADD COLUMN end_reason text CHECK (length(end_reason) BETWEEN 3 AND 1000),
  -- How often somebody was put ahead of this slot, and the least number of people ahead that was told by mail.
  ADD COLUMN reorders integer NOT NULL DEFAULT 0,
  ADD COLUMN reorders_told integer NOT NULL DEFAULT 0,
  ADD COLUMN told_ahead integer,
  ADD COLUMN lapse_told boolean NOT NULL DEFAULT false,
  ADD COLUMN code_hash bytea UNIQUE,
  ADD CONSTRAINT slot_ceded_to FOREIGN KEY (jurisdiction, ceded_to) REFERENCES slot (jurisdiction, id),
  ADD CONSTRAINT slot_order_reason CHECK (order_reason IN ('receipt_order', 'lottery_pending', 'lottery_drawn', 'lottery_late',
    'alternate_turn', 'first_time', 'not_first_time', 'returned'));
CREATE INDEX slot_waiting ON slot (item, order_key) WHERE status IN ('confirmed', 'waitlisted', 'checked_in');
CREATE INDEX slot_donors ON slot (ceded_to) WHERE ceded_to IS NOT NULL;

-- Lotteries: the hash of the seed is published when sign-up opens, the seed itself when the line is drawn.
CREATE TABLE lottery (
  jurisdiction uuid NOT NULL,
  item         uuid PRIMARY KEY,
  seed         bytea NOT NULL CHECK (octet_length(seed) = 32),
  seed_hash    bytea NOT NULL CHECK (octet_length(seed_hash) = 32),
  opened_at    timestamptz NOT NULL DEFAULT now(),
  drawn_at     timestamptz,
  FOREIGN KEY (jurisdiction, item) REFERENCES agenda_item (jurisdiction, id)
);

-- The last move of a hearing's line that may be taken back, and the slot as it was before.
CREATE TABLE queue_move (
  jurisdiction uuid NOT NULL,
  hearing      uuid PRIMARY KEY,
  slot         uuid NOT NULL,
  move         text NOT NULL CHECK (move IN ('called', 'started', 'finished', 'no_show', 'checked_in', 'rejected')),
  before       jsonb NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, slot) REFERENCES slot (jurisdiction, id)
);

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['lottery', 'queue_move'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON lottery TO lectern_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON queue_move TO lectern_app;
