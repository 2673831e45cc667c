import { readPosition, trustOfficeInitials } from '../positions.js';
import { plainHeading } from '../reading/plain-heading.js';

/** A name as people type it, and what else is in the cell. */
export interface DisplayName {
  readonly name: string;
  /** Another name in the same cell. */
  readonly alsoCalled: string | null;
  readonly school: string | null;
}

/** What Teams adds to a name, such as (Guest), in the languages of its reports. */
const mark =
  /\s*[([](guest|unverified|external|gast|extern|nicht verifiziert|nicht überprüft|invité|invitée|externe|non vérifié|invitado|invitada|externo|sin verificar|no verificado|ospite|esterno|non verificato|niet geverifieerd|gość|zewnętrzny|niezweryfikowany|convidado|convidada|não verificado|gwestai|host|co-host|me|you|organi[sz]er|presenter|attendee|(?:she|he|they)\b[^)\]]*)[)\]]/giu;

/** What separates a name from what stands beside it. */
const beside = /[([,|/•·]|\s[-–—]\s/;

/** Longer than any name; in characters. */
const longestName = 120;

/**
 * Reads `Westfield, Amara (Larchfield CE Primary)`, `Irene Akhtar | Deputy Head`, `Head (Sarah Mills)`, `Amara Westfield -
 * Larchfield Primary`, with the marks of Teams left off.
 */
export function readDisplayName(cell: string): DisplayName {
  const text = cell.replace(mark, '').replace(/\s+/g, ' ').trim();
  if (!beside.test(text)) return { name: text.slice(0, longestName), alsoCalled: null, school: null };
  const asides = [...text.matchAll(/[([]([^()[\]]+)[)\]]/g)].map(([, inner = '']) => inner.trim());
  const outer = text.replace(/\s*[([][^()[\]]*[)\]]\s*/g, ' ').trim();
  const parts = outer
    .split(/\s+[-–—]\s+|\s+[|/•·]\s*|[|/•·]\s+/)
    .flatMap(byComma)
    .filter(Boolean);
  const all = [...parts, ...asides].map((part) => part.trim());
  const names = all.filter((part) => isName(part));
  const [first = ''] = parts;
  // A cell that is not of this kind, such as a formula, is one name as it stands.
  if (names.length === 0 && !(/^\p{L}[\p{L}\p{M}'’.-]*$/u.test(first) && !isPost(first)))
    return { name: text.slice(0, longestName), alsoCalled: null, school: null };
  const name = names[0] ?? first;
  const rest = all.filter((part) => part !== name);
  const also = names.find((one) => one !== name);
  const school = rest.find(isSchool) ?? null;
  return { name: turnRound(name).slice(0, longestName), alsoCalled: also ? turnRound(also) : null, school };
}

/** `Westfield, Amara` is one name; `Amara Westfield, Larchfield Primary` is a name and a school. */
function byComma(part: string): string[] {
  const [first = '', second = '', ...more] = part.split(/\s*,\s*/);
  if (second === '') return [part];
  const full = first.includes(' ') && (isSchool(second) || isPost(second));
  return full || more.length > 0 ? [first, second, ...more] : [part];
}

/** `WESTFIELD, Amara` is Amara Westfield. */
export function turnRound(name: string): string {
  const [, last = '', first = ''] = /^([^,]+),\s*([^,]+)$/.exec(name) ?? [];
  return first === '' ? name : `${first} ${last}`;
}

function isSchool(text: string): boolean {
  return /\b(schools?|primary|academy|college|infants?|juniors?|nursery|high school|grammar|c of e|cofe|ce|rc|catholic|trust|federation|mat)\b/i.test(
    text,
  );
}

function isPost(text: string): boolean {
  const words = plainHeading(text);
  return (
    readPosition(text) !== undefined ||
    words.split(/[^a-z]+/).some((word) => trustOfficeInitials.has(word)) ||
    /\b(head|deputy|teacher|governors?|clerk|principal|leader|manager|officer|senco|sendco|bursar|chair|trustee|ht|dht|aht|ta)\b/i.test(
      words,
    )
  );
}

/** Two words or more that are neither a school nor a post. */
function isName(text: string): boolean {
  return /^[\p{L}"“'‘][\p{L}\p{M}.'’"”-]*,? [\p{L}"“(]/u.test(text) && !isSchool(text) && !isPost(text);
}
