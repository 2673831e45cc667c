-- CreateTable
CREATE TABLE "SpeakerChange" (
    "transaction" BIGINT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SpeakerChange_pkey" PRIMARY KEY ("transaction")
);

-- Written by hand: what schema.prisma cannot say.

-- Whoever changes what is read of those who speak leaves the number of the transaction, which shows with the change itself. What
-- finds no row changes nothing: the rounds of a minute and of a night make many such. That an account was seen again is no
-- change: of accounts, only whose they are.
CREATE FUNCTION note_speaker_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND TG_TABLE_NAME <> 'Account' THEN
    IF NOT EXISTS (SELECT FROM changed) THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO "SpeakerChange" ("transaction") VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
DO $$
DECLARE
  named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['Account', 'Person', 'Post', 'School', 'Grant', 'Conversation'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION note_speaker_change()', named || '_leaves_speaker', named);
    EXECUTE format('CREATE TRIGGER %I AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION note_speaker_change()', named || '_emptied_speaker', named);
    IF named <> 'Account' THEN
      EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION note_speaker_change()', named || '_changes_speaker', named);
    END IF;
  END LOOP;
END $$;
CREATE TRIGGER "Account_changes_speaker" AFTER UPDATE OF "personId" ON "Account"
  FOR EACH STATEMENT EXECUTE FUNCTION note_speaker_change();
CREATE TRIGGER "Post_enters_speaker" AFTER INSERT ON "Post"
  FOR EACH STATEMENT EXECUTE FUNCTION note_speaker_change();
CREATE TRIGGER "Grant_enters_speaker" AFTER INSERT ON "Grant"
  FOR EACH STATEMENT EXECUTE FUNCTION note_speaker_change();

-- Whether everybody who speaks is still what somebody read who saw what `speakers` shows; and the programme what somebody
-- read who saw what `programme` shows, unless that is null. As `programme_holds`.
CREATE FUNCTION foreseen_holds(speakers pg_snapshot, programme pg_snapshot) RETURNS boolean LANGUAGE plpgsql STABLE
  SET enable_seqscan = off AS $$
BEGIN
  RETURN pg_snapshot_xmax(speakers) <= pg_snapshot_xmax(pg_current_snapshot())
    AND NOT EXISTS (
      SELECT FROM "SpeakerChange" c
       WHERE c."transaction" >= pg_snapshot_xmin(speakers)::text::bigint
         AND NOT pg_visible_in_snapshot(c."transaction"::text::xid8, speakers))
    AND (programme IS NULL OR programme_holds(programme));
END $$;
