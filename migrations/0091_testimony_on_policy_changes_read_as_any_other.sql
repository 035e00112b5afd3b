-- Campaigns, themes and search for what is said about a policy change, as for what is said to a hearing.

DO $$
DECLARE one_target record;
BEGIN
  FOR one_target IN
    SELECT conrelid::regclass AS of_table, conname FROM pg_constraint
    WHERE conrelid IN ('campaign'::regclass, 'theme'::regclass) AND pg_get_constraintdef(oid) LIKE '%num_nonnulls(hearing, area, action)%'
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one_target.of_table, one_target.conname);
  END LOOP;
END $$;

ALTER TABLE campaign ADD COLUMN policy uuid;
ALTER TABLE campaign ADD CONSTRAINT campaign_policy FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id);
ALTER TABLE campaign ADD CONSTRAINT campaign_one_target CHECK (num_nonnulls(hearing, area, action, policy) = 1);
DROP INDEX campaign_of;
CREATE INDEX campaign_of ON campaign (coalesce(hearing, area, action, policy), members DESC, number) WHERE status = 'standing';

ALTER TABLE theme ADD COLUMN policy uuid;
ALTER TABLE theme ADD CONSTRAINT theme_policy FOREIGN KEY (jurisdiction, policy) REFERENCES policy_change (jurisdiction, id);
ALTER TABLE theme ADD CONSTRAINT theme_one_target CHECK (num_nonnulls(hearing, area, action, policy) = 1);
DROP INDEX theme_title;
CREATE UNIQUE INDEX theme_title ON theme (coalesce(hearing, area, action, policy), lower(title)) WHERE status = 'in_use';

ALTER TABLE search_doc DROP CONSTRAINT search_doc_kind_check;
ALTER TABLE search_doc ADD CONSTRAINT search_doc_kind_check CHECK (kind IN ('testimony', 'hearing', 'item', 'area', 'action', 'policy'));

-- Whatever was said about policy changes so far is read once more from its first entry on; what is sorted already stays where it lies.
ALTER TABLE campaign_mark NO FORCE ROW LEVEL SECURITY;
ALTER TABLE search_mark NO FORCE ROW LEVEL SECURITY;
UPDATE campaign_mark m SET seq = least(m.seq, coalesce((SELECT min(t.seq) - 1 FROM journal_topic t WHERE t.jurisdiction = m.jurisdiction AND t.topic LIKE 'policies/%'), m.seq));
UPDATE search_mark m SET seq = least(m.seq, coalesce((SELECT min(t.seq) - 1 FROM journal_topic t WHERE t.jurisdiction = m.jurisdiction AND t.topic LIKE 'policies/%'), m.seq));
ALTER TABLE campaign_mark FORCE ROW LEVEL SECURITY;
ALTER TABLE search_mark FORCE ROW LEVEL SECURITY;
