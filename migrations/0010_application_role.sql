-- The service works as this role: it owns nothing, cannot truncate, and only adds to the record.
-- Every table of a jurisdiction is also guarded by row: a transaction writes to the one jurisdiction it was begun for.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lectern_app') THEN
    CREATE ROLE lectern_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- another database of this server was first
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT lectern_app TO %I', current_user);
EXCEPTION WHEN OTHERS THEN NULL;  -- already so, or a superuser who needs no grant
END $$;

GRANT USAGE ON SCHEMA public TO lectern_app;
GRANT SELECT, INSERT, UPDATE ON
  jurisdiction, body, counter, person, role_grant, sign_in_code, session, mail, catalogue, area,
  hearing, hearing_area, agenda_item, agenda_version, notice_certificate, slot, slot_pause,
  testimony, testimony_count, testimony_trail,
  action, action_criterion, action_response, action_evidence, action_move, action_crossing, idempotency
  TO lectern_app;
GRANT DELETE ON hearing_area, agenda_item, action_criterion, sign_in_code, mail, idempotency TO lectern_app;
GRANT SELECT, INSERT, UPDATE ON journal_head TO lectern_app;
GRANT SELECT, INSERT ON journal TO lectern_app;
GRANT EXECUTE ON FUNCTION journal_strike(uuid, bigint, jsonb) TO lectern_app;
REVOKE EXECUTE ON FUNCTION journal_strike(uuid, bigint, jsonb) FROM PUBLIC;
GRANT SELECT ON flyway_schema_history TO lectern_app;

DO $$
DECLARE guarded text;
BEGIN
  FOR guarded IN
    SELECT c.table_name FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name = 'jurisdiction'
      AND c.table_name NOT IN ('journal_head', 'journal_sealed', 'role_grant')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT USING (true)', guarded);
    EXECUTE format('CREATE POLICY adds ON %I FOR INSERT WITH CHECK (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY changes ON %I FOR UPDATE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
    EXECUTE format('CREATE POLICY removes ON %I FOR DELETE USING (jurisdiction = current_setting(''lectern.jurisdiction'', true)::uuid)', guarded);
  END LOOP;
END $$;
