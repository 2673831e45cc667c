const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/**
 * A time of day: `09:30`, `9.30am`, `9am`, `0930`, `0930hrs`, `12 noon`, `half nine`, `quarter to ten`, or a workbook's
 * `09:30:00`, `2027-03-04 09:30:00` and part of a day.
 * @returns minutes since midnight, 1,440 for `24:00`; undefined for anything else
 */
export function readTime(cell: string): number | undefined {
  const text = cell
    .trim()
    .toLowerCase()
    .replace(/\s*(?:hrs?|hours?|o['’]?clock)\.?$/, '')
    .replace(/^(?:at|from|till?|until)\s+/, '');
  if (/^(?:12 ?)?(?:noon|midday)$/.test(text)) return 12 * 60;
  if (/^(?:12 ?)?midnight$/.test(text)) return 24 * 60;
  const part = /^(?:\d{5})?(0?\.\d+)$/.exec(text);
  if (part) return Math.round(Number(part[1]) * 24 * 60);
  return readClock(text) ?? readInWords(text);
}

function readClock(text: string): number | undefined {
  const parts =
    /^(?:\d{4}-\d{2}-\d{2}[t ])?(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?z?\s*(?:([ap])\.?\s?m?\.?|noon)?$/.exec(
      text,
    );
  if (!parts || (parts[2] === undefined && parts[3] === undefined)) return undefined;
  const hours = Number(parts[1]);
  const minutes = Number(parts[2] ?? 0);
  if (hours === 24 && minutes === 0 && parts[3] === undefined) return 24 * 60;
  if (minutes > 59 || hours > (parts[3] ? 12 : 23) || (parts[3] && hours === 0)) return undefined;
  const full = parts[3] ? (hours % 12) + (parts[3] === 'p' ? 12 : 0) : hours;
  return full * 60 + minutes;
}

/** British `half nine` is 9.30. An hour without am or pm is the one within the school day. */
function readInWords(text: string): number | undefined {
  const parts =
    /^(half|quarter|\d{1,2})(?: (past|to))? ([a-z]+|\d{1,2})(?: ?([ap])\.?m\.?| in the (morning|afternoon|evening))?$/.exec(
      text,
    );
  if (!parts) return undefined;
  const [, first = '', side, named = '', half, day] = parts;
  const hour = numbers.indexOf(named) + 1 || (/^\d/.test(named) ? Number(named) : 0);
  if (hour < 1 || hour > 12 || (first !== 'half' && side === undefined)) return undefined;
  const amount = first === 'half' ? 30 : first === 'quarter' ? 15 : Number(first);
  const afternoon = half ? half === 'p' : day ? day !== 'morning' : hour < 7 || hour === 12;
  const full = (hour % 12) + (afternoon ? 12 : 0);
  return full * 60 + (side === 'to' ? -amount : amount);
}

/** `09:30-12:00`, `9.30am to 12 noon`. @returns both times; undefined for anything else */
export function readSpan(cell: string): readonly [number, number] | undefined {
  const parts = cell.trim().split(/\s*(?:[-–—]|\bto\b|\buntil\b|\btill\b)\s*/i);
  if (parts.length !== 2) return undefined;
  const [first = '', last = ''] = parts;
  const [start, end] = [readTime(first) ?? readTime(`${first}:00`), readTime(last) ?? readTime(`${last}:00`)];
  if (start === undefined || end === undefined) return undefined;
  const [saysStart, saysEnd] = [saysHalf(first), saysHalf(last)];
  // `4-6pm`: pm of the second time holds for the first, where that is still before it. `1-3` is in the school day.
  const begun = !saysStart && (saysEnd ? end >= noon && start + noon < end : start < dayBegins) ? start + noon : start;
  // `9-5`, `1.30pm-3.30`.
  const ended = !saysEnd && end <= begun && end < noon ? end + noon : end;
  return ended <= begun ? undefined : [begun, ended];
}

const noon = 12 * 60;
/** Nothing for schools begins between midnight and this. */
const dayBegins = 7 * 60;

/** Whether a time says which half of the day it is in, by `am`, `pm`, a word or as `00:30` or `0930`. */
function saysHalf(text: string): boolean {
  return /[ap]\.?\s?m?\.?$|noon|midday|midnight|^0\d|^\d{4}/i.test(text.trim());
}
