-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "mornings" BOOLEAN NOT NULL DEFAULT false;
