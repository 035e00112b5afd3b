-- Matters: the bills and resolutions of a source, under the file numbers by which agendas name them.

CREATE TABLE matter (
  id                uuid PRIMARY KEY,
  jurisdiction      uuid NOT NULL REFERENCES jurisdiction,
  file              text CHECK (length(file) BETWEEN 1 AND 200),
  name              text CHECK (length(name) <= 1000),
  title             text NOT NULL CHECK (length(title) BETWEEN 1 AND 4000),
  type              text CHECK (length(type) <= 200),
  status            text CHECK (length(status) <= 200),
  introduced_on     date,
  last_action_on    date,
  enacted_on        date,
  enactment_number  text CHECK (length(enactment_number) <= 100),
  source            text NOT NULL,
  external_id       text NOT NULL,
  source_version    text NOT NULL,
  UNIQUE (jurisdiction, source, external_id),
  UNIQUE (jurisdiction, id)
);
CREATE INDEX matter_file ON matter (jurisdiction, file);
CREATE INDEX agenda_item_matter ON agenda_item (jurisdiction, matter) WHERE matter IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON matter TO lectern_app;

-- Votes are only ever added to, whoever brings them.
REVOKE DELETE ON ballot, vote, motion FROM lectern_app;

ALTER TABLE matter ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter FORCE ROW LEVEL SECURITY;
CREATE POLICY reads ON matter FOR SELECT USING (true);
CREATE POLICY adds ON matter FOR INSERT WITH CHECK (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY changes ON matter FOR UPDATE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
CREATE POLICY removes ON matter FOR DELETE USING (jurisdiction = current_setting('lectern.jurisdiction', true)::uuid);
