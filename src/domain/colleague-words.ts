import type { Position } from './person.js';

export interface NamedColleague {
  readonly name: string;
  readonly position: Position;
}

export type ColleagueWords =
  | { readonly kind: 'read'; readonly people: readonly NamedColleague[] }
  /** `line` as typed; it must be shown escaped. */
  | {
      readonly kind: 'faulty';
      readonly fault: 'too-many' | 'no-position' | 'two-positions' | 'not-a-name';
      readonly line: string;
      readonly count: number;
    };

/** Booked at once; a whole staff is for the organisers to place. */
export const maxColleagues = 20;
const longestName = 100;

/**
 * Reads one colleague from each line: a name, a comma, and the position ("Sam Field, deputy headteacher"). Empty lines
 * are skipped.
 */
export function readColleagues(typed: string): ColleagueWords {
  const lines = typed
    .split(/[\n;]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  const faulty = (fault: Extract<ColleagueWords, { kind: 'faulty' }>['fault'], line: string): ColleagueWords => ({
    kind: 'faulty',
    fault,
    line: line.slice(0, longestName),
    count: lines.length,
  });
  if (lines.length > maxColleagues) return faulty('too-many', '');
  const people: NamedColleague[] = [];
  for (const line of lines) {
    const [name = '', ...rest] = line.split(',').map((part) => part.trim());
    if (!isName(name)) return faulty('not-a-name', line);
    const named = positionsIn(rest.join(' '));
    if (named.length > 1) return faulty('two-positions', line);
    const [position] = named;
    if (!position) return faulty('no-position', line);
    people.push({ name, position });
  }
  return { kind: 'read', people };
}

/** Letters, spaces, hyphens, apostrophes and full stops only, so that no chat takes it for markup or a link. */
function isName(text: string): boolean {
  return text.length <= longestName && /^\p{L}[\p{L}\p{M}\s.'’-]*$/u.test(text) && !/\w\.\w/.test(text);
}

const otherWords: ReadonlyArray<readonly [RegExp, Position]> = [
  [/\bexecutive head(teacher)?\b|\bceo\b/g, 'executive_headteacher'],
  [/\bdeput(y|ies)( head(teacher)?)?\b/g, 'deputy_headteacher'],
  [/\b(assistant|associate) head(teacher)?\b|\bsenior leader\b|\bslt\b|\bsenco\b/g, 'senior_leader'],
  [/\bchair( of( the)? governors)?\b/g, 'chair_of_governors'],
  [/\bclerk( to( the)? governors)?\b/g, 'clerk'],
  [/\b(school )?business (manager|leader)\b|\bsbm\b|\bbursar\b/g, 'business_manager'],
  [/\btrust leader\b/g, 'trust_leader'],
  [/\bcouncil officer\b/g, 'council_officer'],
  [/\b(head ?teacher|head|principal)\b/g, 'headteacher'],
  [/\b(parent |staff |co-opted )?governor\b/g, 'governor'],
  [/\bteacher\b/g, 'teacher'],
  [/\b(other|secretary|administrator|teaching assistant|ta)\b/g, 'other'],
];

/** Every position named in the text, each once; longer names are matched first. */
export function positionsIn(words: string): Position[] {
  let rest = words.toLowerCase();
  const found: Position[] = [];
  for (const [pattern, position] of otherWords) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest) found.push(position);
    rest = without;
  }
  return [...new Set(found)];
}
