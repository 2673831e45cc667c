-- CreateEnum
CREATE TYPE "PostClaim" AS ENUM ('none', 'first', 'asked', 'confirmed', 'refused');

-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "claim" "PostClaim" NOT NULL DEFAULT 'none';
