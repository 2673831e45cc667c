import { TZDate } from '@date-fns/tz';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * A day as people here write it: `2026-10-15`, `15/10/2026`, `15-10-2026`, `15.10.26`, `15 October 2026`, with a weekday or a
 * time beside it or without. The day comes before the month.
 * @returns `YYYY-MM-DD`; undefined for what is no day, such as `10/15/2026`
 */
export function readDay(cell: string): string | undefined {
  const text = cell.trim().replace(/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+/i, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s].*)?$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[,\s].*)?$/.exec(text);
  if (british) return dayOf(fullYear(british[3] ?? ''), Number(british[2]), Number(british[1]));
  const words = /^(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3})[a-z]*\.?,?\s+(\d{4}|\d{2})$/i.exec(text);
  if (words)
    return dayOf(fullYear(words[3] ?? ''), months.indexOf((words[2] ?? '').toLowerCase()) + 1, Number(words[1]));
  return undefined;
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const is = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return is && year >= 1000 ? at.toISOString().slice(0, 10) : undefined;
}

/**
 * A time of day: `09:30`, `9.30am`, `9am`, `0930`, or a workbook's `1899-12-31 09:30:00` and part of a day.
 * @returns minutes since midnight; undefined for what is no time
 */
export function readTime(cell: string): number | undefined {
  const text = cell.trim().toLowerCase();
  if (text === 'noon' || text === 'midday') return 12 * 60;
  if (/^0?\.\d+$/.test(text)) return Math.round(Number(text) * 24 * 60);
  const parts = /^(?:\d{4}-\d{2}-\d{2}[t ])?(\d{1,2})(?:[:.]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?z?\s*([ap])?\.?m?\.?$/.exec(
    text,
  );
  if (!parts || (parts[2] === undefined && parts[3] === undefined)) return undefined;
  const hours = Number(parts[1]);
  const minutes = Number(parts[2] ?? 0);
  if (minutes > 59 || hours > (parts[3] ? 12 : 23) || (parts[3] && hours === 0)) return undefined;
  const full = parts[3] ? (hours % 12) + (parts[3] === 'p' ? 12 : 0) : hours;
  return full * 60 + minutes;
}

/**
 * The instant of a time on a day, on the wall clock of a zone.
 * @param day `YYYY-MM-DD` @param minutes since midnight @param zone IANA name
 * @returns undefined in the hour that is left out when the clocks go forward
 */
export function instantAt(day: string, minutes: number, zone: string): Date | undefined {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const local = new TZDate(year, month - 1, date, Math.floor(minutes / 60), minutes % 60, 0, zone);
  return local.getHours() * 60 + local.getMinutes() === minutes ? new Date(local.getTime()) : undefined;
}
