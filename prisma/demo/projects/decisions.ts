import type { ApplicationAnswers } from '../../../src/domain/decision.js';
import { dayMs } from '../../../src/domain/durations.js';
import { idsOf } from '../ids.js';
import type { Member } from '../people.js';
import { personas } from '../personas.js';
import { chooserFrom } from '../random.js';
import { runningCohortId } from './cohorts.js';
import type { EnrolmentRow } from './enrolments.js';

interface ApplicationRow {
  id: string;
  cohortId: string;
  urn: number;
  askedById: string;
  answers: Record<keyof ApplicationAnswers, string | number>;
  state: 'asked' | 'approved' | 'declined';
  decidedAt: Date | null;
  reason: string | null;
  createdAt: Date;
}

interface NominationRow {
  id: string;
  cohortId: string;
  urn: number | null;
  nomineeId: string;
  nominatorId: string | null;
  answers: Record<string, string>;
  state: 'asked' | 'approved' | 'declined';
  decidedAt: Date | null;
  reason: string | null;
  createdAt: Date;
}

const ideas: readonly (readonly [question: string, how: string])[] = [
  ['Does a walk before lessons settle year 4?', 'Two classes walk for six weeks, two do not.'],
  ['Do voice notes help parents more than letters?', 'One year group gets notes, one gets letters.'],
  ['What do families in the caravan parks want from us?', 'Twenty visits and one supper.'],
  ['Does reviewing in threes find more than in pairs?', 'Our cluster tries both in one year.'],
  ['Can year 6 teach year 2 to estimate?', 'Ten sessions, with a short check before and after.'],
  ['Do shorter assemblies win back reading time?', 'A term of ten-minute assemblies, with reading counted.'],
];

function answersOf(index: number) {
  const [title, plan] = ideas[index % ideas.length] ?? ['', ''];
  const judged = 'We write down what we expect before we begin, and show the board what we found.';
  return { title, amount: 1_500 + (index % 5) * 500, plan, judged } satisfies ApplicationAnswers;
}

/**
 * Applications to the innovation fund: an approved one for each enrolled school, four of this year undecided and one
 * declined.
 */
export function buildApplications(
  enrolled: readonly EnrolmentRow[],
  heads: readonly Member[],
  now: Date,
): ApplicationRow[] {
  const nextId = idsOf('application');
  const cohorts = ([0, 1, 2] as const).map((step) => runningCohortId('innovation-fund', step));
  const approved = enrolled
    .filter(({ cohortId }) => cohorts.includes(cohortId))
    .map(({ cohortId, urn, askedById, createdAt }, index): ApplicationRow => {
      const decidedAt = new Date(Math.min(createdAt.getTime() + 14 * dayMs, now.getTime()));
      const common = { cohortId, urn, askedById, createdAt, decidedAt, reason: null };
      return { ...common, id: nextId(), answers: answersOf(index), state: 'approved' };
    });
  const taken = new Set(approved.map(({ urn }) => urn));
  const others = heads
    .filter(({ urn }) => urn !== null && !taken.has(urn) && urn !== personas.headteacher.urn)
    .slice(30, 35);
  const open = others.map(({ urn, personId }, index): ApplicationRow => {
    const declined = index === 4;
    const createdAt = new Date(now.getTime() - (index + 3) * dayMs);
    return {
      id: nextId(),
      cohortId: runningCohortId('innovation-fund', 2),
      urn: urn ?? 0,
      askedById: personId,
      answers: answersOf(index + 1),
      state: declined ? 'declined' : 'asked',
      decidedAt: declined ? new Date(now.getTime() - dayMs) : null,
      reason: declined
        ? 'A good question, but there is nothing yet to measure. Please talk to us and ask again.'
        : null,
      createdAt,
    };
  });
  return [...approved, ...open];
}

/** Nominations for LeadLincs: 30 and 38 accepted in the last years, 22 this year and six undecided. */
export function buildNominations(
  deputies: readonly Member[],
  heads: ReadonlyMap<number, Member>,
  starts: readonly [Date, Date, Date],
  now: Date,
): NominationRow[] {
  const nextId = idsOf('nomination');
  const candidates = chooserFrom(45).shuffle(deputies.filter(({ urn }) => urn !== personas.headteacher.urn));
  const groups = [
    { step: 0, from: 0, count: 30, state: 'approved' },
    { step: 1, from: 30, count: 38, state: 'approved' },
    { step: 2, from: 68, count: 22, state: 'approved' },
    { step: 2, from: 90, count: 6, state: 'asked' },
  ] as const;
  return groups.flatMap(({ step, from, count, state }) =>
    candidates.slice(from, from + count).map((nominee): NominationRow => {
      const createdAt = state === 'asked' ? new Date(now.getTime() - 4 * dayMs) : starts[step];
      return {
        id: nextId(),
        cohortId: runningCohortId('leadlincs', step),
        urn: nominee.urn,
        nomineeId: nominee.personId,
        nominatorId: heads.get(nominee.urn ?? 0)?.personId ?? null,
        answers: { why: 'Runs the school well when the head is away, and people come to them first.' },
        state,
        decidedAt: state === 'asked' ? null : createdAt,
        reason: null,
        createdAt,
      };
    }),
  );
}
