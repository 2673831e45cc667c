import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { listWords } from '../talk/wording.js';
import type { ProgrammeFilter } from './programme-filters.js';

const leaves =
  /\b(?:(?:(?:anywhere|everywhere) (?:but|except|other than|apart from)|except|apart from|other than|excluding)(?: for)?(?: (?:in|at))?|(?:but |just |only )?not (?:in|at)) (?:the )?/i;

/** "But not in Eastholm", "except Northgate": the programme without what is on there. Undefined where no place is left out. */
export function placesLeftOut(
  text: string,
  sessions: readonly ProgrammeSession[],
): { readonly filter: ProgrammeFilter; readonly rest: string } | undefined {
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
  if (named.length === 0) return undefined;
  const isThere = ({ town, label }: ProgrammeSession) => named.includes(town ?? '') || named.includes(label);
  return {
    filter: { said: `not in ${listWords(named)}`, fits: (session) => !isThere(session) },
    rest: `${text.slice(0, match.index)} ${text.slice(at)}`,
  };
}
