-- AlterTable
ALTER TABLE "Cohort" ADD COLUMN     "venue" TEXT;
