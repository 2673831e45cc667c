import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';

/** Dates and times as written in Britain. `zone` is an IANA name, in which every instant is shown. */

/** Cached, because the same few instants recur and finding a zone's offset is slow. */
const written = new Map<string, string>();
const mostWritten = 5_000;

function write(instant: Date, zone: string, pattern: string): string {
  const key = `${instant.getTime()} ${zone} ${pattern}`;
  const known = written.get(key);
  if (known !== undefined) return known;
  if (written.size >= mostWritten) written.clear();
  const words = format(new TZDate(instant, zone), pattern);
  written.set(key, words);
  return words;
}

/** `Thursday 15 October 2026` */
export function sayDay(instant: Date, zone: string): string {
  return write(instant, zone, 'EEEE d MMMM yyyy');
}

/** `Thursday 15 October`, for lists where the year is clear. */
export function sayShortDay(instant: Date, zone: string): string {
  return write(instant, zone, 'EEEE d MMMM');
}

/** `October 2017` */
export function sayMonth(instant: Date, zone: string): string {
  return write(instant, zone, 'MMMM yyyy');
}

/** `9:30am`, and `9am` on the hour. */
export function sayTime(instant: Date, zone: string): string {
  return write(instant, zone, 'h:mmaaa').replace(':00', '');
}

/** `Thursday 15 October 2026, 9:30am` */
export function sayMoment(instant: Date, zone: string): string {
  return `${sayDay(instant, zone)}, ${sayTime(instant, zone)}`;
}

/** `Thursday 15 October 2026, 9:30am to 12pm`; the second date is included when it differs. */
export function saySpan(startsAt: Date, endsAt: Date, zone: string): string {
  const sameDay = sayDay(startsAt, zone) === sayDay(endsAt, zone);
  return `${sayMoment(startsAt, zone)} to ${sameDay ? sayTime(endsAt, zone) : sayMoment(endsAt, zone)}`;
}

/** A calendar date without a time (a `DATE` column, read as midnight UTC): `15 October 2026`. */
export function sayDate(date: Date): string {
  return format(new TZDate(date, 'UTC'), 'd MMMM yyyy');
}
