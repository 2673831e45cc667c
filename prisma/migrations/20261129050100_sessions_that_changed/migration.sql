-- AlterTable
ALTER TABLE "ProgrammeChange" ADD COLUMN     "sessions" UUID[];

-- Written by hand: what schema.prisma cannot say.

-- A place that is taken or given back changes one session: it names it, so that the others need not be read again. Whatever
-- else changes names none, which means all of them.
CREATE OR REPLACE FUNCTION note_programme_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT EXISTS (SELECT FROM updated) THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO "ProgrammeChange" ("transaction") VALUES (pg_current_xact_id()::text::bigint)
    ON CONFLICT ("transaction") DO UPDATE SET sessions = NULL WHERE "ProgrammeChange".sessions IS NOT NULL;
  RETURN NULL;
END $$;
CREATE FUNCTION note_place_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed_sessions uuid[];
BEGIN
  SELECT array_agg(DISTINCT "sessionId") INTO changed_sessions FROM changed;
  IF changed_sessions IS NULL THEN RETURN NULL; END IF;
  INSERT INTO "ProgrammeChange" ("transaction", sessions) VALUES (pg_current_xact_id()::text::bigint, changed_sessions)
    ON CONFLICT ("transaction") DO UPDATE SET sessions = "ProgrammeChange".sessions || EXCLUDED.sessions
      WHERE NOT "ProgrammeChange".sessions @> EXCLUDED.sessions;
  RETURN NULL;
END $$;
DROP TRIGGER "Registration_changes_programme" ON "Registration";
DROP TRIGGER "Registration_enters_or_leaves_programme" ON "Registration";
-- A place stays in its session: who moves gets another one.
CREATE TRIGGER "Registration_changes_programme" AFTER UPDATE ON "Registration" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_place_change();
CREATE TRIGGER "Registration_enters_programme" AFTER INSERT ON "Registration" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_place_change();
CREATE TRIGGER "Registration_leaves_programme" AFTER DELETE ON "Registration" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_place_change();
CREATE TRIGGER "Registration_empties_programme" AFTER TRUNCATE ON "Registration"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();

-- Which sessions have changed since somebody read the programme and saw what `known` shows: none when it still holds; NULL when
-- all are to be read again. A database that was restored counts its transactions anew. By the index, as in `programme_holds`,
-- which the release before this one calls.
CREATE FUNCTION programme_changes(known pg_snapshot) RETURNS uuid[] LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
  whole boolean;
  changed uuid[];
BEGIN
  IF known IS NULL OR pg_snapshot_xmax(known) > pg_snapshot_xmax(pg_current_snapshot()) THEN RETURN NULL; END IF;
  SELECT bool_or(c.sessions IS NULL), array_agg(DISTINCT s.id) FILTER (WHERE s.id IS NOT NULL) INTO whole, changed
    FROM "ProgrammeChange" c LEFT JOIN LATERAL unnest(c.sessions) AS s(id) ON true
   WHERE c."transaction" >= pg_snapshot_xmin(known)::text::bigint
     AND NOT pg_visible_in_snapshot(c."transaction"::text::xid8, known);
  IF whole OR cardinality(changed) > 100 THEN RETURN NULL; END IF;
  RETURN COALESCE(changed, '{}');
END $$;
