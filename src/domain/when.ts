import { TZDate } from '@date-fns/tz';
import { format, isSameDay } from 'date-fns';

/**
 * Dates and times as people here write them. `zone` is an IANA name; every instant is shown in it.
 */

/** `Thursday 15 October 2026` */
export function sayDay(instant: Date, zone: string): string {
  return format(new TZDate(instant, zone), 'EEEE d MMMM yyyy');
}

/** `Thursday 15 October`, for lists where the year is plain. */
export function sayShortDay(instant: Date, zone: string): string {
  return format(new TZDate(instant, zone), 'EEEE d MMMM');
}

/** `October 2017` */
export function sayMonth(instant: Date, zone: string): string {
  return format(new TZDate(instant, zone), 'MMMM yyyy');
}

/** `9:30am`, and `9am` on the hour. */
export function sayTime(instant: Date, zone: string): string {
  const local = new TZDate(instant, zone);
  return format(local, local.getMinutes() === 0 ? 'haaa' : 'h:mmaaa');
}

/** `Thursday 15 October 2026, 9:30am` */
export function sayMoment(instant: Date, zone: string): string {
  return `${sayDay(instant, zone)}, ${sayTime(instant, zone)}`;
}

/** `Thursday 15 October 2026, 9:30am to 12pm`; the second day is named when it is another. */
export function saySpan(startsAt: Date, endsAt: Date, zone: string): string {
  const sameDay = isSameDay(new TZDate(startsAt, zone), new TZDate(endsAt, zone));
  return `${sayMoment(startsAt, zone)} to ${sameDay ? sayTime(endsAt, zone) : sayMoment(endsAt, zone)}`;
}

/** A calendar date kept without a time (a `DATE` column, read as midnight UTC): `15 October 2026`. */
export function sayDate(date: Date): string {
  return format(new TZDate(date, 'UTC'), 'd MMMM yyyy');
}
