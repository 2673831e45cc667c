-- AlterTable
ALTER TABLE "AttendanceImportRow" ADD COLUMN     "found" JSONB;
