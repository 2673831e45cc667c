import { type Actor, holds } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { missingOf, readNoticeSettings } from '../privacy/notice-settings.js';
import { workingHoursKey } from '../programme/working-calendar.js';
import { withoutAuthority } from '../schools/local-authority.js';
import { readPartnership } from './partnership.js';

/** The steps of the set-up, in the order in which they are offered. None but a series is needed for the first event. */
export const setupSteps = [
  'name',
  'schools',
  'series',
  'event',
  'people',
  'hours',
  'channel',
  'articles',
  'mail',
  'notice',
] as const;
export type SetupStep = (typeof setupSteps)[number];

export function isSetupStep(word: string | undefined): word is SetupStep {
  return (setupSteps as readonly string[]).includes(word ?? '');
}

/** The row of `Setting` with the steps that were left for later. */
const settingKey = 'set-up';

/** What is there, so that a step tells what is done and what is not. */
export interface SetupCounts {
  readonly name: string;
  /** Schools of the partnership. */
  readonly schools: number;
  /** Of them, those open whose local authority is not on record by name. */
  readonly withoutAuthority: number;
  /** Published. */
  readonly series: number;
  readonly events: number;
  readonly drafts: number;
  /** Accounts that organise or administer everything. */
  readonly organisers: number;
  readonly hours: boolean;
  /** Holidays that are not over. */
  readonly holidays: number;
  readonly channels: number;
  readonly articles: number;
  /** A mail server is connected. */
  readonly mail: boolean;
  readonly noticeMissing: number;
}

export interface SetupProgress {
  readonly counts: SetupCounts;
  readonly done: ReadonlySet<SetupStep>;
  readonly skipped: ReadonlySet<SetupStep>;
  /** The first step that is neither done nor left for later. */
  readonly next: SetupStep | undefined;
}

/** How far the set-up is; undefined for anyone but an administrator. Whoever sets a thing up elsewhere has done its step. */
export async function readSetup(core: Core, actor: Actor): Promise<SetupProgress | undefined> {
  if (!holds(actor, 'administrator')) return undefined;
  const counts = await countSetup(core);
  const skipped = new Set(await skippedSteps(core));
  const done = new Set(setupSteps.filter((step) => isDone[step](counts)));
  return { counts, done, skipped, next: setupSteps.find((step) => !done.has(step) && !skipped.has(step)) };
}

const isDone: Readonly<Record<SetupStep, (counts: SetupCounts) => boolean>> = {
  name: ({ name }) => name !== '',
  schools: ({ schools }) => schools > 0,
  series: ({ series }) => series > 0,
  event: ({ events }) => events > 0,
  people: ({ organisers }) => organisers > 1,
  hours: ({ hours, holidays }) => hours || holidays > 0,
  channel: ({ channels }) => channels > 0,
  articles: ({ articles }) => articles > 0,
  mail: ({ mail }) => mail,
  notice: ({ noticeMissing }) => noticeMissing === 0,
};

/** One after the other: it is asked for rarely, and each has its name once. */
async function countSetup(core: Core): Promise<SetupCounts> {
  const { prisma, clock } = core;
  const living = { revokedAt: null, seriesId: null, role: { in: ['organiser' as const, 'administrator' as const] } };
  const { name } = await readPartnership(core);
  return {
    name,
    schools: await prisma.school.count({ where: { inPartnership: true } }),
    withoutAuthority: await prisma.school.count({ where: withoutAuthority }),
    series: await prisma.series.count({ where: { status: 'published' } }),
    events: await prisma.event.count({ where: { status: 'published' } }),
    drafts: await prisma.event.count({ where: { status: 'draft' } }),
    organisers: await prisma.account.count({ where: { grants: { some: living } } }),
    hours: (await prisma.setting.count({ where: { key: workingHoursKey } })) > 0,
    holidays: await prisma.schoolHoliday.count({ where: { endsOn: { gte: clock.now() } } }),
    channels: await prisma.subscription.count({ where: { removedAt: null } }),
    articles: await prisma.article.count({ where: { status: 'published' } }),
    mail: core.mailConnected,
    noticeMissing: missingOf(await readNoticeSettings(prisma)).length,
  };
}

async function skippedSteps({ prisma }: Pick<Core, 'prisma'>): Promise<readonly SetupStep[]> {
  const row = await prisma.setting.findUnique({ where: { key: settingKey }, select: { value: true } });
  return Array.isArray(row?.value) ? row.value.filter((one) => typeof one === 'string').filter(isSetupStep) : [];
}

type SkipOutcome = { readonly kind: 'saved' } | { readonly kind: 'refused'; readonly reason: 'not-administrator' };

/** Leaves a step for later, or takes it up again. Administrators only. */
export async function skipSetupStep(core: Core, actor: Actor, step: SetupStep, skip: boolean): Promise<SkipOutcome> {
  if (!holds(actor, 'administrator')) return { kind: 'refused', reason: 'not-administrator' };
  const before = await skippedSteps(core);
  const value = skip ? [...new Set([...before, step])] : before.filter((one) => one !== step);
  if (value.length === before.length) return { kind: 'saved' };
  await commit(core, async (tx) => {
    await tx.setting.upsert({
      where: { key: settingKey },
      create: { key: settingKey, value },
      update: { value },
    });
    const outcome = skip ? 'left for later' : 'taken up again';
    const line = { act: 'set-up', subject: 'setting', subjectId: step, outcome } as const;
    await recordAct(tx, actor, line, core.clock.now());
  });
  return { kind: 'saved' };
}
