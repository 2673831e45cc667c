import { holds, holdsSomewhere } from '../../../domain/actor.js';
import type { Verb } from '../../../rendering/verbs.js';
import type { Mention } from '../../../understanding/mentions.js';
import type { Reading } from '../../../understanding/reading.js';
import { type WorkAsked, workAsked } from '../../../understanding/running/running-asked.js';
import type { Work } from '../../../understanding/running/running-words.js';
import { tokensOf } from '../../../understanding/tokens.js';
import { mayAsk } from '../../intents.js';
import type { TurnContext } from '../../talk/turn-context.js';
import { intended, type Said } from '../said.js';
import { workOf } from './work-shown.js';

interface Found {
  readonly verb: Verb;
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * What organisers and board members ask for of the work of running the programme, in whatever words: a list, a form or a question
 * comes, filled in, and nothing is done. Whoever runs nothing is not read so.
 */
export function runningSaid(context: TurnContext, reading: Reading, loosely = false): Said | undefined {
  const { actor, services, subject } = context;
  if (!holdsSomewhere(actor, 'board')) return undefined;
  const last = workOf(subject.again?.verb);
  // Of a message that tells more the one clause that asks for it counts: a signature, or a reason, is none.
  const read = [reading.clauses, ...(reading.clauses.length > 1 ? reading.clauses.map((clause) => [clause]) : [])];
  const found = read.reduce<Found | undefined>((first, clauses) => {
    const asked = first ? undefined : workAsked(clauses, last, loosely);
    return first ?? (asked && verbFor(asked, context));
  }, undefined);
  if (!found) return undefined;
  const said = intended(found.verb, { text: reading.text, data: found.data ?? {}, values: {} });
  const isRefused = !loosely && said.intent.refusal !== undefined;
  return mayAsk(said.intent, actor, services) || isRefused ? said : undefined;
}

const wrote =
  /^(?:.* )?(?:what|anything|things|comments) (?:that )?(?:people|everyone|everybody|they|heads|headteachers|governors|delegates|attendees|schools|anyone|the \w+) (?:have |had |has )?(?:wrote|written|put|typed|left|commented|fed back)(?: down)? (?:about|on|for|after|of|at) (.+)$/;

/** "Let me see what people wrote about the briefing": what they said of it, as it is otherwise asked. */
export function asksForWords({ text }: Reading): string | undefined {
  const of = wrote.exec(tokensOf(text).join(' '))?.[1];
  return of && `what did people say about ${of}`;
}

type Choose = (asked: WorkAsked, context: TurnContext) => Found | undefined;

const shows =
  (verb: Verb): Choose =>
  () => ({ verb });

const running = (deed: string): Found => ({ verb: 'organise-meant', data: { deed } });

const verbs: Readonly<Record<Work, Choose>> = {
  quotes: ({ said, undone }) => {
    if (/\b(?:add|enter|write|my)\b/.test(said)) return undefined;
    return { verb: !undone && /\b(?:approved|accepted|used?)\b/.test(said) ? 'approved-quotes' : 'moderate' };
  },
  feedback: ({ said }) =>
    /\b(?:give|leave|my|questions?|do with|happens|why|for what)\b/.test(said)
      ? undefined
      : { verb: 'feedback-results' },
  nominations: shows('nominations'),
  applications: shows('applications'),
  wanting: shows('project-schools'),
  progress: ({ mentions, said }) =>
    names(mentions, 'PROJECT') || /\bprojects?\b/.test(said) ? { verb: 'project-progress' } : undefined,
  register: (asked, context) => registerFor(asked, context),
  door: () => running('door'),
  bookings: ({ mentions, said }) =>
    names(mentions, 'EVENT', 'PLACE') && !/\b(?:my|i|mine|how many|stop|close|open)\b/.test(said)
      ? { verb: 'attendees' }
      : undefined,
  paper: ({ deeds, name }, { subject }) =>
    isThatAsReport(name) && !subject.figures
      ? undefined
      : {
          verb: !deeds.has('make') && (deeds.has('list') || /s$/.test(name)) ? 'papers' : 'committee-report',
        },
  digest: ({ deeds, said }, { actor }) => {
    if (deeds.has('stop') || deeds.has('readers'))
      return { verb: holds(actor, 'organiser') ? 'digest-readers' : 'digest-settings' };
    return { verb: deeds.has('change') || /\b(?:often|when)\b/.test(said) ? 'digest-settings' : 'digest-now' };
  },
  audiences: ({ deeds, said, name }) => {
    if (/\b(?:write|message|email|tell) (?:to )?(?:the|my|our|an?)\b/.test(said)) return { verb: 'audience-write' };
    if (deeds.has('make')) return { verb: 'audience-form' };
    // "What groups are there for small schools" asks for no list that is written to.
    return /^groups?$/.test(name) && !/^(?:show|list|see|open|any|our|my)\b/.test(said)
      ? undefined
      : { verb: 'audiences' };
  },
  templates: ({ deeds }) => ({ verb: deeds.has('make') ? 'template-form' : 'templates' }),
  unanswered: ({ deeds, name }) => ({ verb: name === '' && deeds.has('make') ? 'article-form' : 'unanswered' }),
  tickets: shows('tickets'),
  articles: ({ deeds }) => ({ verb: deeds.has('make') ? 'article-form' : 'articles' }),
  roles: shows('roles'),
  drafts: (asked, { subject }) => {
    const { deeds, name, mentions, said } = asked;
    if (!deeds.has('publish')) return { verb: 'organise-drafts' };
    const toPublish: Found = { verb: 'organise-drafts', data: { deed: 'publish' } };
    // "Publish the draft" names it as well.
    const isNamed = !/publish|live/.test(name) || /\bdrafts?\b/.test(said) || names(mentions, 'EVENT');
    if (isNamed || workOf(subject.again?.verb) === 'drafts') return toPublish;
    const [event] = subject.events;
    return event && names(mentions, 'THAT') ? { verb: 'organise-preview', data: { event } } : undefined;
  },
  badges: shows('badges'),
  rooms: shows('room-sheets'),
  catering: shows('catering'),
  'check-in-code': shows('check-in-code'),
  'to-do': shows('needs-doing'),
  files: ({ deeds }) => (deeds.has('upload') ? { verb: 'import-data' } : undefined),
  waiting: ({ said }, { actor }) =>
    holdsSomewhere(actor, 'organiser') &&
    !/\b(?:i|me|my|us|join|put|add|leave|off|how many|long)\b/.test(
      said.replace(/^(?:can|could|may) (?:i|we) (?:see|have|get) |^(?:show|give|send) (?:me|us) /, ''),
    )
      ? { verb: 'waiting-list' }
      : undefined,
  reminders: ({ mentions, said, name }, { subject }) => {
    const [event] = subject.events;
    if (name === '') return event ? { verb: 'organise-reach', data: { event } } : undefined;
    const asks = /^(?:\w+ )?(?:when|who|whom|how many|has|have|did|will|are|is)\b/.test(said);
    return asks && names(mentions, 'EVENT', 'PLACE') ? { verb: 'organise-reach' } : undefined;
  },
  failed: shows('failed-messages'),
  'new-event': ({ said }) =>
    /\b(?:is|are|any|there|when|what|which)\b/.test(said) ? undefined : { verb: 'organise-new' },
  places: ({ deeds, said, name, mentions }) =>
    (deeds.has('change') || !/^(?:places|seats|spaces|chairs|capacity|number of)/.test(name)) &&
    !names(mentions, 'ROLE', 'PERSON') &&
    !/\b(?:i|me|my|us)\b/.test(said)
      ? running('places')
      : undefined,
  state: ({ mentions }) => (names(mentions, 'EVENT') ? running('edit') : undefined),
};

const verbFor: Choose = (asked, context) => verbs[asked.work](asked, context);

/** "As a report": of the figures that were shown. */
function isThatAsReport(name: string): boolean {
  return name.startsWith('as a');
}

function names(mentions: readonly Mention[], ...kinds: readonly Mention['kind'][]): boolean {
  return mentions.some(({ kind }) => kinds.includes(kind));
}

/** Of what is still to come a register is a list for the door; of what was, it is marked or read from a file. */
function registerFor({ deeds, name, said, mentions }: WorkAsked, { subject }: TurnContext): Found | undefined {
  if (deeds.has('record') || deeds.has('upload') || /\badd\b/.test(said)) return { verb: 'attendance' };
  if (!/^(?:registers?|sign|signing|signed|attendance \w)/.test(name)) return undefined;
  const isToCome = names(mentions, 'EVENT', 'PLACE') || subject.events.length > 0 || /\bprint/.test(said);
  return isToCome ? running('door') : { verb: 'attendance' };
}
