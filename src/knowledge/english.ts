import { isCommon } from './common-words.js';
import { english } from './english-words.js';
import { foreignWords } from './foreign-topics.js';
import { stemOf } from './words.js';

const placeNames = `aberdeen bath bedford belfast birmingham boston bournemouth bradford brighton bristol cambridge cardiff carlisle
cheshire chester cleethorpes cornwall coventry croydon derby devon doncaster dudley durham edinburgh essex exeter gainsborough
glasgow gloucester grantham grimsby hackney horncastle hull ipswich islington kent lambeth lancaster leeds leicester lewisham
london louth luton manchester mansfield newark newcastle norfolk norwich nottingham oldham oxford peterborough plymouth
portsmouth preston reading rotherham rutland salford scunthorpe sheffield shropshire skegness sleaford southampton spalding
stafford stamford stockport suffolk sunderland surrey sussex swindon wakefield wales warwick wolverhampton worcester york`;

const stemsOf = (list: string) => new Set(list.trim().split(/\s+/).map(stemOf));
const englishStems: ReadonlySet<string> = stemsOf(english);
const towns: ReadonlySet<string> = new Set(placeNames.trim().split(/\s+/));
const townStems: ReadonlySet<string> = stemsOf(placeNames);

/** A word of the language, of whatever trade, or one of its larger towns: no misspelling of another word. */
export function isEnglish(word: string): boolean {
  return isOrdinary(word) || townStems.has(stemOf(word));
}

/** They are as much words as towns. */
const alsoWords = new Set(['bath', 'hull', 'reading']);

/** One of the larger towns, and no other word. */
export function isTownAlone(word: string): boolean {
  return towns.has(word) && !alsoWords.has(word);
}

function isOrdinary(word: string): boolean {
  const stem = stemOf(word);
  // "Conferance" has the stem of a common word as well: only what is regularly formed is a form of one.
  const isForm = /(?:s|ed|ing)$/.test(word) && isCommon(stem);
  return isForm || isCommon(word) || foreignWords.has(word) || englishStems.has(stem);
}
