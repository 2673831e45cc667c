import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { dayMs } from '../../domain/durations.js';
import { isUuid } from '../../domain/uuid.js';
import { type DaysOff, longestHold } from '../../domain/working-hours.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { readWorkingHours, type WorkingHours, workingHoursKey } from '../programme/working-calendar.js';

/** Days when schools are closed, both ends included, as calendar dates (midnight UTC). */
export interface Holiday extends DaysOff {
  readonly id: string;
  readonly name: string;
}

export interface WorkingSettings {
  readonly hours: WorkingHours;
  /** Holidays that are not over, soonest first. */
  readonly holidays: readonly Holiday[];
}

/** In characters. */
export const longestHolidayName = 60;
const longestHolidayDays = 100;
const furthestHolidayDays = 4 * 366;
const listedAtMost = 60;

/** Current working hours, length of the hold, and holidays; undefined for anyone but an organiser of everything. */
export async function readWorkingSettings(core: Core, actor: Actor): Promise<WorkingSettings | undefined> {
  if (!holds(actor, 'organiser')) return undefined;
  const holidays = await core.prisma.schoolHoliday.findMany({
    where: { endsOn: { gte: new Date(core.clock.now().getTime() - dayMs) } },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
    take: listedAtMost,
  });
  return { hours: await readWorkingHours(core.prisma), holidays };
}

/** What is wrong with a setting, by field. */
type SettingFault = 'missing' | 'not-a-number' | 'not-an-hour' | 'ends-first' | 'too-long' | 'over' | 'too-far';

export type SettingOutcome =
  | { readonly kind: 'saved' | 'removed' }
  | { readonly kind: 'faulty'; readonly faults: Readonly<Record<string, SettingFault | 'taken'>> }
  | { readonly kind: 'refused'; readonly reason: 'not-organiser' | 'not-found' };

/** Sets working hours and the length of the hold. Offers already made keep their end. */
export async function setWorkingHours(core: Core, actor: Actor, hours: WorkingHours): Promise<SettingOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  const faults = faultsOfHours(hours);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const { fromHour, toHour, holdHours } = hours;
  const value = { fromHour, toHour, holdHours, weekdays: [...new Set(hours.weekdays)].sort() };
  await commit(core, async (tx) => {
    const key = workingHoursKey;
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    const detail = { fromHour, toHour, holdHours, weekdays: value.weekdays.join('') };
    await note(core, tx, actor, { subjectId: key, outcome: 'set', detail });
  });
  return { kind: 'saved' };
}

function faultsOfHours({ fromHour, toHour, weekdays, holdHours }: WorkingHours): Record<string, SettingFault> {
  const isHour = (hour: number) => Number.isInteger(hour) && hour >= 0 && hour <= 23;
  const isDay = (day: number) => Number.isInteger(day) && day >= 1 && day <= 7;
  return {
    ...(weekdays.length > 0 && weekdays.every(isDay) ? {} : { weekdays: 'missing' }),
    ...(isHour(fromHour) ? {} : { from: 'not-an-hour' }),
    ...(!isHour(toHour) ? { to: 'not-an-hour' } : toHour <= fromHour ? { to: 'ends-first' } : {}),
    ...(Number.isInteger(holdHours) && holdHours >= 1 && holdHours <= longestHold ? {} : { hold: 'not-a-number' }),
  };
}

/** A holiday as entered. An undefined day is one that could not be read. */
interface HolidayPlan {
  readonly name: string;
  readonly startsOn: Date | undefined;
  readonly endsOn: Date | undefined;
}

/** Adds a holiday, or changes one. @param id undefined for a new one */
export async function saveHoliday(
  core: Core,
  actor: Actor,
  id: string | undefined,
  plan: HolidayPlan,
): Promise<SettingOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  if (id !== undefined && !isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  const name = plan.name.replace(/\s+/g, ' ').trim();
  const { startsOn, endsOn } = plan;
  const faults = faultsOfHoliday(name, plan, core.clock.now());
  if (!startsOn || !endsOn || Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return commit(core, async (tx): Promise<SettingOutcome> => {
    const data = { name, startsOn, endsOn };
    const same = await tx.schoolHoliday.findUnique({ where: { startsOn_name: { startsOn, name } } });
    if (same && same.id !== id) return { kind: 'faulty', faults: { name: 'taken' } };
    if (id === undefined) {
      const made = await tx.schoolHoliday.create({ data, select: { id: true } });
      await note(core, tx, actor, { subjectId: made.id, outcome: 'holiday added' });
      return { kind: 'saved' };
    }
    const changed = await tx.schoolHoliday.updateMany({ where: { id }, data });
    if (changed.count === 0) return { kind: 'refused', reason: 'not-found' };
    await note(core, tx, actor, { subjectId: id, outcome: 'holiday changed' });
    return { kind: 'saved' };
  });
}

function faultsOfHoliday(name: string, { startsOn, endsOn }: HolidayPlan, now: Date): Record<string, SettingFault> {
  const nameFault = name === '' ? 'missing' : name.length > longestHolidayName ? 'too-long' : undefined;
  const days = startsOn && endsOn ? (endsOn.getTime() - startsOn.getTime()) / dayMs + 1 : 0;
  const endFault = !endsOn
    ? 'missing'
    : endsOn.getTime() + dayMs <= now.getTime()
      ? 'over'
      : startsOn && days < 1
        ? 'ends-first'
        : days > longestHolidayDays
          ? 'too-long'
          : undefined;
  const far = startsOn && startsOn.getTime() > now.getTime() + furthestHolidayDays * dayMs;
  const startFault = !startsOn ? 'missing' : far ? 'too-far' : undefined;
  return {
    ...(nameFault ? { name: nameFault } : {}),
    ...(startFault ? { first: startFault } : {}),
    ...(endFault ? { last: endFault } : {}),
  };
}

/** Deletes a holiday. */
export async function removeHoliday(core: Core, actor: Actor, id: string): Promise<SettingOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-organiser' };
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<SettingOutcome> => {
    const gone = await tx.schoolHoliday.deleteMany({ where: { id } });
    if (gone.count === 0) return { kind: 'refused', reason: 'not-found' };
    await note(core, tx, actor, { subjectId: id, outcome: 'holiday removed' });
    return { kind: 'removed' };
  });
}

async function note(
  core: Core,
  tx: Tx,
  actor: Actor,
  line: { subjectId: string; outcome: string; detail?: Record<string, string | number> },
): Promise<void> {
  await recordAct(tx, actor, { act: 'set-working-hours', subject: 'working-calendar', ...line }, core.clock.now());
}
