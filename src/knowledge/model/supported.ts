import { isGrammar } from '../common-words.js';
import { splitWords, stemOf } from '../words.js';

const denial =
  /\b(not|no|never|none|nobody|nothing|neither|nor|cannot|without|refus\w+|forbid\w*|forbidden)\b|n['’]t\b/i;

/** Of a clause's words of substance, the share that one place of the source must have to be what it says. */
const leastShared = 0.5;

interface Said {
  readonly stems: ReadonlySet<string>;
  readonly denies: boolean;
}

/**
 * Whether the source says each clause of a text the same way round: what it denies must be denied there, and what it
 * affirms must not only be denied there. "Schools must not ask the leads" is not what "schools may ask the leads" says.
 */
export function saysTheSameWayRound(text: string, sources: readonly string[]): boolean {
  const places = sources.flatMap(sentencesIn).flatMap(clausesIn).map(said);
  return sentencesIn(text)
    .flatMap(clausesIn)
    .map(said)
    .filter(({ stems }) => stems.size > 0)
    .every((clause) => isSaidIn(clause, places));
}

function isSaidIn(clause: Said, places: readonly Said[]): boolean {
  const about = places
    .map((place) => ({ share: shareOf(clause.stems, place.stems), denies: place.denies }))
    .filter(({ share }) => share >= leastShared);
  if (clause.denies) return about.some(({ denies }) => denies);
  // What is affirmed stands in the place that says most of it.
  const best = Math.max(0, ...about.map(({ share }) => share));
  return about.length === 0 || about.some(({ share, denies }) => share === best && !denies);
}

function sentencesIn(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).filter((part) => part.trim() !== '');
}

function clausesIn(sentence: string): string[] {
  return sentence.split(/[;:,]\s+|\s+(?:and|but|though|although|while|whereas|because|unless)\s+/i);
}

function said(text: string): Said {
  const stems = splitWords(text)
    .filter((word) => !denial.test(word))
    .map(stemOf)
    .filter((stem) => !isGrammar(stem));
  return { stems: new Set(stems), denies: denial.test(text) };
}

function shareOf(wanted: ReadonlySet<string>, had: ReadonlySet<string>): number {
  const shared = [...wanted].filter((stem) => had.has(stem)).length;
  return wanted.size === 0 ? 0 : shared / wanted.size;
}
