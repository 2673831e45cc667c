import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { listWords } from '../talk/wording.js';
import type { ProgrammeFilter } from './programme-filters.js';

const leaves =
  /\b(?:(?:(?:anywhere|everywhere) (?:but|except|other than|apart from)|except|apart from|other than|excluding)(?: for)?(?: (?:in|at))?|(?:but |just |only )?not (?:in|at)) (?:the )?/i;

const goesOn = / (?=(?:in|on|at|before|after|between|during|until|this|next|from|near|around) )/i;

interface LeftOut {
  readonly filter: ProgrammeFilter;
  /** The words without it. */
  readonly rest: string;
}

/** "Other than the forum": an event or a series that is named. */
function eventLeftOut(
  text: string,
  match: RegExpExecArray,
  sessions: readonly ProgrammeSession[],
  nameOf: (words: string) => readonly ProgrammeSession[],
): LeftOut | undefined {
  if (/\bnot\b/i.test(match[0])) return undefined;
  const whole = /^[^?!.,]{3,50}/.exec(text.slice(match.index + match[0].length))?.[0] ?? '';
  // "Other than the forum in January": the days are those of what is left.
  const [short = whole] = whole.split(goesOn);
  const name = nameOf(short).length > 0 ? short : whole;
  const found = nameOf(name);
  if (found.length === 0 || found.length === sessions.length) return undefined;
  const ids = new Set(found.map(({ id }) => id));
  return {
    filter: { said: `without ${name.trim()}`, fits: ({ id }) => !ids.has(id) },
    rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length + name.length)}`,
  };
}

/**
 * "But not in Eastholm", "other than the forum": the programme without what is on there, or without that.
 * @param nameOf the sessions that words name
 * @returns undefined where nothing that is on is left out
 */
export function leftOutOf(
  text: string,
  sessions: readonly ProgrammeSession[],
  nameOf: (words: string) => readonly ProgrammeSession[],
): LeftOut | undefined {
  const match = leaves.exec(text);
  if (!match) return undefined;
  const towns = [...new Set(sessions.flatMap(({ town, label }) => [town ?? '', label]).filter((name) => name !== ''))];
  const named: string[] = [];
  let at = match.index + match[0].length;
  for (;;) {
    const left = text.slice(at).toLowerCase();
    const town = towns.find((name) => left.startsWith(name.toLowerCase()));
    if (!town) break;
    named.push(town);
    at += town.length;
    const next = /^(?:,| or| and) (?:in )?/i.exec(text.slice(at))?.[0];
    if (!next) break;
    at += next.length;
  }
  if (named.length === 0) return eventLeftOut(text, match, sessions, nameOf);
  const isThere = ({ town, label }: ProgrammeSession) => named.includes(town ?? '') || named.includes(label);
  return {
    filter: { said: `not in ${listWords(named)}`, fits: (session) => !isThere(session) },
    rest: `${text.slice(0, match.index)} ${text.slice(at)}`,
  };
}
