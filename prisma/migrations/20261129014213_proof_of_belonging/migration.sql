-- CreateEnum
CREATE TYPE "PostProof" AS ENUM ('address', 'colleague', 'organiser', 'file');

-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "askedAt" TIMESTAMPTZ(3),
ADD COLUMN     "proof" "PostProof",
ADD COLUMN     "provenAt" TIMESTAMPTZ(3);

-- Whoever was on record before comes from an organiser's file, the demonstration data or a colleague who named them, unless
-- the person said so themselves: of that the audit trail has an entry, made with the post. Such a post is proven where
-- somebody confirmed it; any other is looked at again when the person next wants something of the school: their address may
-- speak for it, or somebody is asked.
UPDATE "Post" SET proof = 'colleague', "provenAt" = "from" WHERE claim = 'confirmed';
UPDATE "Post" o SET proof = 'file', "provenAt" = o."from"
 WHERE o.claim = 'none' AND NOT EXISTS (
   SELECT 1 FROM "AuditEntry" a
    WHERE a.act = 'settle-post' AND a.subject = 'person' AND a."subjectId" = o."personId"::text
      AND a.at BETWEEN o."from" - interval '1 minute' AND o."from" + interval '1 minute');
