import { z } from 'zod';
import type { SqlTx } from '../../db/fast/sql.js';
import { longestHold, usualHours, type WorkingCalendar, workingMomentFrom } from '../../domain/working-hours.js';
import type { Core } from '../core.js';

/** The row of `Setting` that changes working hours: `{"fromHour": 8, "toHour": 18, "weekdays": [1, 2, 3, 4, 5]}`. */
export const workingHoursKey = 'working-hours';
const kept = z
  .object({
    fromHour: z.number().int().min(0).max(23),
    toHour: z.number().int().min(1).max(23),
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    holdHours: z.number().int().min(1).max(longestHold).default(usualHours.holdHours),
  })
  .refine(({ fromHour, toHour }) => fromHour < toHour);

/** Hours in which people read messages, and how long an offered place is held. */
export type WorkingHours = Omit<WorkingCalendar, 'zone' | 'holidays'>;

/**
 * The present working hours.
 * @throws when the setting is unreadable, with the remedy
 */
export async function readWorkingHours(db: SqlTx): Promise<WorkingHours> {
  const [setting] = await db.$queryRaw<Array<{ value: unknown }>>`
    SELECT value FROM "Setting" WHERE key = ${workingHoursKey}`;
  if (!setting) return usualHours;
  const parsed = kept.safeParse(setting.value);
  if (parsed.success) return parsed.data;
  throw new Error(
    `The setting ${workingHoursKey} is not of the form ${JSON.stringify(usualHours)}: correct its row or delete it`,
    { cause: parsed.error },
  );
}

/** The present working hours and school holidays. @throws as `readWorkingHours` */
export async function readWorkingCalendar(db: SqlTx, zone: string): Promise<WorkingCalendar> {
  const holidays = await db.$queryRaw<WorkingCalendar['holidays']>`
    SELECT "startsOn"::timestamptz AS "startsOn", "endsOn"::timestamptz AS "endsOn" FROM "SchoolHoliday"`;
  return { ...(await readWorkingHours(db)), zone, holidays };
}

/** The first working moment from now on. */
export async function nextWorkingMoment({ clock, timeZone }: Core, db: SqlTx): Promise<Date> {
  return workingMomentFrom(clock.now(), await readWorkingCalendar(db, timeZone));
}
