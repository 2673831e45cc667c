-- AlterTable
ALTER TABLE "Unanswered" ADD COLUMN     "chosen" TEXT,
ADD COLUMN     "rejected" TEXT;
