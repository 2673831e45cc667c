import { distance } from 'fastest-levenshtein';
import { registerWords } from './register-words.js';
import type { CellOf } from './school-row.js';

export interface SchoolsWanted {
  /** Codes or names of local authorities, or several in one text ("Kent, Bath and North East Somerset"); empty is all. */
  readonly authorities: readonly string[];
  /** Names of districts, in any case; empty is all. */
  readonly districts: readonly string[];
  /** Names of trusts, in any case and with or without "the"; empty or left out is all. */
  readonly trusts?: readonly string[];
  /** Import the whole file, not only the partnership's area. */
  readonly everywhere?: boolean;
}

/** Which rows of a register are wanted. */
interface Area {
  readonly takes: (cell: CellOf) => boolean;
  /** After all rows were read: the authorities and districts that were asked for but are not in the file. */
  readonly fault: () => string | undefined;
}

const saidAtOnce = 8;

/**
 * Local authorities are known by their three digits or by their names as the register has them, in any case, without "City of"
 * or "County of". Several in one text are separated with the help of the names in the file, because some contain "and".
 */
export function openArea({ authorities, districts, trusts = [] }: SchoolsWanted): Area {
  const asked = authorities.map(partsOf);
  const claimed = asked.map((parts) => parts.map(() => false));
  const decided = new Map<string, boolean>();
  const trustsWanted = new Set(trusts.map(trustName));
  const trustsFound = new Set<string>();
  const takesAuthority = (code: string, name: string): boolean => {
    const key = `${code} ${name}`.trim();
    const before = decided.get(key);
    if (before !== undefined) return before;
    const found = asked.map((parts, index) => claim(parts, claimed[index] ?? [], [[plain(code)], partsOf(name)]));
    const takes = authorities.length === 0 || found.includes(true);
    decided.set(key, takes);
    return takes;
  };
  return {
    takes: (cell) => {
      const ours = takesAuthority(cell('LA (code)') ?? '', cell('LA (name)') ?? '');
      const district = plain(cell('DistrictAdministrative (name)') ?? '');
      const trust = trustName(cell('Trusts (name)') ?? '');
      if (trustsWanted.size > 0) {
        if (!trustsWanted.has(trust)) return false;
        trustsFound.add(trust);
      }
      return ours && (districts.length === 0 || districts.some((name) => plain(name) === district));
    },
    fault: () => {
      const unknown = asked.flatMap((parts, index) => parts.filter((_, at) => !claimed[index]?.[at]));
      if (unknown.length > 0) return sayUnknown(unknown, [...decided.keys()]);
      const noTrust = trusts.filter((name) => !trustsFound.has(trustName(name)));
      return noTrust.length > 0
        ? registerWords.noSchoolInTrust(noTrust.map((name) => `“${name}”`).join(', '))
        : undefined;
    },
  };
}

/** Marks the parts of the text that name this authority. @returns whether there are any */
function claim(parts: readonly string[], marks: boolean[], names: ReadonlyArray<readonly string[]>): boolean {
  let any = false;
  for (const name of names) {
    if (name.length === 0) continue;
    for (let from = 0; from + name.length <= parts.length; from += 1) {
      if (!name.every((part, offset) => parts[from + offset] === part)) continue;
      marks.fill(true, from, from + name.length);
      any = true;
    }
  }
  return any;
}

function partsOf(text: string): string[] {
  return plain(text)
    .split(/,|;|&|\band\b/)
    .map((part) => part.replace(/^\s*(?:the )?(?:la|lea|local authority) /, '').trim())
    .filter((part) => part !== '' && part !== 'city of' && part !== 'county of');
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase();
}

/** `harbour learning trust`, of "The Harbour Learning Trust". */
function trustName(name: string): string {
  return plain(name).replace(/^the /, '');
}

function sayUnknown(unknown: readonly string[], all: readonly string[]): string {
  const asked = unknown.map((part) => `“${part}”`).join(', ');
  const near = unknown.flatMap((part) => nearest(part, all) ?? []);
  const meant = near.length > 0 ? registerWords.didYouMean([...new Set(near)].join(', ')) : '';
  const some = [...all].sort().slice(0, saidAtOnce).join(', ');
  return registerWords.noSchoolInAuthority(asked, meant, some, all, saidAtOnce);
}

/** @param all as `886 Kent` */
function nearest(part: string, all: readonly string[]): string | undefined {
  const names = all.map((one) => one.replace(/^\d+ /, ''));
  const scored = names.map((name) => ({ name, apart: distance(part, plain(name)) / Math.max(part.length, 1) }));
  const [best] = scored.sort((a, b) => a.apart - b.apart);
  return best && best.apart <= 0.4 ? best.name : undefined;
}
