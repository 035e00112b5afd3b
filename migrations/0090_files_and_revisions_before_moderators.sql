-- A file that moderators took down with a redaction, and on which ground; null is public with its testimony. The bytes stay,
-- for the author, the moderators of the body and the appeal.
ALTER TABLE attachment ADD COLUMN taken_down text CHECK (taken_down IN ('m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'));
ALTER TABLE attachment ADD CONSTRAINT attachment_taken_down_from_testimony CHECK (taken_down IS NULL OR testimony IS NOT NULL);

-- Nobody has looked at the files of what is redacted so far: they are taken down until somebody does.
ALTER TABLE attachment NO FORCE ROW LEVEL SECURITY;
UPDATE attachment a SET taken_down = coalesce(t.ground, 'm2')
FROM testimony t
WHERE t.id = a.testimony AND t.status = 'redacted';
ALTER TABLE attachment FORCE ROW LEVEL SECURITY;

-- A version that was replaced while it was held was public to nobody, or is so no longer: it is not shown among the earlier ones.
ALTER TABLE testimony_version ADD COLUMN unseen boolean NOT NULL DEFAULT false;
ALTER TABLE testimony_version NO FORCE ROW LEVEL SECURITY;
UPDATE testimony_version v SET unseen = true WHERE EXISTS (SELECT FROM moderation_case c WHERE c.testimony = v.testimony);
ALTER TABLE testimony_version FORCE ROW LEVEL SECURITY;

-- New words for a testimony that is public, while moderators look at them: what was public stays, these are nowhere. Nothing
-- is deleted: what became of them stands beside them.
CREATE TABLE held_revision (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  testimony    uuid NOT NULL,
  -- Which version it would be; it can only follow the one that it was written after.
  revision     integer NOT NULL CHECK (revision > 1),
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  language     text NOT NULL,
  position     text CHECK (position IN ('support', 'oppose', 'neutral', 'mixed')),
  salt         bytea NOT NULL CHECK (octet_length(salt) = 32),
  commitment   bytea NOT NULL CHECK (octet_length(commitment) = 32),
  -- When it was sent; of an anonymous author the hour.
  since        timestamptz NOT NULL,
  outcome      text CHECK (outcome IN ('published', 'refused', 'replaced', 'withdrawn')),
  FOREIGN KEY (jurisdiction, testimony) REFERENCES testimony (jurisdiction, id)
);
CREATE UNIQUE INDEX held_revision_one_waits ON held_revision (testimony) WHERE outcome IS NULL;
CREATE INDEX held_revision_of ON held_revision (testimony, since);

GRANT SELECT, INSERT, UPDATE ON held_revision TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['held_revision'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;

-- Whether a case is about such words and not about the testimony itself.
ALTER TABLE moderation_case ADD COLUMN of_revision boolean NOT NULL DEFAULT false;

CREATE FUNCTION moderation_case_opens_with_revision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE moderation_case SET version = version + 1, status = 'open', decided_at = NULL, decided_by = NULL, reason = NULL
  WHERE testimony = NEW.testimony AND status IN ('open', 'hide_proposed');
  IF NOT FOUND THEN
    INSERT INTO moderation_case (id, jurisdiction, testimony, body, rule, ground, held_at, of_revision)
    SELECT gen_random_uuid(), t.jurisdiction, t.id,
      coalesce((SELECT body FROM hearing WHERE id = t.hearing), (SELECT issuer FROM action WHERE id = t.action), (SELECT owner FROM policy_change WHERE id = t.policy)),
      'personal_data', 'm2', CASE WHEN t.privacy = 'anonymous' THEN date_trunc('hour', now(), 'UTC') ELSE now() END, true
    FROM testimony t WHERE t.id = NEW.testimony;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER moderation_case_opens_with_revision AFTER INSERT ON held_revision FOR EACH ROW EXECUTE FUNCTION moderation_case_opens_with_revision();

-- Where new words wait already, the case of the whole testimony is the same one: only one is open at a time.
CREATE OR REPLACE FUNCTION moderation_case_opens() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE moderation_case
  SET of_revision = false, version = version + 1, status = 'open', decided_at = NULL, decided_by = NULL, reason = NULL, rule = coalesce(NEW.held_for, 'moderator'),
    ground = CASE NEW.held_for WHEN 'personal_data' THEN 'm2' WHEN 'malware' THEN 'm4' WHEN 'flood' THEN 'm4' ELSE ground END
  WHERE testimony = NEW.id AND status IN ('open', 'hide_proposed');
  IF NOT FOUND THEN
    INSERT INTO moderation_case (id, jurisdiction, testimony, body, rule, ground, held_at)
    VALUES (gen_random_uuid(), NEW.jurisdiction, NEW.id,
      coalesce((SELECT body FROM hearing WHERE id = NEW.hearing), (SELECT issuer FROM action WHERE id = NEW.action), (SELECT owner FROM policy_change WHERE id = NEW.policy)),
      coalesce(NEW.held_for, 'moderator'),
      CASE NEW.held_for WHEN 'personal_data' THEN 'm2' WHEN 'malware' THEN 'm4' WHEN 'flood' THEN 'm4' END,
      CASE WHEN NEW.privacy = 'anonymous' THEN date_trunc('hour', now(), 'UTC') ELSE now() END);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION moderation_case_closes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE moderation_case SET status = 'withdrawn', version = version + 1, decided_at = date_trunc('hour', now(), 'UTC')
  WHERE testimony = NEW.id AND status IN ('open', 'hide_proposed');
  UPDATE held_revision SET outcome = 'withdrawn' WHERE testimony = NEW.id AND outcome IS NULL;
  RETURN NULL;
END $$;

-- Whoever decides decides about the words they looked at: where the author changes them, or adds to them, the case is another
-- one, and what was proposed about the words before is open again.
CREATE FUNCTION moderation_case_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE moderation_case SET version = version + 1, status = 'open', decided_at = NULL, decided_by = NULL, reason = CASE WHEN status = 'open' THEN reason END
  WHERE testimony = NEW.id AND status IN ('open', 'hide_proposed');
  RETURN NULL;
END $$;
CREATE TRIGGER moderation_case_changes_with_it AFTER UPDATE OF revision ON testimony FOR EACH ROW
  WHEN (NEW.status = 'held' AND OLD.status = 'held' AND NEW.revision <> OLD.revision) EXECUTE FUNCTION moderation_case_changes();

CREATE FUNCTION moderation_case_is_added_to() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE moderation_case SET version = version + 1 WHERE testimony = NEW.supplements AND status IN ('open', 'hide_proposed');
  RETURN NULL;
END $$;
CREATE TRIGGER moderation_case_is_added_to AFTER INSERT ON testimony FOR EACH ROW WHEN (NEW.supplements IS NOT NULL) EXECUTE FUNCTION moderation_case_is_added_to();
