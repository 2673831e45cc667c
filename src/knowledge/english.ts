import { isCommon } from './common-words.js';
import { english } from './english-words.js';
import { foreignWords } from './foreign-topics.js';
import { isPlaceName } from './places.js';
import { stemOf } from './words.js';

const englishStems: ReadonlySet<string> = new Set(english.trim().split(/\s+/).map(stemOf));

/** A word of the language, of whatever trade, or one of its larger towns: no misspelling of another word. */
export function isEnglish(word: string): boolean {
  return isOrdinary(word) || isPlaceName(stemOf(word));
}

function isOrdinary(word: string): boolean {
  const stem = stemOf(word);
  // "Conferance" has the stem of a common word as well: only what is regularly formed is a form of one.
  const isForm = /(?:s|ed|ing)$/.test(word) && isCommon(stem);
  return isForm || isCommon(word) || foreignWords.has(word) || englishStems.has(stem);
}
