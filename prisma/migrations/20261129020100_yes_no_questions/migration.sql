-- AlterEnum
ALTER TYPE "QuestionKind" ADD VALUE 'yes_no';
