-- Themes under which a clerk files what was said, so that those who decide can read by subject. A tag is no judgement.

CREATE TABLE theme (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  number       bigint NOT NULL CHECK (number > 0),
  hearing      uuid,
  area         uuid,
  action       uuid,
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  status       text NOT NULL DEFAULT 'in_use' CHECK (status IN ('in_use', 'retired')),
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (jurisdiction, number),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (jurisdiction, hearing) REFERENCES hearing (jurisdiction, id),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  CHECK (num_nonnulls(hearing, area, action) = 1)
);
CREATE UNIQUE INDEX theme_title ON theme (coalesce(hearing, area, action), lower(title)) WHERE status = 'in_use';

CREATE TABLE theme_tag (
  theme        uuid NOT NULL,
  testimony    uuid NOT NULL,
  jurisdiction uuid NOT NULL,
  ordinal      bigint NOT NULL,
  PRIMARY KEY (theme, testimony),
  FOREIGN KEY (jurisdiction, theme) REFERENCES theme (jurisdiction, id),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id)
);
CREATE INDEX theme_tag_in_order ON theme_tag (theme, ordinal);
CREATE INDEX theme_tag_of ON theme_tag (testimony);

GRANT SELECT, INSERT, UPDATE ON theme TO lectern_app;
GRANT SELECT, INSERT, DELETE ON theme_tag TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['theme', 'theme_tag'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
