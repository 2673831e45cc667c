-- CreateTable
CREATE TABLE "DigestReader" (
    "personId" UUID NOT NULL,
    "addedById" UUID,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DigestReader_pkey" PRIMARY KEY ("personId")
);

-- AddForeignKey
ALTER TABLE "DigestReader" ADD CONSTRAINT "DigestReader_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestReader" ADD CONSTRAINT "DigestReader_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
