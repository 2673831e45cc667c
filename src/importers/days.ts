import { TZDate } from '@date-fns/tz';
import { dayMs } from '../domain/durations.js';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const weekdays = 'sun mon tue wed thu fri sat'.split(' ');

/** A workbook counts days from here; the years that can be meant are those from 1990 to 2099. */
const serialEpoch = Date.UTC(1899, 11, 30);

type ReadDay =
  | { readonly kind: 'day'; readonly day: string }
  /** The weekday in the cell does not match the date. */
  | { readonly kind: 'contradicts'; readonly day: string; readonly is: string }
  | { readonly kind: 'none' };

/**
 * A day as people here write it: `2026-10-15`, `15/10/2026`, `15.10.26`, `15-Oct-26`, `15 October 2026`, `October 15th 2026`,
 * with a weekday or a time beside it or without, or a workbook's number of days. The day comes before the month.
 * @returns `YYYY-MM-DD`; undefined for anything else, such as `10/15/2026`
 */
export function readDay(cell: string): string | undefined {
  const read = readDayAndWeekday(cell);
  return read.kind === 'day' ? read.day : undefined;
}

/** The same, and whether a weekday beside it does not match. */
export function readDayAndWeekday(cell: string): ReadDay {
  const [, weekday, rest = ''] =
    /^(?:(sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?,?\s+(?:the\s+)?)?(.*)$/is.exec(cell.trim()) ?? [];
  const day = dayOf(rest.trim());
  if (!day) return { kind: 'none' };
  const is = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  return weekday === undefined || weekday.toLowerCase() === is
    ? { kind: 'day', day }
    : { kind: 'contradicts', day, is };
}

function dayOf(text: string): string | undefined {
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(text);
  if (serial) {
    const day = new Date(serialEpoch + Number(serial[1]) * dayMs).toISOString().slice(0, 10);
    return day >= '1990' && day < '2100' ? day : undefined;
  }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?$/.exec(text);
  if (iso) return makeDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const british = /^(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?:[,\s].*)?$/.exec(text);
  if (british) return makeDay(fullYear(british[3] ?? ''), Number(british[2]), Number(british[1]));
  const words =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([a-z]{3,9})|([a-z]{3,9})\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?)\.?,?[\s-]+['’]?(\d{4}|\d{2})(?:[,\s].*)?$/i.exec(
      text,
    );
  if (!words) return undefined;
  const name = (words[2] ?? words[3] ?? '').toLowerCase();
  const month = months.findIndex((short) => name.startsWith(short)) + 1;
  return makeDay(fullYear(words[5] ?? ''), month, Number(words[1] ?? words[4]));
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function makeDay(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const is = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return is && year >= 1000 ? at.toISOString().slice(0, 10) : undefined;
}

/**
 * The instant of a time on a day, on the wall clock of a zone.
 * @param day `YYYY-MM-DD` @param minutes since midnight; 1,440 is the midnight at its end @param zone IANA name
 * @returns undefined in the hour that is left out when the clocks go forward
 */
export function instantAt(day: string, minutes: number, zone: string): Date | undefined {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const local = new TZDate(year, month - 1, date, Math.floor(minutes / 60), minutes % 60, 0, zone);
  return (local.getHours() * 60 + local.getMinutes()) % 1_440 === minutes % 1_440
    ? new Date(local.getTime())
    : undefined;
}
