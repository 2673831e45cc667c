import { distance } from 'fastest-levenshtein';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { isCommon } from '../../knowledge/common-words.js';
import { stemOf } from '../../knowledge/words.js';
import { tokensOf } from '../../understanding/tokens.js';
import { bagOf, type Narrowed, wordsOf } from './programme-words.js';

/** Words after which a request says who, when or why, not what. "About" is not among them: it belongs to the name. */
const seam =
  /[,.;:!?()–—]|\bon behalf of\b|\b(?:on|onto|for|to|at|in|into|with|from|as|because|if|but|so|since|when|who|please)\b/i;

/**
 * Whether a message names an event that is not on: "the website workshop", when there are workshops but none about
 * websites. An unknown word counts only before a word of the programme, or after "about"; anywhere else ("book Sam Field on
 * the briefing, no nuts please") it means something else. Filler words and possible misspellings do not count.
 */
export function namesWhatIsNotOn(text: string, narrowed: Narrowed): boolean {
  const isMissing = missingAmong(narrowed);
  if (!narrowed.unknown.some(isMissing)) return false;
  const known = new Set(narrowed.known);
  const rest = narrowed.days ? text.replace(narrowed.days.words, ' ') : text;
  return rest.split(seam).some((phrase) => {
    const words = wordsOf(phrase);
    const last = words.findLastIndex((word) => known.has(word));
    if (last < 0) return false;
    const about = words.includes('about') ? words.indexOf('about') : words.length;
    return words.some((word, at) => isMissing(word) && (at < last || at > about));
  });
}

/** Whether one of the unknown words does not occur in anything about the matching sessions. */
function missingAmong({ unknown, known, sessions }: Narrowed): (word: string) => boolean {
  const said = new Set(sessions.flatMap(wordsSaidOf));
  const missing = new Set(
    unknown.filter((word) => !isFiller(word) && ![...said, ...known].some((other) => mayBe(other, word))),
  );
  return (word) => missing.has(word);
}

/** A word of any message, also as it is shortened or misspelt on a phone: "teh". */
function isFiller(word: string): boolean {
  return isCommon(word) || isCommon(stemOf(word)) || tokensOf(word).every((written) => isCommon(written));
}

function wordsSaidOf(session: ProgrammeSession): string[] {
  return [...bagOf(session).keys(), ...[session.description, ...session.agenda].flatMap(wordsOf)];
}

/** The same word, a related one ("leaders", "leadership"), or a misspelling. */
function mayBe(known: string, typed: string): boolean {
  if (known === typed) return true;
  if (known.length < 4 || typed.length < 4 || known[0] !== typed[0]) return false;
  return known.startsWith(typed) || typed.startsWith(known) || distance(known, typed) <= typed.length / 3;
}
