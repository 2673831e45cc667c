-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "feedbackQuestions" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "ownFeedbackQuestions" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "FeedbackRequest" ADD COLUMN     "questions" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "FeedbackResponse" ADD COLUMN     "marks" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- AlterTable
ALTER TABLE "Series" ADD COLUMN     "feedbackQuestions" TEXT[] DEFAULT ARRAY[]::TEXT[];
