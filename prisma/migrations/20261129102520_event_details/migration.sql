-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "bring" TEXT,
ADD COLUMN     "contact" TEXT,
ADD COLUMN     "joining" TEXT,
ADD COLUMN     "lunch" TEXT,
ADD COLUMN     "picture" TEXT,
ADD COLUMN     "recording" TEXT,
ADD COLUMN     "slides" TEXT,
ADD COLUMN     "speakers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "School" ADD COLUMN     "easting" INTEGER,
ADD COLUMN     "northing" INTEGER;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "parking" TEXT,
ADD COLUMN     "stepFree" TEXT,
ADD COLUMN     "travel" TEXT;
