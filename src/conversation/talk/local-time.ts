import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';

/** The date in this zone, as `2026-10-15`. */
export function localDate(instant: Date, zone: string): string {
  return format(new TZDate(instant, zone), 'yyyy-MM-dd');
}

/** `09:30` */
export function localTime(instant: Date, zone: string): string {
  return format(new TZDate(instant, zone), 'HH:mm');
}

/**
 * The instant of a time of day on a day, as forms send them.
 * @param date `YYYY-MM-DD`
 * @param time `HH:MM`, 24 hours
 * @returns undefined for what is no day or no time
 */
export function instantOf(date: string, time: string, zone: string): Date | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  if (!year || !hour || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const local = new TZDate(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), 0, zone);
  const instant = new Date(local.getTime());
  return Number.isNaN(instant.getTime()) || localDate(instant, zone) !== date ? undefined : instant;
}
