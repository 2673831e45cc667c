-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "doubtedAt" TIMESTAMPTZ(3),
ADD COLUMN     "doubts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "triedSince" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "name" TEXT NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Heartbeat_pkey" PRIMARY KEY ("name")
);
