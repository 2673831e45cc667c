import { type RoundOfQuestion, wordsOfQuestion } from '../../domain/feedback-questions.js';
import type { Core } from '../core.js';
import { countMarks } from './count-marks.js';

/** How one question went that is asked after the events of a series, besides how it was. */
export interface TrendOfMarks {
  /** In the words in which it was asked last. */
  readonly prompt: string;
  /** From the first to the last round in which enough people answered it, with those between; the earliest first. */
  readonly rounds: readonly RoundOfQuestion[];
}

type Held = Omit<RoundOfQuestion, 'count'>;

/**
 * The questions that enough people answered after an event of the series, those asked last first. Events after which it was not
 * asked, or too few answered, stand between, so that nothing is joined across them.
 */
export async function trendOfMarks(core: Core, seriesId: string): Promise<TrendOfMarks[]> {
  const held = await core.prisma.$queryRaw<Held[]>`
    SELECT e.id::text AS "eventId", e.title, h."startsAt", e."academicYear"
      FROM "Event" e
      JOIN LATERAL (SELECT min(s."startsAt") AS "startsAt" FROM "Session" s
                     WHERE s."eventId" = e.id AND s.status <> 'cancelled') h ON h."startsAt" <= ${core.clock.now()}
     WHERE e."seriesId" = ${seriesId}::uuid AND e.status IN ('published', 'retired')
     ORDER BY h."startsAt", e.id`;
  const marks = await countMarks(
    core.prisma,
    held.map(({ eventId }) => eventId),
  );
  const prompts = new Map<string, string>();
  for (const { eventId } of [...held].reverse())
    for (const { prompt, count } of marks.get(eventId) ?? []) {
      const words = wordsOfQuestion(prompt);
      if (count && !prompts.has(words)) prompts.set(words, prompt);
    }
  return [...prompts].map(([words, prompt]) => {
    const rounds = held.map((round): RoundOfQuestion => {
      const found = marks.get(round.eventId)?.find((one) => wordsOfQuestion(one.prompt) === words);
      return { ...round, count: found?.count ?? null };
    });
    const first = rounds.findIndex(({ count }) => count !== null);
    const last = rounds.findLastIndex(({ count }) => count !== null);
    return { prompt, rounds: rounds.slice(first, last + 1) };
  });
}
