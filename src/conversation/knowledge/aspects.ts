import { isGrammar } from '../../knowledge/common-words.js';
import { splitWords, stemOf } from '../../knowledge/words.js';

/** What a question asks about a series, an event or a project. */
export type Aspect =
  /** How many came. */
  | 'attendance'
  /** Whether attendance is rising or falling. */
  | 'trend'
  /** How many schools, which share of them, how many are new. */
  | 'schools'
  /** Whether the user's own school is in it. */
  | 'mine'
  /** What people said in feedback. */
  | 'said'
  /** How it was rated, in numbers. */
  | 'rated'
  /** When it was last on. */
  | 'held'
  /** Its effect. */
  | 'results'
  | 'when'
  | 'places'
  | 'cost'
  | 'audience'
  | 'runs'
  | 'strands'
  | 'deadline'
  | 'milestones'
  /** Its page on the web. */
  | 'web';

const counted = 'attendances?|turn ?out|numbers|take ?up|participation';
const moved =
  '(?:gone|going|goes|went|is|are) (?:up|down)|increas\\w*|decreas\\w*|declin\\w*|ris(?:e|es|ing|en)|rose|fall(?:s|ing|en)?|fell|grow(?:s|ing|n|th)?|grew|drop(?:s|ped|ping)?|dwindl\\w*|trends?|chang(?:e|ed|ing)|over (?:time|the years)|year on year|compar\\w*|improv\\w*';

/** Tried in this order, the more specific first. */
const patterns: ReadonlyArray<readonly [Aspect, RegExp]> = [
  // What is allowed is no count of who came.
  [
    'places',
    /\bhow many (of us |people |places |governors |staff )?(can|may|could) (i|we|you|one|a school|each school|come|go|attend|send)\b/,
  ],
  // How it was rated is no count of those who came.
  [
    'rated',
    new RegExp(`\\b(?:feedback|ratings?)\\b.*\\b(?:${moved})\\b|\\b(?:${moved})\\b.*\\b(?:feedback|ratings?)\\b`),
  ],
  ['rated', /\bfeedback\b.*\b(scores?|average)\b|\baverage (of|in|for)\b.*\bfeedback\b/],
  [
    'rated',
    /\b(satisf(ied|action)|ratings?|rated|rate (?:it|the|our|this|that)|scores?|scored|stars|how (happy|pleased) (was|were))\b|\bwell (liked|received)\b/,
  ],
  ['trend', new RegExp(`\\b(?:${counted})\\b.*\\b(?:${moved})\\b|\\b(?:${moved})\\b.*\\b(?:${counted})\\b`)],
  [
    'trend',
    /\b(more|fewer|less) (people|heads|leaders|governors|schools)\b.*\b(coming|come|came|attend\w*|than|going)\b/,
  ],
  [
    'trend',
    /\b(gone|going) (up|down)\b|\btrends?\b|\bmore popular\b|\b(has|have|is|are) .*\b(grown|growing|risen|rising|fallen|falling|shrunk|shrinking)\b/,
  ],
  ['mine', /\b(is|was|has|did|does) (my|our) (school|academy)\b/],
  [
    'mine',
    /\b(are|were|have) we\b.*\b(in|part|signed|registered|enrolled|applied|joined|taking part|doing|involved|taken part)\b/,
  ],
  ['mine', /\bdid we\b.*\b(sign|take part|join|register|enrol|apply|applied)\w*\b/],
  [
    'said',
    /\bwhat (did|do|have|has|are|were) (the |other )?\w+( who (went|came|took part|attended))? (say|said|saying|think|thought|thinking)\b/,
  ],
  [
    'said',
    /\b(quotes?|testimonials?|feedback|comments|reviews? from|what was said)\b.*\b(on|about|from|of|for)\b|\bany (quotes?|feedback|comments)\b/,
  ],
  ['schools', /\bhow many (schools|academies)\b.*\b(came|come|attend\w*|went|were there|turned up|represented)\b/],
  [
    'attendance',
    /\bhow many\b.*\b(came|come|attend|attended|attending|went|turned up|showed up|were there|was there|got there|delegates|booked)\b/,
  ],
  [
    'attendance',
    /\bhow many\b(?! (schools|academies|places|seats|spaces|times|weeks|days|strands|milestones)\b).*\b(at|to)\b/,
  ],
  ['attendance', /\battendances?\b|\bturn ?out\b|\bhow well attended\b|\battendance (figures|numbers)\b|\bhow busy\b/],
  ['attendance', /^(and )?how many( people| were there| came| attended)?\??$/],
  [
    'places',
    /\b(sold out|fully booked|full|places? left|seats? left|spaces?|availability|how many (places|seats|spaces|spots)|any (places|room|seats)|still (places|room|available))\b/,
  ],
  [
    'schools',
    /\bhow many\b.*\b(schools?|academ(y|ies)|primar(y|ies)|secondar(y|ies)|people|leaders|heads|teachers|take part|took part|taking part|taken part|signed up|sign up|involved|joined|registered|do it|are in)\b/,
  ],
  [
    'schools',
    /\b(share|percentage|per ?cent|proportion|what fraction)\b|%|\bby (?:phase|district|trust)\b|\bnew schools?\b|\bhow popular\b|\b(take ?up|uptake|participation)\b/,
  ],
  [
    'schools',
    /\bwhich (schools|academies|primaries|secondaries)\b.*\b(in|take|took|taken|part|joined|signed|registered|do|doing|done)\b|\bwho('s| is| has| have)? (takes?|took|taken|taking|signed|joined|registered)\b/,
  ],
  [
    'deadline',
    /\b(deadlines?|closing date|by when|last day|how long (do|have) (i|we)|when (do|does|is|must) .*\b(clos\w*|sign up|register|apply|join|decide)\b|until when|too late)\b/,
  ],
  [
    'results',
    /\b(did \w+ (really |actually )?(work|help|achieve)|results?|impact|outcomes?|(the|a|any|what) difference|(how much|how far) (did|has|have|had) (\w+ ){1,3}(go|gone|rise|risen|improve|improved|increase|increased)( up)?|attainment|progress|(close|closed|closes|closing|narrow\w*) the gap|how well (does|did|has))\b/,
  ],
  [
    'held',
    /\bwhen (was|were|did)\b|\b(last|previous|latest|most recent) (one|time|round|briefing|conference|workshop|training|event|leadership|governor|annual)\b/,
  ],
  [
    'milestones',
    /\bmilestones?\b|\bwhat (do|must|will) (we|schools) (have to|need to) do\b|\bwhat does it involve\b|\bsteps\b/,
  ],
  [
    'web',
    /\b(web ?(site|page|address)|home ?page|url|online page)\b|\b(read|find out|learn|see|look up) more\b|\b(has|have|is there|got) .*\b(link|page)\b|\blink (to|for)\b/,
  ],
  ['strands', /\b(strands?|options|choices|topics|themes)\b/],
  [
    'runs',
    /\bwho(?:'s| is| are)? (runs?|leads?|organis\w+|in charge|running|leading|behind|responsible|provides?|delivers?)\b|\brun by\b|\bwho .*\b(contact|organis\w+)\b/,
  ],
  [
    'cost',
    /\b(cost|costs|price|prices|fee|fees|free|charge|charged|pay|how much (is|are|does it|do they|will it|would it|for))\b|\bhow much (does|do|did|will)\b.*\bcost\b/,
  ],
  [
    'audience',
    /\bwho (is|are|was) (it|they|this|that|the .*) for\b|\bwho (can|may|should) (come|attend|join|go|take part|apply)\b|\bis it (only )?for\b|\bcan (governors|deputies|teachers|anybody|anyone) (come|go|attend|join)\b/,
  ],
  [
    'when',
    /^(and )?(when|where|what time|which (day|date|venue))\b|\bwhen('?s| is| are| do| does)\b|\bwhere('?s| is| are)\b|\bwhat (time|date|day)\b|\b(next|dates?|venues?)\b/,
  ],
];

/** What is asked of whatever it is asked of; undefined: what it is. @param words as `plainWords` leaves them */
export function aspectInWords(words: string): Aspect | undefined {
  return patterns.find(([, pattern]) => pattern.test(words))?.[0];
}

export function isAspect(word: string | undefined): word is Aspect {
  return word !== undefined && patterns.some(([aspect]) => aspect === word);
}

/** Each as it is and by its stem. */
function wordSet(words: string): ReadonlySet<string> {
  return new Set(splitWords(words).flatMap((word) => [word, stemOf(word)]));
}

/** Words that ask for an aspect and name nothing. */
const askingWords = wordSet(
  'attend attended attending attendance delegates since turnout turned showed came went there many number numbers figure figures gone up down trend rise rising rose fall falling fell grow grew growing grown increase increased decrease decreased popular percentage percent per cent share proportion school schools academy academies primary primaries secondary secondaries special specials nursery nurseries people heads leaders governors taking part took taken joined join joining signed sign registered register enrolled applied already got yet chance hope involved in it said say saying think thought feedback quote quotes comments cost costs price free charge pay fee much sold out full places place left seats spaces booked who runs run leads lead charge organises organised when where time date dates venue deadline closing closes close milestones strands options website webpage homepage url link read learn next new still available one ones that this they them those my our is for apply last year ever so far each every phase district districts trust trusts first second third two three',
);

const askingHowMany = /^(and |so )?(how many|((what('s| is| are) )?the )?(total )?numbers? of)\b/;
/** Kinds of people and schools, and words that say where and that they are there. */
const wholeKinds = wordSet(
  'pupil pupils child children student students youngster youngsters teacher teachers assistants head heads headteacher headteachers leaders governor governors staff parent parents family families people school schools academy academies primary primaries secondary secondaries special specials nursery nurseries infant infants junior juniors maintained state faith church rural small',
);
const thereIs = wordSet(
  'roll county partnership countywide area areas region country district districts authority council local total altogether overall exist live lives living work works working go goes going teach teaching employed currently present today whole',
);

/**
 * The kinds of which everybody is counted ("how many pupils are on roll?"), which is asked of no event and no project.
 * @param words as `plainWords` leaves them
 * @returns undefined when anything else is asked for
 */
export function kindsCounted(words: string): string[] | undefined {
  const asked = askingHowMany.exec(words);
  if (!asked) return undefined;
  const rest = splitWords(words.slice(asked[0].length));
  const isSmall = (word: string) => isGrammar(word) || isGrammar(stemOf(word));
  const kinds = rest.filter((word) => wholeKinds.has(word));
  const says = rest.some((word) => thereIs.has(word)) || /\b(are|is) there\b|\bdo (we|you) have\b/.test(words);
  const counts =
    (kinds.length > 1 || (kinds.length === 1 && says)) &&
    rest.every((word) => wholeKinds.has(word) || thereIs.has(word) || isSmall(word));
  return counts ? kinds : undefined;
}

/**
 * Whether a message names no subject, so that it must be about what was mentioned before: "how many came?", "is it free?".
 */
export function namesNothing(words: string): boolean {
  return splitWords(words).every((word) => askingWords.has(word) || isGrammar(stemOf(word)) || isGrammar(word));
}
