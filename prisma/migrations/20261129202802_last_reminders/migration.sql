-- AlterTable
ALTER TABLE "Survey" ADD COLUMN     "lastRemindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastReminder" BOOLEAN NOT NULL DEFAULT true;
