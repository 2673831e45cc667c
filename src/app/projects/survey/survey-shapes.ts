import { z } from 'zod';
import { type SurveyAnswers, type SurveyQuestion, surveyKinds } from '../../../domain/survey.js';

const questions = z.array(
  z.object({ id: z.string(), kind: z.enum(surveyKinds), prompt: z.string(), options: z.array(z.string()) }),
);
const figures = z.record(z.number());
const words = z.record(z.string());

/** The questions as they are stored. */
export function readQuestions(stored: unknown): SurveyQuestion[] {
  return questions.parse(stored);
}

/** What a school answered, as it is stored. */
export function readAnswers(stored: { readonly figures: unknown; readonly words: unknown }): SurveyAnswers {
  return { figures: figures.parse(stored.figures), words: words.parse(stored.words) };
}
