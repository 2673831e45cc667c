import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import type { FileDays, FileExpectation } from '../../domain/attendance-file.js';

/** A time as written in the file, in an unknown zone: good enough for durations and for the day. */
interface Moment {
  /** `2026-11-12` */
  readonly day: string;
  /** Minutes since midnight UTC 1970 on the writer's wall clock. */
  readonly wallMinutes: number;
}

export type DayOrder = 'day-first' | 'month-first';

/**
 * Reads `12/11/2026, 09:31:04`, `11/12/26 9:31 AM`, `12.11.2026 09:31`, `2026-11-12T09:31:04Z`, `12 Nov 2026 09:31`, `Nov 12,
 * 2026`. @returns undefined when it is no date
 */
export function readMoment(cell: string, order: DayOrder): Moment | undefined {
  const parts = partsOf(cell, order);
  if (!parts) return undefined;
  const { year, month, day, rest } = parts;
  const time = readTime(rest);
  const full = year < 100 ? 2000 + year : year;
  const at = new Date(Date.UTC(full, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day || full < 2000 || full > 2100) return undefined;
  return { day: at.toISOString().slice(0, 10), wallMinutes: at.getTime() / 60_000 + time };
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function partsOf(cell: string, order: DayOrder) {
  const figures = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[,T\s]+(.*))?$/.exec(cell);
  if (figures) {
    const [a = '', b = '', c = ''] = figures.slice(1, 4);
    const [year, month, day] = a.length === 4 ? [a, b, c] : order === 'day-first' ? [c, b, a] : [c, a, b];
    return { year: Number(year), month: Number(month), day: Number(day), rest: figures[4] ?? '' };
  }
  const words =
    /^(?:[a-z]{3,9},? )?(?:(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?)[, -]+(\d{4})(?:[,\s]+(.*))?$/i.exec(
      cell,
    );
  if (!words) return undefined;
  const month = months.indexOf((words[2] ?? words[3] ?? '').slice(0, 3).toLowerCase()) + 1;
  return { year: Number(words[5]), month, day: Number(words[1] ?? words[4]), rest: words[6] ?? '' };
}

/** Minutes since midnight, with seconds as a fraction; 0 when there is no time. */
function readTime(text: string): number {
  const parts = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap])?\.?\s?m?/i.exec(text);
  if (!parts) return 0;
  const half = parts[4]?.toLowerCase();
  const hours = half ? (Number(parts[1]) % 12) + (half === 'p' ? 12 : 0) : Number(parts[1]);
  return hours * 60 + Number(parts[2]) + Number(parts[3] ?? 0) / 60;
}

/** The order of day and month of a file, and which of its days are the session's. */
export interface Dating {
  readonly days: FileDays;
  /** Undefined when the file does not show it. */
  readonly order: DayOrder | undefined;
  /** Whether a cell is of the session's days; one without a day is. */
  readonly ofTheDay: (cell: string) => boolean;
}

/**
 * Chooses day-month or month-day order: the one with which most dates fall on the event's days, or a day either side for a
 * report written in another zone. Rows are then matched with the session's own days, if any of them is on one.
 */
export function settleDating(cells: readonly string[], expected: FileExpectation): Dating {
  const [own, near] = [daysOf(expected, 0), daysOf(expected, 1)];
  const counted = (['day-first', 'month-first'] as const).map((order) => {
    const read = cells.flatMap((cell) => readMoment(cell, order)?.day ?? []);
    return { order, read, fitting: read.filter((day) => near.has(day)).length };
  });
  const [best] = counted.sort((a, b) => b.fitting - a.fitting);
  if (!best || counted.every(({ read }) => read.length === 0))
    return { days: { kind: 'none' }, order: undefined, ofTheDay: () => true };
  const { order, read, fitting } = best;
  // Somebody who opened the link the week before is no reason to refuse the rest.
  if (fitting === 0 || fitting < read.length / 5) {
    const named = [...new Set(counted.flatMap((one) => one.read))].sort().slice(0, 3);
    return { days: { kind: 'other', days: named }, order: undefined, ofTheDay: () => true };
  }
  const days = read.some((day) => own.has(day)) ? own : near;
  const ofTheDay = (cell: string) => days.has(readMoment(cell, order)?.day ?? [...days][0] ?? '');
  return { days: { kind: 'fit' }, order, ofTheDay };
}

/** The days of a session on its wall clock, and so many either side. */
function daysOf({ startsAt, endsAt, zone }: FileExpectation, slack: number): Set<string> {
  const days = new Set<string>();
  const last = addDays(endsAt, slack);
  for (let at = addDays(startsAt, -slack); at <= last; at = addDays(at, 1)) days.add(dayIn(at, zone));
  return days.add(dayIn(last, zone));
}

function dayIn(instant: Date, zone: string): string {
  const local = new TZDate(instant, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

const units: ReadonlyArray<readonly [RegExp, number]> = [
  [/(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|std|stunden?|heures?|horas?|ore|ora|uur|u|godz|awr|g|t)\b\.?/i, 60],
  [/(\d+(?:[.,]\d+)?)\s*(?:m|mins?|minutes?|minuten?|minutos?|minuti|minuto|munud)\b\.?/i, 1],
  [/(\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|secondi|sekund|seconden)\b\.?/i, 1 / 60],
];

/**
 * Minutes of `1h 25m 13s`, `1 Std. 25 Min.`, `01:25:13`, `PT1H25M` or a bare number of minutes.
 * @returns null when it cannot be read: unknown is not zero
 */
export function readDuration(cell: string): number | null {
  const text = cell.trim();
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?$/i.exec(text);
  if (iso && text.length > 2) return Number(iso[1] ?? 0) * 60 + Number(iso[2] ?? 0) + Number(iso[3] ?? 0) / 60;
  let minutes: number | null = null;
  for (const [pattern, length] of units) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) minutes = (minutes ?? 0) + Number(found.replace(',', '.')) * length;
  }
  return minutes;
}
