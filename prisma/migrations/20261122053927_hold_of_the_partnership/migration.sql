-- AlterTable
ALTER TABLE "Event" ALTER COLUMN "holdHours" DROP NOT NULL,
ALTER COLUMN "holdHours" DROP DEFAULT;

-- What was the default follows the partnership's setting from now on.
UPDATE "Event" SET "holdHours" = NULL WHERE "holdHours" = 24;
