-- CreateEnum
CREATE TYPE "HeldState" AS ENUM ('held', 'released', 'undone');

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "heldById" UUID;

-- CreateTable
CREATE TABLE "HeldSending" (
    "id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "heldUntil" TIMESTAMPTZ(3) NOT NULL,
    "state" "HeldState" NOT NULL DEFAULT 'held',
    "before" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HeldSending_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HeldSending_held_idx" ON "HeldSending"("heldUntil") WHERE (state = 'held'::"HeldState");

-- CreateIndex
CREATE INDEX "Delivery_held_idx" ON "Delivery"("heldById") WHERE ("heldById" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_heldById_fkey" FOREIGN KEY ("heldById") REFERENCES "HeldSending"("id") ON DELETE SET NULL ON UPDATE CASCADE;
