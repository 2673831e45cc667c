-- CreateTable
CREATE TABLE "ProgrammeChange" (
    "transaction" BIGINT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProgrammeChange_pkey" PRIMARY KEY ("transaction")
);

-- Whoever changes what the programme is read from leaves the number of the transaction, which shows with the change itself.
CREATE FUNCTION note_programme_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ProgrammeChange" ("transaction") VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "Series_changes_programme" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Series"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
CREATE TRIGGER "Event_changes_programme" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Event"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
CREATE TRIGGER "Session_changes_programme" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Session"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
CREATE TRIGGER "Registration_changes_programme" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Registration"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();

-- Whether the programme is still what somebody read who saw what `known` shows. A database that was restored counts its
-- transactions anew: then it is not. By the index, whatever the table's size was when this was planned.
CREATE FUNCTION programme_holds(known pg_snapshot) RETURNS boolean LANGUAGE plpgsql STABLE STRICT
  SET enable_seqscan = off AS $$
BEGIN
  RETURN pg_snapshot_xmax(known) <= pg_snapshot_xmax(pg_current_snapshot()) AND NOT EXISTS (
    SELECT FROM "ProgrammeChange" c
     WHERE c."transaction" >= pg_snapshot_xmin(known)::text::bigint
       AND NOT pg_visible_in_snapshot(c."transaction"::text::xid8, known));
END $$;
