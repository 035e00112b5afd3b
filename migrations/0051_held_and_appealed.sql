-- Every state that testimony can come to, and why one is held; testimony on a policy change.

ALTER TABLE testimony DROP CONSTRAINT testimony_status_check;
ALTER TABLE testimony ADD CONSTRAINT testimony_status_check
  CHECK (status IN ('received', 'published', 'held', 'redacted', 'hidden', 'appealed', 'hidden_final', 'withdrawn'));

-- The rule by which it is held, of a closed list; only while it is.
ALTER TABLE testimony ADD COLUMN held_for text CHECK (held_for IN ('personal_data', 'malware', 'flood', 'reports', 'moderator'));

-- Taken back before anybody saw it: then nothing of it is shown, not even a tombstone.
ALTER TABLE testimony ADD COLUMN unseen boolean NOT NULL DEFAULT false;

ALTER TABLE testimony ADD COLUMN policy uuid;
CREATE INDEX testimony_of_policy ON testimony (policy, ordinal) WHERE policy IS NOT NULL;

DO $$
DECLARE one_target text;
BEGIN
  SELECT conname INTO one_target FROM pg_constraint WHERE conrelid = 'testimony'::regclass AND pg_get_constraintdef(oid) LIKE '%num_nonnulls(hearing, area, action)%';
  EXECUTE format('ALTER TABLE testimony DROP CONSTRAINT %I', one_target);
END $$;
ALTER TABLE testimony ADD CONSTRAINT testimony_one_target CHECK (num_nonnulls(hearing, area, action, policy) = 1);
