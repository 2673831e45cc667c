-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "goneAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "PlatformTrouble" (
    "platform" "Platform" NOT NULL,
    "tenant" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "triedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PlatformTrouble_pkey" PRIMARY KEY ("platform","tenant")
);
