import type { Actor } from '../../domain/actor.js';
import { wordsOfQuestion } from '../../domain/feedback-questions.js';
import { recordAct } from '../audit/audit.js';
import { optionsOf } from '../bookings/booking-questions.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { enoughForMean } from './feedback-trend.js';

/** What was answered to one question in one round of a series. */
export interface RoundOfAnswers {
  readonly title: string;
  readonly startsAt: Date;
  readonly answered: number;
  /** Each of the answers to choose from, in the order of the question. */
  readonly counts: ReadonlyArray<{ readonly answer: string; readonly count: number }>;
}

/** One question to choose from, asked at booking in several rounds in the same words and with the same answers. */
export interface QuestionTrend {
  readonly prompt: string;
  /** The earliest first; only those that enough people answered. */
  readonly rounds: readonly RoundOfAnswers[];
}

interface Row {
  readonly id: string;
  readonly prompt: string;
  readonly kind: 'choice' | 'yes_no';
  readonly options: readonly string[];
  readonly title: string;
  readonly startsAt: Date;
  /** By answer. */
  readonly answers: Readonly<Record<string, number>>;
}

/**
 * How the answers to each question with a choice, or yes and no, went over the events of a series that have begun. Questions are
 * the same only in the same words with the same answers; with fewer than two rounds there is nothing to compare.
 */
export async function trendOfQuestions(core: Core, seriesId: string): Promise<QuestionTrend[]> {
  const rows = await core.prisma.$queryRaw<Row[]>`
    SELECT q.id, q.prompt, q.kind::text AS kind, q.options, e.title, h."startsAt", COALESCE(a.answers, '{}'::jsonb) AS answers
      FROM "BookingQuestion" q JOIN "Event" e ON e.id = q."eventId"
      JOIN LATERAL (SELECT min(s."startsAt") AS "startsAt" FROM "Session" s
                     WHERE s."eventId" = e.id AND s.status <> 'cancelled') h ON h."startsAt" <= ${core.clock.now()}
      LEFT JOIN LATERAL (
        SELECT jsonb_object_agg(given.answer, given.count) AS answers FROM (
          SELECT b.answer, count(*)::int AS count FROM "BookingAnswer" b JOIN "Registration" g ON g.id = b."registrationId"
           WHERE b."questionId" = q.id AND g.state = 'confirmed' GROUP BY b.answer) given) a ON TRUE
     WHERE e."seriesId" = ${seriesId}::uuid AND q.kind IN ('choice', 'yes_no')
     ORDER BY h."startsAt", e.id, q."order"`;
  const same = new Map<string, QuestionTrend & { readonly rounds: RoundOfAnswers[] }>();
  for (const row of rows) {
    const round = roundOf(row);
    if (round.answered < enoughForMean) continue;
    const key = keyOf(row);
    const found = same.get(key);
    if (found) found.rounds.push(round);
    else same.set(key, { prompt: row.prompt, rounds: [round] });
  }
  return [...same.values()].filter(({ rounds }) => rounds.length > 1);
}

function keyOf({ prompt, kind, options }: Row): string {
  return JSON.stringify([wordsOfQuestion(prompt), kind, kind === 'choice' ? options.map(wordsOfQuestion).sort() : []]);
}

function roundOf({ id, prompt, kind, options, title, startsAt, answers }: Row): RoundOfAnswers {
  const offered = optionsOf({ id, prompt, kind, options: [...options], required: false }) ?? [];
  const counts = offered.map((answer) => ({ answer, count: answers[answer] ?? 0 }));
  return { title, startsAt, answered: counts.reduce((sum, { count }) => sum + count, 0), counts };
}

/** Notes that somebody took the trend as a file. */
export async function noteTrendTaken(core: Core, actor: Actor, seriesId: string): Promise<void> {
  const line = { act: 'export-feedback-trend', subject: 'series', subjectId: seriesId, outcome: 'xlsx' } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
}
