-- The text of an area is kept section by section: what a place changed in it stays when a newer catalogue comes, and everyone can
-- read what it said before. A section without rows says what its catalogue says.

CREATE TABLE area_section (
  jurisdiction      uuid NOT NULL,
  area              uuid NOT NULL,
  section           text NOT NULL CHECK (section IN ('title', 'background', 'key_questions', 'criteria', 'levers', 'officials', 'preemption',
                      'typical_challenges', 'considerations', 'lessons', 'resources')),
  version           integer NOT NULL CHECK (version >= 1),
  origin            text NOT NULL CHECK (origin IN ('catalogue', 'own')),
  catalogue_version integer,
  content           jsonb NOT NULL,
  reason            text CHECK (length(reason) <= 1000),
  decision          jsonb,
  at                timestamptz NOT NULL DEFAULT clock_timestamp(),
  by_person         uuid REFERENCES person,
  by_name           text,
  PRIMARY KEY (area, section, version),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  CHECK (origin <> 'own' OR reason IS NOT NULL OR decision IS NOT NULL)
);

-- A section that both the place and a newer catalogue changed: the admin chooses.
CREATE TABLE area_conflict (
  jurisdiction      uuid NOT NULL,
  area              uuid NOT NULL,
  section           text NOT NULL,
  catalogue_version integer NOT NULL,
  theirs            jsonb NOT NULL,
  at                timestamptz NOT NULL DEFAULT clock_timestamp(),
  choice            text CHECK (choice IN ('ours', 'theirs')),
  decided_at        timestamptz,
  decided_by        text,
  PRIMARY KEY (area, section, catalogue_version),
  FOREIGN KEY (jurisdiction, area) REFERENCES area (jurisdiction, id),
  CHECK ((choice IS NULL) = (decided_at IS NULL))
);

-- The decision by which an area was adopted or switched off or on, if one is named: the hearing, the item, what was decided.
ALTER TABLE area ADD COLUMN decision jsonb;

GRANT SELECT, INSERT ON area_section TO lectern_app;
GRANT SELECT, INSERT, UPDATE ON area_conflict TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['area_section', 'area_conflict'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
