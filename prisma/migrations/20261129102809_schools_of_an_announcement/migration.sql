-- AlterTable
ALTER TABLE "Announcement" ADD COLUMN     "urns" INTEGER[] DEFAULT ARRAY[]::INTEGER[];
