-- Written by hand: what schema.prisma cannot say.

-- An update that finds no row changes nothing of the programme: the rounds of a minute and of a night make many such.
CREATE OR REPLACE FUNCTION note_programme_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT EXISTS (SELECT FROM updated) THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO "ProgrammeChange" ("transaction") VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
DROP TRIGGER "Series_changes_programme" ON "Series";
CREATE TRIGGER "Series_changes_programme" AFTER UPDATE ON "Series" REFERENCING NEW TABLE AS updated
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
CREATE TRIGGER "Series_enters_or_leaves_programme" AFTER INSERT OR DELETE OR TRUNCATE ON "Series"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
DROP TRIGGER "Event_changes_programme" ON "Event";
CREATE TRIGGER "Event_changes_programme" AFTER UPDATE ON "Event" REFERENCING NEW TABLE AS updated
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
CREATE TRIGGER "Event_enters_or_leaves_programme" AFTER INSERT OR DELETE OR TRUNCATE ON "Event"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
DROP TRIGGER "Session_changes_programme" ON "Session";
CREATE TRIGGER "Session_changes_programme" AFTER UPDATE ON "Session" REFERENCING NEW TABLE AS updated
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
CREATE TRIGGER "Session_enters_or_leaves_programme" AFTER INSERT OR DELETE OR TRUNCATE ON "Session"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
DROP TRIGGER "Registration_changes_programme" ON "Registration";
CREATE TRIGGER "Registration_changes_programme" AFTER UPDATE ON "Registration" REFERENCING NEW TABLE AS updated
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
CREATE TRIGGER "Registration_enters_or_leaves_programme" AFTER INSERT OR DELETE OR TRUNCATE ON "Registration"
  FOR EACH STATEMENT EXECUTE FUNCTION note_programme_change();
