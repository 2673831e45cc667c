import { distance } from 'fastest-levenshtein';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { isCommon } from '../../knowledge/common-words.js';
import { stemOf } from '../../knowledge/words.js';
import { bagOf, type Narrowed, wordsOf } from './programme-words.js';

/** Where what is to be booked ends, and who comes, when or why begins. "About" ends nothing: it goes on with the name. */
const seam =
  /[,.;:!?()–—]|\bon behalf of\b|\b(?:on|onto|for|to|at|in|into|with|from|as|because|if|but|so|since|when|who|please)\b/i;

/**
 * Whether words name an event that is not on: "the website workshop" where there are workshops, and nothing of websites. A
 * word with a subject of its own tells one event from another when it stands before what the programme knows, or after
 * "about"; anywhere else ("book Sam Field on the briefing, no nuts please") it speaks of something else. Words of no
 * subject, and those that may be a known one misspelt, tell nothing.
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

/** Of the words that no title has: whether one is foreign to all that is said of what the others name. */
function missingAmong({ unknown, known, sessions }: Narrowed): (word: string) => boolean {
  const said = new Set(sessions.flatMap(wordsSaidOf));
  const missing = new Set(
    unknown.filter(
      (word) => !isCommon(word) && !isCommon(stemOf(word)) && ![...said, ...known].some((other) => mayBe(other, word)),
    ),
  );
  return (word) => missing.has(word);
}

function wordsSaidOf(session: ProgrammeSession): string[] {
  return [...bagOf(session).keys(), ...[session.description, ...session.agenda].flatMap(wordsOf)];
}

/** One word for the other, another of its family ("leaders", "leadership"), or badly misspelt. */
function mayBe(known: string, typed: string): boolean {
  if (known === typed) return true;
  if (known.length < 4 || typed.length < 4 || known[0] !== typed[0]) return false;
  return known.startsWith(typed) || typed.startsWith(known) || distance(known, typed) <= typed.length / 3;
}
