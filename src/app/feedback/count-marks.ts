import type { Db, Tx } from '../../db/database.js';
import { wordsOfQuestion } from '../../domain/feedback-questions.js';
import { smallGroup } from '../../domain/quote.js';
import { countOfRatings, type SurveyCount } from '../../domain/survey.js';

/** What was answered to one question after one event. */
export interface AnsweredQuestion {
  readonly prompt: string;
  readonly answered: number;
  /** Null while fewer have answered than can be shown without showing who said what. */
  readonly count: SurveyCount | null;
}

interface Row {
  readonly eventId: string;
  readonly prompt: string;
  readonly counts: readonly number[];
}

/**
 * The questions that were asked after these events besides how it was, by event, in their order; each as it stood when people were
 * asked. The same words are the same question.
 */
export async function countMarks(
  db: Db | Tx,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AnsweredQuestion[]>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT r."eventId"::text AS "eventId", q.prompt,
           ARRAY[count(*) FILTER (WHERE f.marks[q.place::int] = 1), count(*) FILTER (WHERE f.marks[q.place::int] = 2),
                 count(*) FILTER (WHERE f.marks[q.place::int] = 3), count(*) FILTER (WHERE f.marks[q.place::int] = 4),
                 count(*) FILTER (WHERE f.marks[q.place::int] = 5)]::int[] AS counts
      FROM "FeedbackRequest" r
      CROSS JOIN LATERAL unnest(r.questions) WITH ORDINALITY AS q(prompt, place)
      LEFT JOIN "FeedbackResponse" f ON f."requestId" = r.id
     WHERE r."eventId" = ANY(${[...eventIds]}::uuid[])
     GROUP BY r."eventId", q.prompt ORDER BY r."eventId", min(q.place), max(r."askedAt") DESC, q.prompt`;
  const byEvent = new Map<string, Map<string, { readonly prompt: string; readonly counts: readonly number[] }>>();
  for (const { eventId, prompt, counts } of rows) {
    const questions = byEvent.get(eventId) ?? new Map();
    byEvent.set(eventId, questions);
    const key = wordsOfQuestion(prompt);
    const known = questions.get(key);
    const sum = known ? counts.map((count, at) => count + (known.counts[at] ?? 0)) : counts;
    questions.set(key, { prompt: known?.prompt ?? prompt, counts: sum });
  }
  return new Map([...byEvent].map(([eventId, questions]) => [eventId, [...questions.values()].map(answeredOf)]));
}

function answeredOf({ prompt, counts }: Pick<Row, 'prompt' | 'counts'>): AnsweredQuestion {
  const count = countOfRatings(counts);
  return { prompt, answered: count.answered, count: count.answered < smallGroup ? null : count };
}
