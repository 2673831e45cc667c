import { z } from 'zod';
import type { Db, Tx } from '../db/database.js';
import { usualHours, type WorkingCalendar } from '../domain/working-hours.js';

/** The row of `Setting` that changes working hours: `{"fromHour": 8, "toHour": 18, "weekdays": [1, 2, 3, 4, 5]}`. */
const settingKey = 'working-hours';
const kept = z
  .object({
    fromHour: z.number().int().min(0).max(23),
    toHour: z.number().int().min(1).max(23),
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  })
  .refine(({ fromHour, toHour }) => fromHour < toHour);

/**
 * Working hours and school holidays as they stand.
 * @throws when the setting cannot be read, with the remedy
 */
export async function readWorkingCalendar(db: Db | Tx, zone: string): Promise<WorkingCalendar> {
  const holidays = await db.schoolHoliday.findMany({ select: { startsOn: true, endsOn: true } });
  const setting = await db.setting.findUnique({ where: { key: settingKey }, select: { value: true } });
  if (!setting) return { ...usualHours, zone, holidays };
  const parsed = kept.safeParse(setting.value);
  if (!parsed.success) {
    throw new Error(
      `The setting ${settingKey} is not of the form ${JSON.stringify(usualHours)}: correct its row or delete it`,
      { cause: parsed.error },
    );
  }
  return { ...parsed.data, zone, holidays };
}
