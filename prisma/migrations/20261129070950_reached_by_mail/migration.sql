-- CreateEnum
CREATE TYPE "MailChoice" AS ENUM ('instead', 'too', 'own', 'none');

-- CreateEnum
CREATE TYPE "MailFault" AS ENUM ('hard', 'soft');

-- CreateEnum
CREATE TYPE "DeliveryWay" AS ENUM ('chat', 'mail');

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "via" "DeliveryWay";

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "mails" "MailChoice" NOT NULL DEFAULT 'instead';

-- CreateTable
CREATE TABLE "MailRefusal" (
    "personId" UUID NOT NULL,
    "addressDigest" TEXT NOT NULL,
    "kind" "MailFault" NOT NULL,
    "code" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MailRefusal_pkey" PRIMARY KEY ("personId")
);

-- AddForeignKey
ALTER TABLE "MailRefusal" ADD CONSTRAINT "MailRefusal_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
