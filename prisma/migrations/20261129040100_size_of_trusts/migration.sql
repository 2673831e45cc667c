-- AlterTable
ALTER TABLE "Trust" ADD COLUMN     "openSchools" INTEGER;
