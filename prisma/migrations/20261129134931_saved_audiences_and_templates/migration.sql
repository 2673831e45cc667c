-- AlterTable
ALTER TABLE "Announcement" ADD COLUMN     "audience" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Audience" (
    "id" UUID NOT NULL,
    "seriesId" UUID,
    "name" TEXT NOT NULL,
    "positions" "Position"[],
    "phases" "Phase"[],
    "localities" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "clusters" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "schools" "InvitedSchools" NOT NULL DEFAULT 'any',
    "projectId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Audience_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MessageTemplate" (
    "id" UUID NOT NULL,
    "seriesId" UUID,
    "name" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MessageTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Audience_seriesId_idx" ON "Audience"("seriesId");

-- CreateIndex
CREATE INDEX "Audience_projectId_idx" ON "Audience"("projectId");

-- CreateIndex
CREATE INDEX "MessageTemplate_seriesId_idx" ON "MessageTemplate"("seriesId");

-- AddForeignKey
ALTER TABLE "Audience" ADD CONSTRAINT "Audience_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Audience" ADD CONSTRAINT "Audience_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MessageTemplate" ADD CONSTRAINT "MessageTemplate_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE CASCADE ON UPDATE CASCADE;
