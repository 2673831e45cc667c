-- AlterTable
ALTER TABLE "School" ADD COLUMN     "localAuthority" TEXT;
