import { isEnglish } from '../knowledge/english.js';
import { daysInWords } from './dates.js';
import { isNear, tokensOf } from './tokens.js';
import { type KnownNames, kindsOfEvent } from './vocabulary.js';

/** What a mention is of; in the words of a clause it stands in the place of what was typed. */
type MentionKind = 'EVENT' | 'PLACE' | 'DATE' | 'PERSON' | 'ROLE' | 'PROJECT' | 'NUMBER' | 'THAT';

export interface Mention {
  readonly kind: MentionKind;
  /** As it was typed, in small letters. */
  readonly words: string;
}

/** A clause with names, days and numbers taken out: what is left is how it is said. */
interface Abstract {
  /** Words, and kinds of mention in capitals. */
  readonly words: readonly string[];
  readonly mentions: readonly Mention[];
}

/** Finds what the words of a clause name. */
export function abstractClause(
  text: string,
  names: KnownNames,
  isOrdinary: (word: string) => boolean,
  now: Date,
  zone: string,
): Abstract {
  const days = daysInWords(text, now, zone);
  const dated = days ? text.replace(days.words, ' ‹date› ') : text;
  const words: string[] = [];
  const mentions: Mention[] = [];
  const add = (kind: MentionKind, said: string) => {
    words.push(kind);
    mentions.push({ kind, words: said });
  };
  const tokens = tokensOf(dated);
  for (let at = 0; at < tokens.length; ) {
    const found = mentionAt(tokens, at, names, isOrdinary);
    const token = tokens[at] ?? '';
    if (found) {
      const said = tokens.slice(at, at + found.length).join(' ');
      add(found.kind, token === '‹date›' ? (days?.words.toLowerCase() ?? '') : said);
    } else words.push(token);
    at += found?.length ?? 1;
  }
  return { words, mentions };
}

interface Found {
  readonly kind: MentionKind;
  /** Tokens that it takes. */
  readonly length: number;
}

function mentionAt(
  tokens: readonly string[],
  at: number,
  names: KnownNames,
  isOrdinary: (word: string) => boolean,
): Found | undefined {
  const token = tokens[at] ?? '';
  if (token === '‹date›') return { kind: 'DATE', length: 1 };
  if (/^@somebody\d*$/.test(token)) return { kind: 'PERSON', length: 1 };
  const project = names.projects.find((words) => words.every((word, index) => nearName(word, tokens[at + index])));
  if (project) return { kind: 'PROJECT', length: project.length };
  return (
    pointerAt(tokens, at) ??
    longer(eventAt(tokens, at, names, isOrdinary), townAt(tokens, at, names)) ??
    roleAt(tokens, at) ??
    personAt(tokens, at, names) ??
    numberAt(token)
  );
}

/** "South" is a word of some title, and the first of a district's whole name. */
function longer(one: Found | undefined, other: Found | undefined): Found | undefined {
  return other && other.length > (one?.length ?? 0) ? other : one;
}

function nearName(word: string, typed: string | undefined): boolean {
  return typed !== undefined && (word === typed || (word.length >= 6 && isNear(word, typed)));
}

const roles =
  /^(deput(y|ies)( head(teacher)?s?)?|assistant head(teacher)?s?|sendcos?|sencos?|chairs? of governors|vice chair|chair|clerks?( to governors)?|(school )?business managers?|sbm|colleagues?|secretary|pa|team|staff|slt|leadership team|head of \w+|teaching assistant|ta|teachers?|trustees?|bursar|principal|year lead|subject lead|inclusion lead|dsl|governor)$/;

function roleAt(tokens: readonly string[], at: number): Found | undefined {
  for (const length of [3, 2, 1]) {
    const words = tokens.slice(at, at + length);
    if (words.length === length && roles.test(words.join(' '))) return { kind: 'ROLE', length };
  }
  return undefined;
}

const pointer =
  /^(the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|last|other|same) one$|^(that|this) one$|^(it|that|this|them|those|these)$|^the (first|second|third|fourth|fifth|last)$/;

function pointerAt(tokens: readonly string[], at: number): Found | undefined {
  // "These days" is now, and points to nothing.
  if (tokens[at] === 'these' && tokens[at + 1] === 'days') return undefined;
  for (const length of [3, 2, 1]) {
    const words = tokens.slice(at, at + length);
    if (words.length === length && pointer.test(words.join(' '))) {
      // "That" before a word of its own points to nothing yet: "that briefing" is the briefing.
      return { kind: 'THAT', length };
    }
  }
  return undefined;
}

/** A run of words of titles, places and kinds of event: "eastholm briefing" is one mention, and so is "eastholm". */
function eventAt(
  tokens: readonly string[],
  at: number,
  names: KnownNames,
  isOrdinary: (word: string) => boolean,
): Found | undefined {
  let length = 0;
  let isEvent = false;
  for (let next = at; next < tokens.length; next += 1) {
    const kind = kindOfWord(tokens[next] ?? '', names, isOrdinary);
    if (!kind) break;
    isEvent ||= kind === 'title' || kind === 'kind';
    // "Reading aloud" takes its ordinary word along; "aloud" alone names nothing.
    if (kind !== 'beside' || (isEvent && length > 0)) length = next - at + 1;
  }
  // "Day" and "evening" alone are times.
  const alone = length === 1 && /^(day|evening|update|launch)$/.test(tokens[at] ?? '');
  return length === 0 || alone ? undefined : { kind: isEvent ? 'EVENT' : 'PLACE', length };
}

function kindOfWord(
  token: string,
  names: KnownNames,
  isOrdinary: (word: string) => boolean,
): 'place' | 'title' | 'kind' | 'beside' | undefined {
  if (names.places.has(token)) return 'place';
  if (names.events.has(token) || names.events.has(token.replace(/s$/, ''))) return 'title';
  if (kindsOfEvent.has(token)) return 'kind';
  if (names.besideEvents.has(token)) return 'beside';
  if (token.length < 5 || isOrdinary(token) || isEnglish(token)) return undefined;
  for (const kind of kindsOfEvent) if (kind.length > 5 && isNear(kind, token)) return 'kind';
  for (const place of names.places) if (isNear(place, token)) return 'place';
  for (const word of names.events) if (isNear(word, token)) return 'title';
  return undefined;
}

/** A town where schools are: the nearest to it may be asked for. */
function townAt(tokens: readonly string[], at: number, { towns }: KnownNames): Found | undefined {
  const town = towns.get(tokens[at] ?? '')?.find((name) => name.every((word, index) => word === tokens[at + index]));
  return town && { kind: 'PLACE', length: town.length };
}

function personAt(tokens: readonly string[], at: number, names: KnownNames): Found | undefined {
  let length = 0;
  while (names.people.has(tokens[at + length] ?? '')) length += 1;
  return length === 0 ? undefined : { kind: 'PERSON', length };
}

const numbers = /^(\d{1,4}(am|pm|th|st|nd|rd)?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)$/;

function numberAt(token: string): Found | undefined {
  return numbers.test(token) ? { kind: 'NUMBER', length: 1 } : undefined;
}
