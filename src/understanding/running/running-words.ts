/** What those who run the programme ask for beside the events themselves. */
export type Work =
  | 'quotes'
  | 'feedback'
  | 'nominations'
  | 'applications'
  | 'wanting'
  | 'progress'
  | 'register'
  | 'door'
  | 'bookings'
  | 'paper'
  | 'digest'
  | 'audiences'
  | 'templates'
  | 'unanswered'
  | 'tickets'
  | 'articles'
  | 'roles'
  | 'drafts'
  | 'badges'
  | 'catering'
  | 'rooms'
  | 'check-in-code'
  | 'to-do'
  | 'files'
  | 'failed'
  | 'reminders'
  | 'waiting'
  | 'new-event'
  | 'places'
  | 'state';

/** What is to be done with it; to see it is what is meant where nothing else is said. */
export type WorkDeed = 'make' | 'publish' | 'record' | 'upload' | 'stop' | 'readers' | 'settle' | 'change' | 'list';

const people =
  '(?:people|everyone|everybody|anyone|anybody|someone|they|heads|headteachers|governors|schools|delegates|attendees|colleagues)';
const held =
  '(?:event|briefing|conference|workshop|training|training day|course|session|seminar|webinar|forum|masterclass|meeting)';
const body = '(?:committee|board|executive|cabinet|steering group|trustees)';
const account = '(?:report|reports|paper|papers|write up)';
const needs = '(?:needs|requirements|numbers|counts?|totals?|tally|tallies|list|lists|answers)';

const matter = '(?:questions?|queries|things?|anything|something|what|which|ones?|messages?)';
const reply =
  '(?:answer|answered|reply|replied(?: to)?|respond(?:ed)?(?: to)?|deal with|dealt with|got back to|get back to|stuck(?: on)?|stumped(?: by)?)';

/**
 * What each is called, in words as `tokensOf` writes them; what is named first here is taken first. A word that a member would
 * use for something else stands beside one that says whose work it is.
 */
export const workNames: ReadonlyArray<readonly [Work, RegExp]> = [
  ['new-event', new RegExp(`\\b(?:new|another|extra|fresh) (?:\\w+ )?${held}\\b`)],
  [
    'new-event',
    new RegExp(
      `\\b(?:set up|setup|create|make|plan|schedule|put on|organise|arrange|add|run|start) (?:an?|another|one more|some) (?:\\w+ )?(?:\\w+ )?${held}\\b`,
    ),
  ],
  [
    'tickets',
    new RegExp(
      `\\b(?:tickets?|(?:open|waiting|outstanding|new) (?:questions?|queries|enquiries)|(?:questions?|queries|enquiries)(?: waiting| open)?(?: for| to) (?:the |our )?team|(?:any )?(?:questions|queries|enquiries)(?: (?:from|by) ${people})?(?= (?:waiting|open|outstanding|for me|for us|to answer)|$)|${matter}(?: \\w+){0,6}? (?:we|i|us|team)(?: \\w+){0,3}? (?:not|never|still)(?: \\w+){0,3}? ${reply}|${matter}(?: \\w+){0,3} in (?:the|our|my) inbox|(?:who is|${people}) waiting (?:for|on) (?:an? (?:answer|reply|response)|us|me)(?: from \\w+)?|needs? (?:to )?(?:a |an |be )?(?:repl(?:y|ying|ied)|answer(?:ing)?|response)(?: to)?)\\b`,
    ),
  ],
  [
    'unanswered',
    new RegExp(
      `\\b(?:${matter}(?: \\w+){0,6}? (?:not|nobody|no one|none|never|unable|got|get|gets|was|were|failed|struggled)(?: \\w+){0,3}? (?:know|known|understand|understood|help with|${reply})|unanswered(?: questions?| ones?)?)\\b`,
    ),
  ],
  [
    'articles',
    /\b(?:(?<=\b(?:add|write|new|edit|change|update|correct) (?:an? |the |new |our )*)answers?|articles?|faqs?|knowledge base|help pages?)\b/,
  ],
  ['templates', /\b(?:message |e?mail )?templates?\b/],
  [
    'audiences',
    /\b(?:audiences?|(?:saved |mailing |distribution |contact |e?mail )lists?|(?:saved |mailing |e?mail )?groups?)\b/,
  ],
  [
    'quotes',
    /\b(?:quotes?|quotations?|testimonials?|quotable|moderation|moderating|(?:can|could|may|might) (?:we |i )?(?:quote|print|use) (?:in|on|from))\b/,
  ],
  [
    'feedback',
    /\b(?:(?:comments|remarks)(?= (?:on|from|about|after|for|so far))|feedback(?: forms?| results?| responses?| scores?| summary)?|evaluations?(?: forms?| results?)?|survey (?:results?|responses?))\b/,
  ],
  ['nominations', /\b(?:nominations?|nominees?|nominated|(?:been |were |was )?put forward|putting forward)\b/],
  ['applications', /\b(?:applications?|applicants?|applied)\b/],
  [
    'wanting',
    /\b(?:(?:schools?|who|anyone|anybody|ones?)(?: that| which| who)? (?:wants?|wanting|waiting|asked|asking|would like|hoping) to (?:join|take part|be in|sign up)|express(?:ed|es|ing|ions? of)?(?: an?| any| some)? interest|interested schools?|schools? interested|requests? to join)\b/,
  ],
  [
    'progress',
    /\b(?:progress(?: reports?| updates?)?|milestones?|how far (?:is|are|along)|(?:not )?(?:reported|ticked off|finished))\b/,
  ],
  ['badges', /\b(?:name )?(?:badges?|lanyards?)\b/],
  ['rooms', /\broom (?:sheets?|lists?)\b/],
  ['check-in-code', /\b(?:(?:check in|checkin|qr) codes?|codes? (?:up|for))\b/],
  [
    'catering',
    new RegExp(
      `\\b(?:${needs} (?:for|of) (?:the )?(?:catering|caterers?|food|lunch|lunches|buffet)|(?:catering|dietary|diets?|food|lunch|access|allergy)(?: and (?:other|access))? ${needs}|allergies|diets|dietaries|dietary|(?:vegetarians?|vegans?|veggies?|coeliacs?|halal|gluten free|kosher)|catering|who (?:needs?|wants?|is|has asked for|asked for) (?:step free(?: access)?|wheelchair(?: access| user)?|a hearing loop|an interpreter|allergic|vegan|vegetarian|coeliac)|(?:step free|wheelchair|access) (?:access )?(?:needs|requirements|requests?))\\b`,
    ),
  ],
  [
    'paper',
    new RegExp(
      `\\b(?:${body}(?: 's)? ${account}|${account}(?: (?:\\w+ ){0,3}(?:for|to|of) (?:\\w+ ){0,3}${body}(?: meeting)?)|(?:numbers|figures|stats|statistics|something|summary|overview) for (?:\\w+ ){0,2}${body}(?: meeting| papers?| pack)?|${body} (?:pack|briefing note|update|summary)|termly ${account}|(?:last|latest|earlier|previous|old|past) (?:reports?|papers?)|(?:autumn|spring|summer) (?:term )?${account}|as an? (?:\\w+ )?${account}|${account}(?= .*\\b${body}\\b)|(?<=\\b${body}\\b.* )(?:\\w+ )?${account}|(?:it|that|this|them|those) (?:for|to) (?:the |our )?${body})\\b`,
    ),
  ],
  [
    'door',
    /\b(?:(?:door|check in|name|guest|delegate|attendee) (?:lists?|sheets?)|(?:print|send|get|give|download|run off)(?: me| us)?(?: off| out)? (?:the|a|that|my) (?:list|names)|(?:names|list|sheet|people) (?:for|on|at) the door|(?:everyone|everybody|list of (?:names|people|who is)) (?:on|for) the (?:day|list))\b/,
  ],
  [
    'register',
    /\b(?:registers?|sign(?:ing|ed)? in (?:sheets?|lists?)|attendance (?:lists?|sheets?|registers?|records?)|walk ins?|walked in(?: without \w+)?|turned up without \w+|arrivals|absentees|late comers|latecomers|who (?:has )?(?:came|arrived|made it in|come|turned up|was there|were there|attended|showed up|made it|did not (?:come|turn up|attend|show(?: up)?)|was (?:present|absent|missing))|no shows?|attendance)\b/,
  ],
  [
    'digest',
    /\b(?:(?:weekly |monday )?digests?|(?:weekly|monday|monday morning) (?:summary|summaries|round ?up|updates?|e?mails?|numbers|figures|reports?|messages?)|(?:summary|round ?up|numbers|figures|update|report)(?= .*\b(?:each|every) (?:week|monday)\b))\b/,
  ],
  [
    'roles',
    /\b(?:(?:who|anyone|anybody|people)(?: else)? (?:that |who )?(?:can|could|may|is allowed to|has rights to|is able to) (?:edit|change|publish|manage|run|organise|see|cancel) (?:the )?(?:events?|figures|attendance figures|things|everything|it all|programme|reports?|names)|who has (?:access|rights|permission)|roles?|organisers?|administrators?|admins?|board members?|(?:is|are|sits?|sitting) on the (?:board|committee))\b/,
  ],
  [
    'drafts',
    /\b(?:drafts?(?! (?:of|the|a|an|our|my|me|up|report|paper)\b)|unpublished(?: events?| ones?)?|not (?:been )?published(?: yet)?|publish|go live|put live|make live)\b/,
  ],
  ['waiting', /\b(?:waiting|wait|reserve) ?lists?\b/],
  ['reminders', /\breminders?\b/],
  [
    'failed',
    /\b(?:(?:failed|bounced|undelivered|failing) (?:messages?|e?mails?)|(?:messages?|e?mails?)(?: that| which)? (?:failed|bounced|did not (?:arrive|get through|go out|send))|bounces?|bounced|(?:not|never) (?:get|got|receive|received|had) (?:the|my|our|their|an?|any) (?:e?mails?|messages?)|(?:not|never) (?:got|get|gone|go|going) (?:through|out))\b/,
  ],
  [
    'places',
    /\b(?:capacity|number of (?:places|seats)|(?:bigger|larger|smaller) (?:room|venue|hall)|(?:go|put it) (?:up|down) to|(?:make |find )?(?:room|space) for (?=\d|another|more|two|three|four|five|ten|twenty|some)|(?:cap|limit)(?= (?:the|it|at|on|to|EVENT|numbers|bookings|\w+ (?:at|to)))|(?:raise|increase|put|take|lower|cut|reduce|lift|bump|up|size) (?:it|that|them|the (?:limit|cap|number|numbers)|numbers) (?:up |down )?(?:(?=at |for |on )|to|by)|(?:squeeze|fit|let|get|add|put|take)(?: in)?(?: another| an extra)? (?:\d+|two|three|four|five|six|ten|a dozen|a few|some|another)(?: more| extra| others?)?(?= (?:in|into|on|onto|at|to|more))|(?:places|seats|spaces|chairs))\b/,
  ],
  [
    'to-do',
    /\b(?:(?:deal with|sort out|chase up|action)(?= today| now| this|$)|(?:got|have|has) to (?:do|sort|deal with|get done|chase)|to do(?: list)?|todo(?: list)?|outstanding|left to do|on my (?:plate|list|desk)|needs? (?:doing|sorting|attention|dealing with)|need to (?:do|sort|deal with|get done)|jobs(?: list)?|tasks)\b/,
  ],
  [
    'files',
    /\b(?:bulk (?:upload|import)s?|(?:upload|import)s?(?= of)|spreadsheets?|csv(?: file)?|excel(?: file| sheet)?|xlsx|files?|(?:list|lists|sheet) of (?:new |all |our |the )*(?:schools|people|headteachers|heads|staff|governors|guests|events|contacts|clerks)|(?:school|schools|staff|people|contacts?|heads|guest|events?) (?:list|lists|data|register))\b/,
  ],
  ['bookings', /\b(?:bookings?|sign ups?|registrations?|attendees|delegates)\b/],
  [
    'state',
    /(?<=\bhow (?:is|are) .+ )(?:looking|shaping up|filling up|getting on|doing|going|coming along)\b|\b(?:state of play|where (?:are we|do we stand|have we got to|we are) (?:up to )?(?=with|on)|latest(?= on| with| for)|(?:up to speed|update)(?= on| with| for))\b/,
  ],
];

/** Words that say what is to be done with it. */
export const workDeeds: Readonly<Record<WorkDeed, RegExp>> = {
  publish: /\b(?:publish|release|go live|put live|make live|live|launch)\b/,
  record:
    /\b(?:do|mark|marking|take|tick|ticking|tick off|record|recording|enter|entering|put in|fill in|log|note|settle|complete|finish|register)\b/,
  upload:
    /\b(?:attached|here is|heres|here are|take|accept|read in|process|upload|uploading|import|importing|load|loading|bring in|take in|feed in|put in|put on|attach|hand in|send in|drop in|add in|send you|give you|(?:have|has) (?:got |just got )?|got|put|do i do with)\b/,
  make: /\b(?:turn (?:\w+ ){0,4}into|make|create|add|new|write|draft|draw up|prepare|pull together|produce|generate|build|set up|put together|compile|run off|knock up|knock together|work up|save)\b/,
  stop: /\b(?:stop|stopping|end|cancel|unsubscribe|turn off|switch off|no more|not|remove)\b/,
  readers: /\b(?:who|whom)\b/,
  settle: /\b(?:approve|approved|accepted|used)\b/,
  change:
    /\b(?:add|increase|raise|reduce|cut|lower|lift|change|alter|edit|update|set|squeeze|fit|open up|go up|go down|free up|bigger|larger|smaller)\b/,
  list: /\b(?:list|find|which|last|latest|earlier|previous|old)\b/,
};

/** Words that are of no subject: what is left of a request once its work, its deed and its names are taken out. */
export const passing: ReadonlySet<string> = new Set(
  `their often attendance half yearly termly annual i you we they me us my our your the a an any some all both more of for to on in at from with by into and or so as ok yes please can could would
will shall may might do does did is are was were am be been being has have had got get go there that which who whom what when where how
much many this these those it its them one ones out up off over down through now yet still today tomorrow week month term thanks thank just also
again here let like love need needs want wants see show list view open give send tell find pull bring look check check count know print printed printing
print off download make sure wondering hello hi hey right lovely need able waiting pending left back far new latest recent current currently moment far
come came coming booked people everyone everybody anyone anybody someone somebody heads schools school event events number numbers total
quick quickly asap soon first last next each every way time do doing done using use us 's if possible help looking
too either ready already before after since between until half hour minutes deal deals sort sorted sorting through get gets getting
receive receives received gone going go goes given handed put puts decide decided decision decisions moderate moderated moderation review reviewed reviewing sign clear approval
anything something everything their they reads read reading without in use used places seats spaces only year stage state status position situation happening next point else same approve approved approving accept accepted published publish email emails mail mailed weekly monday another ten twenty dozen few couple bigger larger smaller room venue hall up
project projects progress lets headteachers headteacher governors governor clerks chairs staff teachers leaders members colleagues autumn spring summer running run manage managing update updated reported made`.split(
    /\s+/,
  ),
);

/** What says that it waits for a decision, though it denies something. */
export const undone =
  /\bnot (?:yet )?(?:been |had |yet )*(?:approved|moderated|decided|reviewed|checked|accepted|replied|answered|published|used|looked at|dealt with|seen|given|sent|filled|completed|done|reported|made|returned)(?: yet)?\b/;
