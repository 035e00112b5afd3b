-- Which entries are about an address, in order: its history is read page by page at the same cost however long the record is.
-- (An index of the topics array finds all entries of an address first and sorts them afterwards.)

CREATE TABLE journal_topic (
  jurisdiction uuid NOT NULL,
  topic        text NOT NULL,
  seq          bigint NOT NULL,
  PRIMARY KEY (jurisdiction, topic, seq)
);

INSERT INTO journal_topic (jurisdiction, topic, seq)
SELECT DISTINCT jurisdiction, unnest(topics), seq FROM journal;

DROP INDEX journal_topics;

GRANT SELECT, INSERT ON journal_topic TO lectern_app;
ALTER TABLE journal_topic ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_topic FORCE ROW LEVEL SECURITY;
CREATE POLICY reads ON journal_topic FOR SELECT USING (true);
CREATE POLICY adds ON journal_topic FOR INSERT WITH CHECK (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY changes ON journal_topic FOR UPDATE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY removes ON journal_topic FOR DELETE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
