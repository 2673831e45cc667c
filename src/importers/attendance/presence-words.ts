import { readDuration } from './moments.js';

/** `unclear`: no word that is known for either; somebody must say. */
export type Presence = 'there' | 'away' | 'unclear';

const there = wordSet(
  'yes|y|true|1|attended|attended in full|fully attended|attended in person|attended online|present|here|there|came|arrived|joined|in attendance|signed in|checked in|✓|✔|✔️|☑|☑️|√|✅|👍|oui|ja|si|sí|ydw',
);
const away = wordSet(
  'no|n|false|0|none|nil|away|dna|✗|✘|✖|❌|☒|☐|non|nein|absent|ill|sick|unwell|on leave|left the school',
);

/** Said of somebody who was not there, whatever stands beside it. */
const absence =
  /\b(not|never|didn['’]?t|didnt|cannot|can['’]?t|could ?n['’]?t|no[ -]?shows?|non[ -]?attend\w*|absen\w*|apolog\w*|cancel\w*|declin\w*|withdr\w*|unable|dropped out)\b/i;

/** How or when somebody was there, or why not: said beside one of the words, it changes nothing. */
const manner = wordSet(
  'late|arrived late|left early|online|in person|remotely|virtually|via teams|via zoom|on teams|on zoom|am|pm|am only|pm only|morning only|afternoon only|part|in part|first half|second half|all day|full day',
);

/**
 * What a word in the column of who was there means. Only words that are known for it count; what says neither is asked about,
 * as "Registered", "A" (absent, or attended?) and a dash are.
 */
export function readPresence(cell: string): Presence {
  const text = cell
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '')
    .replace(/\s+/g, ' ');
  if (text === '') return 'away';
  if (there.has(text)) return 'there';
  if (away.has(text) || absence.test(text)) return 'away';
  const [first = '', ...beside] = text.split(/\s*[-–—,;:()]+\s*/).filter(Boolean);
  if (beside.length > 0 && there.has(first) && beside.every((part) => manner.has(part))) return 'there';
  if (beside.length > 0 && away.has(first) && beside.every((part) => away.has(part) || manner.has(part))) return 'away';
  const percent = /^(\d{1,3}(?:[.,]\d+)?) ?%$/.exec(text);
  if (percent) return Number((percent[1] ?? '').replace(',', '.')) > 0 ? 'there' : 'away';
  if (isTime(text)) return 'there';
  // Minutes with their unit: a bare number might count anything.
  const minutes = /[a-z]/.test(text) && /^\d/.test(text) ? readDuration(text) : null;
  if (minutes !== null) return minutes > 0 ? 'there' : 'away';
  return 'unclear';
}

/** `09:25`, `9.25 am`, `12/11/2026 09:25`, `2026-11-12 09:25:00`. */
export function isTime(text: string): boolean {
  return /^(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ t]+)?\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?z? ?([ap]\.?m\.?)?$/i.test(
    text,
  );
}

/**
 * What stands where people sign. Ink is no word: initials or a name that fits count, as a word for being there does; nothing
 * counts as away.
 */
export function readSignature(cell: string, name: string): Presence {
  const said = readPresence(cell);
  if (said !== 'unclear') return said;
  const lettersOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const [marks, words] = [lettersOf(cell), lettersOf(name)];
  if (marks.length === 0 || words.length === 0) return 'unclear';
  const initials = words.map((word) => word.charAt(0)).join('');
  const joined = marks.join('');
  const reversed = [...initials].reverse().join('');
  const fits =
    joined === initials || joined === reversed || marks.some((mark) => mark.length > 1 && words.includes(mark));
  return fits ? 'there' : 'unclear';
}

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split('|'));
}
