-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "seenByCluster" BOOLEAN NOT NULL DEFAULT false;
