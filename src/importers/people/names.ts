import { readPosition } from '../positions.js';
import { isNothing, isToCome } from '../words.js';
import { peopleFileWords } from './people-file-words.js';

type ReadName =
  | { readonly kind: 'name'; readonly name: string }
  /** The post is vacant. */
  | { readonly kind: 'vacant' }
  | { readonly kind: 'fault'; readonly fault: string };

const longest = 200;

/** Titles that are left out; people want others, such as Dr and Rev, to be kept. */
const titles = /^(?:mr|mrs|ms|miss|mx|mister)\b\.?\s*/i;

/**
 * The name of one person: `SMITH, Jane (Mrs)` is Jane Smith, `Mr T. Jones` is T. Jones. Two people in a cell are asked about;
 * a vacant post is nobody's name.
 */
export function readName(cell: string): ReadName {
  const text = cell.replace(/\s+/g, ' ').trim();
  if (text === '') return fault(peopleFileWords.empty);
  if (isVacant(text)) return { kind: 'vacant' };
  if (isNothing(text)) return fault(peopleFileWords.nobodysName(text));
  if (readPosition(text) !== undefined || /^(acting|interim|temporary|supply|cover)$/i.test(text))
    return fault(peopleFileWords.isPosition(text));
  if (/\s*(?:\/|&|;|\+|\band\b)\s*/i.test(text.replace(/\([^)]*\)/g, '')) || /\n/.test(cell.trim()))
    return fault(peopleFileWords.severalPeople(text));
  const bare = text
    .replace(/\s*\([^)]*\)\s*/g, ' ')
    .replace(/,\s*(mr|mrs|ms|miss|mx)\.?$/i, '')
    .trim();
  const honoured = /^([^,]+),\s*([^,]+)$/.exec(bare);
  if (honoured && areHonours(honoured[2] ?? '')) return readName(`${honoured[1]} ${honoured[2]}`);
  const [, last = '', first = ''] = /^([^,]+),\s*([^,]+)$/.exec(bare) ?? [];
  const turned = first === '' ? surnameLast(bare.replace(titles, '')) : `${first.replace(titles, '')} ${last}`;
  const name = turned.replace(titles, '').split(' ').map(unshout).join(' ').trim();
  if (!/\p{L}/u.test(name)) return fault(peopleFileWords.nobodysName(text));
  if (name.includes('@')) return fault(peopleFileWords.isAddress(text));
  return name.length > longest ? fault(peopleFileWords.nameTooLong) : { kind: 'name', name };
}

function areHonours(text: string): boolean {
  return text.split(/\s+/).every((word) => honours.has(word.toUpperCase()));
}

function isVacant(text: string): boolean {
  return (
    isToCome(text) ||
    /^(vacan(t|cy)( post)?|unfilled|to be appointed|post vacant|currently vacant|no head)\b/i.test(text)
  );
}

/** `SMITH Jane` is Jane Smith: many lists have the family name first, in capitals. */
function surnameLast(name: string): string {
  const words = name.split(' ');
  const given = words.findIndex((word) => !isShouted(word));
  return given < 1 || words.slice(given).some(isShouted)
    ? name
    : [...words.slice(given), ...words.slice(0, given)].join(' ');
}

function isShouted(word: string): boolean {
  return word.length > 2 && !honours.has(word) && /\p{L}{2}/u.test(word) && word === word.toUpperCase();
}

/** Letters after a name, which stay as they are. */
const honours: ReadonlySet<string> = new Set(
  'MBE OBE CBE BEM DBE KBE NPQH NLE LLE QTS FRSA FCCT JP DL PHD EDD MED MA BA BED MSC BSC III'.split(' '),
);

/** `SMITH` is Smith and `O'NEILL` O'Neill; initials, and names of one or two letters, stay. */
function unshout(word: string): string {
  if (word.length < 3 || honours.has(word) || word !== word.toUpperCase() || word.includes('.')) return word;
  return word.toLowerCase().replace(/(^|[-'’])\p{L}/gu, (letter) => letter.toUpperCase());
}

function fault(words: string): ReadName {
  return { kind: 'fault', fault: `name: ${words}` };
}
