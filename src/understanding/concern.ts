import { isEnglish } from '../knowledge/english.js';
import type { Likely } from './model.js';

interface Weighable {
  readonly words: readonly string[];
  readonly act: readonly Likely<string>[];
}

const child =
  /\b(pupils?|child|children|boys?|girls?|kids?|my (?:son|daughter|little one)|toddler|infant|student|y(?:ea)?r? ?(?:[1-9]|1[0-3])\b|reception class)\b/i;
const worry =
  /\b(worried|concerned|concern|worry|abus\w*|neglect\w*|bruis\w*|hurt(?:s|ing)?|hit(?:s|ting)?|beat(?:s|en|ing)?|disclos\w*|self.?harm\w*|suicid\w*|wants? to die|groom\w*|touch(?:ed|es|ing)|unsafe|frightened|scared|bull(?:y|ied|ying)|missing|run away|ran away|exploit\w*|domestic|injur\w*|burns?|exclu(?:ded|sion)|not eating|starv\w*)\b/i;
const ofOne =
  /\bone of (?:my|our|the) (?:[\w-]+ ){0,3}(?:pupils|children|boys|girls|kids|students)\b|\b(?:a|my|our|this|the|her|his|their) (?:[\w-]+ ){0,2}(?:pupil|child|boy|girl|kid|son|daughter|student)\b(?!ren)/i;
const namedInYear =
  /\b(?<name>\p{L}[\p{L}'-]+)(?:,? (?:who is |is |from |\()?in |, ?|,? ?\()(?:my |our )?(?:y(?:ea)?r? ?(?:[1-9]|1[0-3])|reception)\b/iu;
const plainConcern =
  /\b(?:safeguarding|child protection|welfare) (?:concern|worry|issue|disclosure|allegation|incident|referral)\b|\b(?:allegation|concern|complaint) (?:about|against) (?:a |one of (?:my|our) )?(?:member of staff|teacher|colleague|head)\b|\b(?:made|had|have|received|heard) (?:a|another) disclosure\b/i;
const general =
  /^(?:what|how many|which|when|where|is there|are there|do you|tell me about|any|who (?:is|are|runs|chairs))\b/i;

/**
 * Whether a clause seems to be about a child or a safeguarding worry. It rather says so once too often: what is taken for one
 * is answered with whom to speak to, and kept nowhere.
 */
export function concernsAChild({ words, act }: Weighable, text: string): boolean {
  if (plainConcern.test(text)) return true;
  const likely = act.find(({ name }) => name === 'concern')?.share ?? 0;
  const named = namesSomebodyInYear(text, likely);
  const isOfOne = ofOne.test(text) || named;
  const inYear = named && !general.test(text);
  if (isOfOne && (worry.test(text) || inYear || /\bmy (?:son|daughter|child)\b/i.test(text))) return true;
  return likely > 0.7 && child.test(text) && (worry.test(text) || !general.test(words.join(' '))) && isOfOne;
}

const notOfOne =
  /\b(?:children|pupils|heads|teachers|leaders|schools|anyone|staff|work|results?|reading|writing|maths) in y/i;

/** Where in the year a thing is: "the heating in Year 4's block". */
const rooms =
  /^(?:['’]?s)? (?:block|class ?rooms?|rooms?|corridors?|buildings?|toilets?|loos?|area|cloak ?rooms?|wing|huts?|roof|ceiling|windows?|doors?|lights?|heating|boiler|radiators?|computers?|laptops?|printer)\b/i;

/** "Jack in Year 4": a name before the year, be it one that is a word as well; "gone off in Year 4" has none. */
const particles = /^(?:off|out|up|down|on|away|back|over|through|again|and|or)$/i;

/** The share of the model from which an ordinary word before the year may be somebody's name: "mark in Year 3 keeps crying". */
const enoughBesideName = 0.25;

function namesSomebodyInYear(text: string, likely: number): boolean {
  const match = namedInYear.exec(text);
  if (!match || notOfOne.test(text)) return false;
  const after = text.slice(match.index + match[0].length);
  const name = match.groups?.name ?? '';
  if (rooms.test(after) || particles.test(name)) return false;
  // A word that is no name only is one where it is written so, or where something is the matter.
  const isWord = !/^\p{Lu}/u.test(name) && isEnglish(name);
  return !isWord || worry.test(text) || likely >= enoughBesideName;
}
