import { TZDate } from '@date-fns/tz';
import { sayDate } from '../domain/when.js';

/**
 * A cell of a table that goes into a document and into a workbook: words for whoever reads it, and what a spreadsheet can
 * calculate with.
 */
export type TableCell =
  | string
  | number
  | null
  /** A number that is a name, such as a URN. */
  | { readonly kind: 'code'; readonly code: number }
  /** A part of a whole; nothing when the whole is nothing. */
  | { readonly kind: 'share'; readonly part: number; readonly of: number }
  /** A mean, to one decimal place. */
  | { readonly kind: 'mean'; readonly value: number }
  /** A number that is not exact: `over 60`. */
  | { readonly kind: 'about'; readonly qualifier: string; readonly value: number }
  /** A day, as midnight UTC. */
  | { readonly kind: 'day'; readonly day: Date }
  /** A date and time on a wall clock, as if that were UTC. */
  | { readonly kind: 'time'; readonly local: Date };

/** A share, shown in per cent. */
export function shareOf(part: number, of: number): TableCell {
  return { kind: 'share', part, of };
}

/** The day of an instant. @param zone IANA name */
export function dayCell(instant: Date, zone: string): TableCell {
  const local = wallClock(instant, zone);
  return { kind: 'day', day: new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate())) };
}

/** An instant, to the minute. @param zone IANA name */
export function timeCell(instant: Date, zone: string): TableCell {
  return { kind: 'time', local: wallClock(instant, zone) };
}

function wallClock(instant: Date, zone: string): Date {
  const at = new TZDate(instant, zone);
  return new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()));
}

/** A cell in words: `1,204`, `42%`, `over 60`, `4 March 2027`, `04/03/2027 09:30`; a dash where there is no value. */
export function sayCell(cell: TableCell): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return cell.toLocaleString('en-GB');
  switch (cell.kind) {
    case 'code':
      return String(cell.code);
    case 'share':
      return cell.of === 0 ? '–' : `${Math.round((cell.part / cell.of) * 100)}%`;
    case 'mean':
      return cell.value.toFixed(1);
    case 'about':
      return `${cell.qualifier} ${cell.value.toLocaleString('en-GB')}`;
    case 'day':
      return sayDate(cell.day);
    case 'time':
      return cell.local.toISOString().replace(/^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d).*$/, '$3/$2/$1 $4');
  }
}
