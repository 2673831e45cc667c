import { isEnglish } from '../knowledge/english.js';
import type { Likely } from './model.js';

interface Weighable {
  readonly words: readonly string[];
  readonly act: readonly Likely<string>[];
  readonly stance: readonly Likely<string>[];
}

const child =
  /\b(pupils?|child|children|boys?|girls?|kids?|my (?:son|daughter|little one)|toddler|infant|student|lads?|lass(?:es)?|teenagers?|sixth formers?|y(?:ea)?r? ?(?:[1-9]|1[0-3])\b|reception class)\b/i;
const worry =
  /\b(worried|concerned|concern|worry|abus\w*|neglect\w*|bruis\w*|hurt(?:s|ing)?|hit(?:s|ting)?|beat(?:s|en|ing)?|disclos\w*|self.?harm\w*|suicid\w*|wants? to die|groom\w*|touch(?:ed|es|ing)|unsafe|frightened|scared|bull(?:y|ied|ying)|missing|run away|ran away|exploit\w*|domestic|injur\w*|burns?|exclu(?:ded|sion)|not eating|starv\w*)\b/i;
const ofOne =
  /\bone of (?:my|our|the) (?:[\w-]+ ){0,3}(?:pupils|children|boys|girls|kids|students|lads)\b|\b(?:a|an|another|my|our|this|that|the|her|his|their|little) (?:[\w-]+ ){0,2}(?:pupil|child|boy|girl|kid|son|daughter|student|lad|lass|teenager|sixth former)s?\b(?!ren)|\b(?:a|an) y(?:ea)?r? ?(?:[1-9]|1[0-3])\b(?! \w*(?:class|teacher|group|leader|lead|pupils|children|team|block|room))/i;
const namedInYear =
  /\b(?<name>\p{L}[\p{L}'-]+)(?: \p{L}\.?)?(?:,? (?:who is |is |from |\()?in |, ?|,? ?\()(?:my |our )?(?:y(?:ea)?r? ?(?:[1-9]|1[0-3])|reception)\b/iu;
const plainConcern =
  /\b(?:safeguarding|child protection|welfare) (?:concern|worry|issue|disclosure|allegation|incident|referral)\b|\b(?:allegation|concern|complaint) (?:about|against) (?:a |one of (?:my|our) )?(?:member of staff|teacher|colleague|head)\b|\b(?:made|had|have|received|heard) (?:a|another) disclosure\b/i;
/** What is said of no adult and of no event: said at all, outside a question about training for it, it is a worry about somebody. */
const grave =
  /\b(?:self.?harm\w*|suicid\w*|fgm|groom(?:ed|ing)|county lines|disclosures?|disclos(?:ed|es)|at risk register|(?:end|ending) (?:it all|(?:his|her|their) life)|child protection|mash referral|cse|radicali\w+|forced marriage|abus(?:e|ed|es|ing|ive)|neglect(?:ed|s|ful)?|restrain(?:ed|ing|t)?|social services|(?:cut(?:s|ting)?|kill(?:s|ing)?|hurt(?:s|ing)?|harm(?:s|ing)?) (?:him|her|them)sel(?:f|ves)|(?:want|wants|wanted) to (?:die|be alive)|dont want to live|hates? (?:his|her|their) life|(?:scared|afraid|frightened|terrified) (?:to go|of going) home)\b/i;
const ofPreparing =
  /\b(?:training|trained|course|briefings?|conferences?|workshops?|sessions?|events?|projects?|polic(?:y|ies)|guidance|resources|speakers?|booster|plan|plans|data|figures)\b/i;
/** A parent and what is the matter with them, told in the third person. */
const parentInTrouble =
  /\b(?:(?:his|her|their|the) )?(?:mums?|dads?|mother|father|step(?:dad|mum|father|mother)|parents?|uncle|carers?)\b.{0,40}\b(?:drunk|drugs?|high|violent|hits?|hitting|not allowed|isnt allowed|isn['’]?t allowed|no contact|arrested|custody|injunction|locked (?:him|her|them))\b/i;
const family =
  /\b(?:sons?|daughters?|mums?|dads?|step(?:dad|mum)|famil(?:y|ies)|uncle|grandad|siblings?|brothers?|sisters?)\b/i;
const general =
  /^(?:what|how many|which|when|where|is there|are there|do you|tell me about|any|who (?:is|are|runs|chairs))\b/i;

/**
 * Whether a clause seems to be about a child or a safeguarding worry. It rather says so once too often: what is taken for one
 * is answered with whom to speak to, and kept nowhere.
 */
export function concernsAChild({ words, act, stance }: Weighable, text: string): boolean {
  if (plainConcern.test(text) || parentInTrouble.test(text)) return true;
  if (grave.test(text) && !ofPreparing.test(text)) return true;
  const likely = act.find(({ name }) => name === 'concern')?.share ?? 0;
  const named = namesSomebodyInYear(text, likely);
  const isOfOne = ofOne.test(text) || named;
  const inYear = named && !general.test(text);
  const ofOwn = /\bmy (?:son|daughter|child)\b/i.test(text) && !asksForAnAct(act);
  if (isOfOne && (worry.test(text) || inYear || ofOwn)) return true;
  // What the model is all but certain of needs no one child: "her son hasn't come home" is told in a hundred ways.
  const speaksOf = child.test(text) || worry.test(text) || family.test(text);
  if (likely > enoughAlone && speaksOf && tellsOf(act, stance) && !general.test(text)) return true;
  // Of one child, and rather a worry than anything else, however it is put.
  if (isOfOne && (tellsOf(act, stance) || (likely > enoughOfOne && !general.test(text)))) return true;
  return likely > 0.7 && child.test(text) && (worry.test(text) || !general.test(words.join(' '))) && isOfOne;
}

const enoughAlone = 0.9;
const enoughOfOne = 0.6;

/** "Cancel my place, I'm taking my son to hospital": what the bot does is asked for, and why is beside it. */
function asksForAnAct(act: Weighable['act']): boolean {
  const { name = '', share = 0 } = act[0] ?? {};
  return share > 0.6 && /^(?:book|cancel|move|decline|accept|wait|calendar)/.test(name);
}

/** Of one child something is told that asks for nothing that the bot does. */
function tellsOf(act: Weighable['act'], stance: Weighable['stance']): boolean {
  const told = stance.find(({ name }) => name === 'statement')?.share ?? 0;
  return told > 0.6 && (act[0]?.name === 'elsewhere' || act[0]?.name === 'concern');
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
