import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import { type Actor, holds } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { noteQuoteUses } from '../feedback/quote-ledger.js';
import { type CoveredSchool, type Period, readCoverage } from '../figures/coverage.js';
import { readPaperAttendance } from './paper-attendance.js';
import { type PaperData, type PaperFront, type PaperGroup, paperData } from './paper-data.js';
import { readPaperFeedback } from './paper-feedback.js';
import { readPaperProjects } from './paper-projects.js';
import { readPaperSurveys } from './paper-surveys.js';

/** A committee paper that has been drafted. */
export interface Paper {
  readonly id: string;
  readonly madeAt: Date;
  readonly data: PaperData;
  /** Quotes in it that were withdrawn or unapproved after it was made. */
  readonly withdrawnSince: number;
}

export type PaperOutcome =
  | { readonly kind: 'made'; readonly paper: Paper }
  | { readonly kind: 'refused'; readonly reason: 'not-board' | 'no-dates' | 'backwards' | 'too-long' | 'future' };

/** Ten years: a longer period makes a paper nobody can read. */
const longestMs = 3_660 * dayMs;

/**
 * Drafts the paper for a period and freezes it; its quotes count as printed from then on.
 * @param actor undefined on the command line, whose user may do anything
 * @param asked first and last day, each `YYYY-MM-DD`, and what stands before the figures
 */
export async function makePaper(
  core: Core,
  actor: Actor | undefined,
  asked: { readonly from: string; readonly to: string; readonly front?: PaperFront | undefined },
): Promise<PaperOutcome> {
  const { front, ...days } = asked;
  if (actor && !holds(actor, 'board')) return { kind: 'refused', reason: 'not-board' };
  const period = periodOf(days, core.timeZone);
  if (!period) return { kind: 'refused', reason: 'no-dates' };
  const now = core.clock.now();
  if (period.until <= period.since) return { kind: 'refused', reason: 'backwards' };
  if (period.until.getTime() - period.since.getTime() > longestMs) return { kind: 'refused', reason: 'too-long' };
  if (period.since > now) return { kind: 'refused', reason: 'future' };
  const read = {
    attendance: await readPaperAttendance(core, period),
    projects: await readPaperProjects(core, period),
    surveys: await readPaperSurveys(core, period),
    coverage: coverageOf(await readCoverage(core, period)),
  };
  const paper = await commit(core, async (tx) => {
    const feedback = await readPaperFeedback(tx, period);
    const data: PaperData = {
      version: 1,
      ...(front ? { front } : {}),
      ...days,
      asOf: now.toISOString(),
      zone: core.timeZone,
      ...read,
      feedback,
    };
    const [from, to] = [new Date(days.from), new Date(days.to)];
    const { id, madeAt } = await tx.paper.create({
      data: { from, to, data, madeAt: now, madeById: actor?.accountId ?? null },
      select: { id: true, madeAt: true },
    });
    const ids = feedback.quotes.map((quote) => quote.id);
    await noteQuoteUses(tx, ids, { place: 'committee paper', ref: id, printed: true });
    await recordAct(tx, actor, { act: 'draft-paper', subject: 'paper', subjectId: id, outcome: 'made' }, now);
    return { id, madeAt, data };
  });
  return { kind: 'made', paper: { ...paper, withdrawnSince: 0 } };
}

/** An earlier paper exactly as it was drafted; undefined when there is none, or when the actor may not read it. */
export async function findPaper(core: Core, actor: Actor | undefined, id: string): Promise<Paper | undefined> {
  if ((actor && !holds(actor, 'board')) || !isUuid(id)) return undefined;
  const found = await core.prisma.paper.findUnique({ where: { id }, select: { id: true, madeAt: true, data: true } });
  if (!found) return undefined;
  const read = paperData.safeParse(found.data);
  if (!read.success) {
    throw new Error('The paper was made by a newer version: update this copy of the service', { cause: read.error });
  }
  const ids = read.data.feedback.quotes.map((quote) => quote.id);
  const stillThere = await core.prisma.quote.count({
    where: { id: { in: ids }, withdrawnAt: null, moderation: { in: ['approved', 'shortened'] } },
  });
  return { id: found.id, madeAt: found.madeAt, data: read.data, withdrawnSince: ids.length - stillThere };
}

/** Drafted papers, the latest first; `from` and `to` as midnight UTC. Empty for anyone who may not read them. */
export async function listPapers(core: Core, actor: Actor, limit: number) {
  if (!holds(actor, 'board')) return [];
  return core.prisma.paper.findMany({
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, from: true, to: true, madeAt: true },
  });
}

/** Notes in the audit trail that a paper was downloaded. */
export async function notePaperTaken(core: Core, actor: Actor, id: string, format: string): Promise<void> {
  const line = { act: 'take-paper', subject: 'paper', subjectId: id, outcome: format } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
}

/** From the start of the first day to the end of the last, in the zone; undefined when a day does not exist. */
function periodOf({ from, to }: { readonly from: string; readonly to: string }, zone: string): Period | undefined {
  const [first, last] = [dayOf(from, zone), dayOf(to, zone)];
  if (!first || !last) return undefined;
  return { since: new Date(first.getTime()), until: new Date(addDays(last, 1).getTime()) };
}

function dayOf(text: string, zone: string): TZDate | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = new TZDate(Number(year), Number(month) - 1, Number(day), zone);
  return date.getFullYear() === Number(year) && date.getMonth() === Number(month) - 1 && date.getDate() === Number(day)
    ? date
    : undefined;
}

function coverageOf(schools: readonly CoveredSchool[]): PaperData['coverage'] {
  const absent = schools.filter(({ tookPart }) => !tookPart);
  return {
    schools: schools.length,
    absent: absent.length,
    byPhase: groupBy(schools, ({ phase }) => phase),
    byDistrict: groupBy(schools, ({ district }) => district),
    byTrust: groupBy(schools, ({ trust }) => trust ?? ''),
    list: absent.map(({ urn, name, phase, district, trust }) => ({
      urn,
      name,
      phase,
      district,
      trust,
    })),
  };
}

/** Most schools first, then by name, so that the order is always the same. */
function groupBy(schools: readonly CoveredSchool[], nameOf: (school: CoveredSchool) => string): PaperGroup[] {
  const groups = new Map<string, { absent: number; of: number }>();
  for (const school of schools) {
    const name = nameOf(school);
    const known = groups.get(name) ?? { absent: 0, of: 0 };
    groups.set(name, { absent: known.absent + (school.tookPart ? 0 : 1), of: known.of + 1 });
  }
  return [...groups]
    .map(([name, counts]) => ({ name, ...counts }))
    .sort((a, b) => b.of - a.of || a.name.localeCompare(b.name, 'en-GB'));
}
