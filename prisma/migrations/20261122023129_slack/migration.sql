-- AlterTable
ALTER TABLE "Inbound" ADD COLUMN     "body" JSONB,
ADD COLUMN     "keptAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "HomeTab" (
    "accountId" UUID NOT NULL,
    "shown" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HomeTab_pkey" PRIMARY KEY ("accountId")
);

-- CreateIndex
CREATE INDEX "HomeTab_openedAt_idx" ON "HomeTab"("openedAt");

-- CreateIndex
CREATE INDEX "Inbound_kept_idx" ON "Inbound"("keptAt") WHERE (body IS NOT NULL);

-- AddForeignKey
ALTER TABLE "HomeTab" ADD CONSTRAINT "HomeTab_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
