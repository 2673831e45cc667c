-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "link" TEXT NOT NULL DEFAULT '';
