import type { Group, Measure, Operation } from '../../domain/figures/figures-query.js';
import type { Phase } from '../../domain/person.js';
import type { Audience } from './figure-names.js';

/** What a phrase asks for. */
export type Effect =
  | { readonly measure: Measure; readonly ofEvents?: true }
  | { readonly operation: Operation }
  | { readonly by: Group }
  | { readonly audience: Audience }
  | { readonly phase: Phase }
  | { readonly says: 'academies' | 'coming' | 'counts' | 'ofEvents' | 'schools' | 'beyond' | 'elsewhere' };

/** What stands before the name of a group, by which something is broken down or of which one is asked for. */
const grouping =
  '(?:by|per|for each|in each|at each|from each|each|every|which|what|broken down by|split by|break ?down by|across (?:the )?)(?: of)?(?: the| our)? ?';

const groupNouns: ReadonlyArray<readonly [Group, string]> = [
  ['venue', '(?:venue|place|site|town|location)s?'],
  ['locality', '(?:locality|localities|localitys|area|areas|patch|patches)'],
  ['district', '(?:district|borough)s?'],
  ['authority', '(?:local authorit(?:y|ies)|la|las|lea|leas|council(?: area)?s?|counties)'],
  [
    'phase',
    '(?:(?:phase|type of school|kind of school|school type|school kind|sector)s?|types of school|kinds of school)',
  ],
  ['trust', '(?:trust|mat)s?'],
  ['year', '(?:academic |school )?years?'],
  ['term', '(?:school )?terms?'],
];

/** How the ends of a scale are called: "the busiest venue", "the quietest ever". */
const most =
  'best|highest|biggest|largest|busiest|fullest|strongest|most popular|best attended|most attended|most well attended';
const least = 'worst|lowest|smallest|quietest|poorest|emptiest|weakest|least popular|worst attended|least attended';
/** "The top three": all of them stand in the table, in order. */
const ofRank = '(?: (?:two|three|four|five|six|ten|\\d{1,2}))?';
const beforeRank = '(?:(?:two|three|four|five|six|ten) )?';
const ofSize = '(?: attend(?:ed|ance)| turn ?out| number(?:s)?(?: of)?| popular| well attended| busy)*';

/**
 * Phrases and what each asks for; what takes more words comes before what takes fewer. Each is looked for among single
 * words with a space round them.
 */
export const phrases: ReadonlyArray<readonly [string, ...Effect[]]> = [
  // What one has been to oneself.
  [
    '(?:have|did|has) (?:i|we|my school|our school) (?:ever |all |actually )?(?:been|attend(?:ed)?|come|gone|go|sent|send)(?: to)?',
    { says: 'elsewhere' },
  ],
  // How somebody begins to ask.
  [
    // "How many can we send" asks what is allowed.
    '(?<!how (?:many|much)(?: \\S+){0,3} )(?:please )?(?:can|could|would|will) (?:you|i|we) (?:please )?(?:just )?(?:tell|give|show|get|let|have|see|know|find|check|look|remind|say|pull|send)(?: me| us)?(?: out| up| know| the| at| again)*',
  ],
  [
    '(?:i|we) (?:just )?(?:need|want|would like|am after|am looking for|am wondering|am trying to find|was wondering|wonder|forget|forgot)(?: to (?:know|see|find|check))?(?: out)?',
  ],
  // "Did anyone from Eastholm come": how many, of whom none may have come.
  [
    '(?:did|was|were|has|have) (?:anyone|anybody|any (?:people|schools?|heads|headteachers|governors|leaders))(?= )',
    { says: 'counts' },
  ],
  ['(?:what is )?(?:the )?(?:split|breakdown|mix) (?:of|between)(?: the)?', { says: 'counts' }],
  // Words that join, where nothing else can be meant by them: "came again" and "also came" ask for the same people twice.
  [
    '(?<=^ (?:(?:and|so|ok) )?)(?:also|again|but)|and also|but(?= (?:how|what|which|who|did|do|was|were|is|are|only|just|not) )',
  ],
  ['(?<! (?:came|come|been|there|back|went|attended|booked|attend|go|book|visited|joined) )(?<=\\S )again(?= $)'],
  // "Only came to Eastholm" says of somebody what they did not do besides.
  [
    '(?:only|solely)(?! (?:‹day› )?(?:ever |been |have |has )*(?:come|came|comes|attend(?:ed|s)?|been|go|goes|went|book(?:ed|s)?|send|sends|sent|turn(?:ed|s)?|join(?:ed|s)?|take|took)\\b)',
  ],
  [
    '(?:(?:at|across|over|for|in) )?all (?:of )?(?:the |our |its |their )?(?:venues|places|sites|sessions|localities|areas|districts)',
  ],
  // "All three of them" is all of them.
  [
    '(?:(?:across|over|at|for|of) )?(?:all|both)(?: of)?(?: (?:the|our|these|those))? (?:two|three|four|five|six|[2-6])(?: of)?(?: the| our)?(?= (?:(?:heads|governors) )?(?:‹[a-z]+›|venues?|places|sites|rounds?) )',
  ],
  ['(?:do|did) you (?:know|have)|any idea|let me know|for (?:my|our|the) (?:report|paper|board|meeting|committee)'],
  // Schools that nobody came from, before the people who booked and did not come.
  [
    '(?:which|what) (?:of (?:the|our) )?schools?(?: (?:of|in|from|around) (?:the )?‹area›)? (?:have |has )?(?:missed|(?:did|have|has) not (?:turn(?:ed)? up|come|came|been|attend(?:ed)?))(?: to| at| for)?',
    { measure: 'absent' },
    { says: 'schools' },
  ],
  // "List the schools in the reading project": their names, or to others how many they are.
  [
    '(?:list|name)(?: me)?(?: all)?(?: of)?(?: the| our)? schools(?= (?:(?:that |which |who )?(?:are |is |were )?(?:in|on|doing|joined|(?:took|taking|take) part in)) (?:the |our )?‹subject› )',
    { measure: 'joined' },
    { says: 'schools' },
    { says: 'counts' },
  ],
  // Schools that are not in what is named: nothing else says so by "not in".
  [
    '(?:are|were|is|was) (?:(?:still |currently )?not (?:yet |currently |even )?(?:in|on|part of|involved in|signed up (?:to|for|on))|missing from|not (?:yet )?(?:doing|taking part in))(?= (?:the |our )?‹subject› )',
    { measure: 'absent' },
    { says: 'coming' },
  ],
  [
    '(?:have|has|had) (?:yet to (?:join|come|take part|sign up)|not (?:yet )?signed up|never (?:signed up|been part|been involved|been))(?: (?:to|for|in|of|on))?(?= (?:the |our )?‹subject› )',
    { measure: 'absent' },
  ],
  ['(?<=‹subject› )(?:project|programme|scheme)'],
  // Who booked and did not come, or came and had not booked.
  [
    '(?:people |heads |governors |leaders )?(?:who |that )?(?:(?:book(?:ed)?|sign(?:ed)? up|register(?:ed)?) (?:a place |on |up )?(?:(?:but|and|who) (?:then )?)?(?:have|has|do|did)?|did|do|had) ?(?:not|never) (?:actually |then )?(?:turn(?:ed)? up|come|came|show(?:ed)?(?: up)?|attend(?:ed)?|make it|made it)',
    { measure: 'missed', ofEvents: true },
  ],
  ['(?:were|was) (?:a )?no ?shows?', { measure: 'missed', ofEvents: true }],
  [
    '(?:no shows?|noshows?|nonattenders|non attend(?:ers|ance)|absentees|absences?|missed it|failed to (?:turn up|attend|show|come)|drop ?outs?)',
    { measure: 'missed', ofEvents: true },
  ],
  [
    '(?:came|come|turned up|walked in|attended|there)?(?: without (?:booking|a booking|having booked)| unbooked| on the day without booking)',
    { measure: 'walk-ins', ofEvents: true },
  ],
  ['(?:walk ?ins?|walked in)', { measure: 'walk-ins', ofEvents: true }],
  [
    '(?:on (?:the|our) )?(?:waiting|wait) ?list(?:ed)?|waitlist(?:ed)?',
    { measure: 'waiting', ofEvents: true },
    { says: 'coming' },
  ],
  ['waiting(?: for(?: a)? (?:place|seat)s?)?', { measure: 'waiting', ofEvents: true }, { says: 'coming' }],
  // Schools that nobody came from.
  [
    '(?:have|has|had|did|do) (?:never|not) (?:ever |yet )?(?:been seen|been|come|came|turned up|turn up|shown up|show up|attend(?:ed)?|sent (?:anyone|anybody|somebody|someone)|send (?:anyone|anybody|somebody|someone)|take part|taken part|took part|engage[d]?|joined|join|sent|send)(?: (?:to |in )?(?:anything|any of them|any))?',
    { measure: 'absent' },
  ],
  [
    '(?:never|not) (?:came|come|been|attended|took part|taken part|sent (?:anyone|anybody)|engaged|turned up|represented|joined)(?: (?:to |in )?anything)?',
    { measure: 'absent' },
  ],
  [
    'sent (?:nobody|no one|noone)|(?:came|took part) (?:to|in) (?:nothing|none)|had (?:nobody|no one) there',
    { measure: 'absent' },
  ],
  [
    '(?:percentage|per ?cent|percent) (?:change|changes|difference|increase|decrease|growth|drop|fall|rise)',
    { operation: 'trend' },
  ],
  // Shares.
  [
    // Of those who booked, not of the schools.
    '(?:turn ?out|show ?up)(?: (?:at|for|of|in|the|‹[a-z]+›))* as (?:a |an? )?(?:percentage|per ?cent|share|proportion)',
    { measure: 'turnout', ofEvents: true },
    { says: 'counts' },
  ],
  [
    '(?:turn ?out|attendance|show ?up|take ?up) (?:rate|percentage|per ?cent|ratio)',
    { measure: 'turnout', ofEvents: true },
    { says: 'counts' },
  ],
  [
    '(?:what |which )?(?:percentage|per ?cent|percent|proportion|share|fraction|how big a share) (?:of )?(?:(?:the )?(?:bookings|people|those|heads|governors|leaders|delegates)(?: who| that)?(?: had)? ?(?:booked|signed up|registered)?)(?: (?:for|in|at|on|to)| the| ‹(?:day|kind|subject|place)›)* (?:and |but )?(?:actually |then )?(?:came|turned up|attended|showed up|come|turn up|show up)',
    { measure: 'turnout', ofEvents: true },
    { says: 'counts' },
  ],
  [
    // Of the people who came, not of the schools.
    '(?:what |which )?(?:percentage|per ?cent|percent|proportion|share|fraction) (?:of )?(?:the |our |all )*(?:people|attendees|attenders|delegates|participants|audience|heads|governors|leaders|those|everyone|who)(?: (?:who|that))?(?: (?:came|attended|were there))?',
    { measure: 'people-share', ofEvents: true },
    { says: 'counts' },
  ],
  [
    '(?:what |which )?(?:percentage|per ?cent|proportion|share|fraction)(?: of)?(?: all| the| our| county)*',
    { measure: 'school-share' },
    { says: 'counts' },
  ],
  ['turn ?out(?: in)?(?: percentage| per ?cent)?', { measure: 'attended', ofEvents: true }, { says: 'counts' }],
  ['(?:different|unique|individual|distinct|separate)|at least (?:one|once)(?: of)?', { measure: 'different' }],
  // Operations.
  [
    '(?:what (?:is|was) the )?(?:on )?(?:average|mean)(?:ly)?(?: number of| attendance)?|on average|typically|typical|usually',
    { operation: 'mean' },
    { says: 'counts' },
  ],
  [
    '(?:in )?(?:total|altogether)(?: number(?: of)?)?|(?:grand )?total|all together|all told|sum of|in all|overall|combined|(?:add(?:ed|ing)?|tot(?:al)?) up|add(?:ed|ing)? together|cumulative(?:ly)?',
    { operation: 'sum' },
    { says: 'counts' },
  ],
  // "The busiest venue": which of them it is.
  ...groupNouns.flatMap(
    ([by, noun]): Array<[string, ...Effect[]]> => [
      [`(?:${most}|top)${ofRank} ${noun}`, { operation: 'most' }, { by }],
      [`(?:${least}|bottom)${ofRank} ${noun}`, { operation: 'least' }, { by }],
    ],
  ),
  // "The three best attended": all of them stand in the table, in order.
  [`${beforeRank}(?:${most}|most|top|greatest|record|maximum|max|peak)(?: ever)?${ofSize}`, { operation: 'most' }],
  [`${beforeRank}(?:${least}|fewest|least|minimum|min)(?: ever)?${ofSize}`, { operation: 'least' }],
  // "Who is down for it" has booked; "numbers are down for it" is a change.
  [
    '(?<!(?:numbers?|attendance|bookings|figures|turnout)(?: (?:are|is|have|has|been))* )(?:(?:are|is|have|has|been|put|their|names?|themselves) )*down (?:for|to come(?: to)?)',
    { measure: 'booked', ofEvents: true },
    { says: 'coming' },
  ],
  [
    '(?:is|are|was|were|has|have|did|does|do|been|it|they|them|we|that|this|attendance|numbers?|bookings|gone|going|go|goes|went|getting|any) (?:(?:it|they|them|we|that|this|attendance|numbers?|bookings|gone|going|go|goes|went|been|any) )*(?:up or down|(?:up|down) on(?: the)?|(?:up|down)|better or worse|better than|better|worse than|worse|higher than|lower than|bigger than|smaller than|improv(?:ed|ing)|growing|grown|rising|risen|falling|fallen|shrinking|shrunk|increas(?:ed|ing)|decreas(?:ed|ing)|declin(?:ed|ing)|drop(?:ped|ping)(?! out)|chang(?:ed|ing))',
    { operation: 'trend' },
  ],
  [
    '(?:up or down|trends?|trending|year on year|over time|over the years|going up|going down|gone up|gone down|growth|growing|falling|rising|increase|increases|increased|increasing|decrease|decreases|decreased|decreasing|decline|declines|declined|declining|(?:dropped|dropping)(?! out)|dwindle|dwindled|dwindling|improve|improved|improving|changed|rose|fell|grew|grown|risen|fallen|shrunk|shrink|rise|fall|grow|drop(?! out))',
    { operation: 'trend' },
  ],
  [
    '(?:(?:what (?:is|was) )?(?:the )?)?(?:difference(?: between| in)?|gap between)|(?:how (?:does|do|did|is) .{0,40}?)?compar(?:e|ed|ing|es|ison)(?: of)?(?: (?:to|with|against|between))?|versus|vs|against|side by side',
    { operation: 'compare' },
  ],
  [
    '(?:more|fewer|less|higher|lower|bigger|smaller|better|worse) (?:(?:people|heads|governors|leaders|schools|delegates|bookings|come|came|attend|attended|turn(?:ed)? up|for|at|in|to|numbers?|attendance|attendees) )*than',
    { operation: 'compare' },
  ],
  [
    '(?:more|fewer|less) (?:people |heads |governors |leaders |schools |delegates )?(?:came|come|coming|turned up|attended|attending|or (?:fewer|less))',
    { operation: 'trend' },
    { measure: 'attended', ofEvents: true },
  ],
  ['(?:than|as many as)', { operation: 'compare' }],
  [
    '(?:more|fewer|less|higher|lower|bigger|larger|smaller|greater|busier|quieter|better attended|fuller)',
    { operation: 'compare' },
  ],
  [
    'good (?:morning|afternoon|evening)|by how much|(?<=‹area› )(?:districts?|boroughs?|councils?|localit(?:y|ies)|areas?)',
  ],
  // Groups.
  ...groupNouns.map(([by, noun]): [string, ...Effect[]] => [`${grouping}${noun}`, { by }]),
  // "Which of the three briefing venues".
  ...groupNouns.map(([by, noun]): [string, ...Effect[]] => [
    `(?:which|what)(?: of)?(?: the| our)?(?: (?:two|three|four|five|six|[2-6]))?(?: heads| governors)?(?: ‹(?:subject|kind|day)›)+ ${noun}`,
    { by },
  ]),
  // The partnership's own area is read as "county": "every county school" is of all of it.
  ['(?:by|per|(?:for|in|from) each|broken down by|split by|break ?down by) county(?! schools?)', { by: 'authority' }],
  ['yearly|annually|every year|year by year', { by: 'year' }],
  ['termly|term by term', { by: 'term' }],
  [
    '(?:by|per|for each|which|what|broken down by|split by|break ?down by)(?: of)?(?: the| our)? ?(?:series|kind of event|type of event)',
    { by: 'series' },
  ],
  ['(?:by|per|for each|in each|each|which|what)(?: of)?(?: the| our)? ?projects?', { by: 'project' }],
  [
    '(?:by|per|for each|at each|in each|each|every|which|what)(?: of)?(?: the| our)? ?(?:one|round|event|session|‹kind›|‹subject›)s?',
    { by: 'event' },
  ],
  ['(?:where|in which place) (?:did|were|was)', { by: 'venue' }],
  // Measures.
  ['(?:school|senior) leaders', { audience: 'heads' }],
  ['head ?teachers?|heads|hts?|principals|leaders|execs', { audience: 'heads' }],
  // One of several roles of whom a series is for: who came is not told apart by it.
  ['(?:vice )?chairs?(?: of governors)?(?! ‹(?:kind|subject)›)', { audience: 'governors' }, { says: 'beyond' }],
  ['chairs? of governors|govs?|governors?|chairs|trustees|governing bod(?:y|ies)', { audience: 'governors' }],
  [
    '(?:how many|number of|numbers of|no of) (?:times|events|rounds|sessions|‹kind›|‹subject›) (?:were there|have there been|have been|were|(?:did|have) (?:we|you)(?! (?:ever |all |actually )?(?:been|attend(?:ed)?|come|gone|go|sent|send|booked))|were held|was|took place|ran|have taken|there)(?: had| run| hold| held| have| put on)?',
    { measure: 'held' },
    { says: 'counts' },
  ],
  [
    'have (?:we|you) (?:held|run|put on)|did (?:we|you) (?:hold|run|put on)|were (?:held|run|put on)|have been (?:held|run)|(?:we|you) (?:held|ran)|took place|have taken place|has been held',
    { measure: 'held' },
  ],
  [
    '(?:places|seats|spots|spaces|tickets)(?: have| has)?(?: been)? (?:gone|taken|booked|filled|reserved|sold|used)(?: up)?',
    { measure: 'booked', ofEvents: true },
  ],
  [
    '(?:have |has |had |are |is |were |who )*(?:booked|signed up|registered|reserved|enrolled)(?: on| in| up| onto| for| a place| to come| to)?',
    { measure: 'booked', ofEvents: true },
  ],
  [
    '(?:have |has )?(?:said|say|saying) (?:they|he|she) (?:would|will|are|is) (?:be )?(?:come|coming|attend|attending|there|going|go)(?: to)?',
    { measure: 'booked', ofEvents: true },
    { says: 'coming' },
  ],
  ['bookings|registrations|sign ?ups', { measure: 'booked', ofEvents: true }],
  [
    '(?:are|is|will be) (?:we )?(?:coming|going|attending|expected)|(?:expect(?:ed|ing)?|coming|due|going)(?: to)?|do we have (?:coming|so far)|will (?:come|attend|be there|be coming)',
    { measure: 'booked', ofEvents: true },
    { says: 'coming' },
  ],
  [
    '(?:were |was )?(?:represented|had (?:somebody|someone|anyone|anybody) there|sent (?:somebody|someone|anyone|anybody|people|a head|heads|a governor))',
    { measure: 'schools', ofEvents: true },
  ],
  [
    '(?:have |has |had |did |do |we |actually |really |who |that |usually )*(?:turn(?:ed)? up|show(?:ed)? up|came along|come along|came|come|attend(?:ed|s)?|went|go|been|gone|got (?:to|there)|made it|make it|visited|joined us|through (?:the|our) doors?|(?:were|was) there|in the room|present)(?: to| at| along)?',
    { measure: 'attended', ofEvents: true },
  ],
  [
    'attendances?|attendees|attenders|delegates|head ?count|turn ?out|participants',
    { measure: 'attended', ofEvents: true },
    { says: 'counts' },
  ],
  [
    'how (?:did|does|do) (?=(?:the )?(?:‹place›|‹subject›|‹kind›))|(?<=(?:‹place›|‹subject›|‹kind›) )(?:do|go|fare|get on|perform)(?! (?:you|i|we|they)\\b)',
    { measure: 'attended', ofEvents: true },
    { says: 'counts' },
  ],
  [
    '(?:across|over) (?:all|both)(?: (?:two|three|four|five))?(?: of)?(?: the| our)?(?= (?:‹kind›|‹subject›|venues?|places|sites) )',
  ],
  // What is full, or is not yet, is still to come.
  ['how (?:full|booked up) (?:is|are)', { measure: 'booked', ofEvents: true }, { says: 'coming' }, { says: 'counts' }],
  [
    'how (?:well attended|busy|full|popular|well)(?: was| were| is| are| did)?|well attended',
    { measure: 'attended', ofEvents: true },
    { says: 'counts' },
  ],
  ['(?:is|are|was|were|get|got) there (?:many|lots)', { says: 'counts' }],
  // A place is asked for, not a number.
  ['count (?:me|us) (?:in|out)', { says: 'elsewhere' }],
  [
    '(?:were|was|are|is)?(?: currently| now)? ?(?:taking part|took part|taken part|take part|involved|participating|participate[ds]?|signed|joined|join|doing|do it|did it|done|in it|on it|on board|accepted|admitted|got on|nominated|enrolled|help(?:ed)?|support(?:ed)?|reach(?:ed)?|used?|tried)(?: in| up| on| onto| to)?',
    { measure: 'joined' },
  ],
  ['first[- ]?(?:time|timers?)|new(?:comers?)?', { measure: 'joined-new' }],
  ['academies|academys?', { says: 'academies' }, { says: 'schools' }],
  ['primar(?:y|ies)(?: schools?| heads)?|infant and junior schools', { phase: 'primary' }, { says: 'schools' }],
  ['secondar(?:y|ies)(?: schools?| heads)?', { phase: 'secondary' }, { says: 'schools' }],
  ['special(?: schools?| heads)|specials', { phase: 'special' }, { says: 'schools' }],
  ['nurser(?:y|ies)(?: schools?| heads)?', { phase: 'nursery' }, { says: 'schools' }],
  ['all through(?: schools?| heads)?', { phase: 'all_through' }, { says: 'schools' }],
  ['schools?', { says: 'schools' }],
  // Where whoever asks is, the records of others do not say.
  ['(?:round|around|near|close to) (?:here|us|me)|nearby|locally', { says: 'beyond' }],
  [
    'how many|number of|numbers?|(?:no|nos|nr|num) of|figures?|stats|statistics|tally|count|data(?: on)?|total number',
    { says: 'counts' },
  ],
  // What is asked of a booking to come, of money or of time is not counted here.
  [
    '(?:left|free|available|remaining|capacity|allowed|can|could|may|might|should|cost|costs?|price|pay|paid|fee|minutes|hours|days|weeks|long|strands?|milestones|pupils?|children|kids|students|parents|meetings a|places per|bring|fit|afford|budget|funding|pounds|money|deadline|email|phone|say|said|think|thought|feedback|quotes?|ratings?|rated|scores?|scored|stars|satisfaction|agenda|about what|why|who is|who are|who was|names?|book me|put me|my|mine|i am|i)',
    { says: 'elsewhere' },
  ],
  // Words that lead to a time or a place, and only there.
  ['(?:over|within|during|between|across)(?= (?:(?:the|all|our|a) )*(?:‹[a-z]+›|partnership|county|years?|terms?) )'],
  ['(?:at|of|for) (?:the|this|that|each|any) times?(?= )|(?:in|at|on) (?:the|that|this) (?:same )?places?'],
];
