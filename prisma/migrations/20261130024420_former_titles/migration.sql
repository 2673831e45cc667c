-- CreateTable
CREATE TABLE "FormerTitle" (
    "sourceId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "publishedOn" DATE NOT NULL,

    CONSTRAINT "FormerTitle_pkey" PRIMARY KEY ("sourceId","title")
);

-- AddForeignKey
ALTER TABLE "FormerTitle" ADD CONSTRAINT "FormerTitle_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
