-- Nobody is answered any more from what was known of them before their turn: changes of it need not be noted. The triggers go
-- with their function.
DROP FUNCTION foreseen_holds(pg_snapshot, pg_snapshot);
DROP FUNCTION note_speaker_change() CASCADE;

-- DropTable
DROP TABLE "SpeakerChange";

-- Since when records are kept here, by the service's own clock: its first act on record. A new database notes its first start.
INSERT INTO "Setting" (key, value)
SELECT 'records-began', to_jsonb(min(at)) FROM "AuditEntry" HAVING min(at) IS NOT NULL
ON CONFLICT (key) DO NOTHING;
