import { randomUUID } from 'node:crypto';
import { Memory } from '../../app/memory.js';
import { recogniseAccount } from '../../app/people/people.js';
import { readActor } from '../../app/people/read-actor.js';
import type { KeptContext } from '../../app/turns/claim-turns.js';
import type { OpenTurn } from '../../app/turns/open-turn.js';
import { createTurnStore } from '../../app/turns/turn-store.js';
import { DatabaseSilent, unlessSilent } from '../../app/turns/unless-silent.js';
import { talkOf } from '../../domain/account.js';
import { describeFault } from '../../domain/describe-fault.js';
import type { Log } from '../../service/log.js';
import type { TurnOutcome } from '../../telemetry/figures.js';
import { inSpan } from '../../telemetry/spans.js';
import { onTrail } from '../../telemetry/trail.js';
import { personasCard } from '../everyday/playground.js';
import { welcomeCard } from '../everyday/small-talk.js';
import { mayAsk, offerNearest } from '../intents.js';
import { withWayBackToSetup } from '../setup/way-back.js';
import { withCare } from '../talk/free-words.js';
import type { Intent } from '../talk/intent.js';
import { mentionedIn, sayNames } from '../talk/mentions.js';
import { pageOf, pageWanted } from '../talk/pages.js';
import { isPrivate, type MentionedPerson, type PlainReply, type Reply, type Turn } from '../talk/turn.js';
import {
  type Answer,
  readSubject,
  refuse,
  type Services,
  type Subject,
  type TurnContext,
  type TurnRequest,
} from '../talk/turn-context.js';
import { tidyInput } from '../talk/typed.js';
import { choiceOffered } from './choosing/choice-offered.js';
import { remembered } from './remembered.js';
import { noteEffects, runAndResume, stepsToSayWhoIAm } from './run-intent.js';
import type { Said } from './said.js';
import { understandAction } from './understand.js';
import { understandSaid } from './understand-said.js';

/** The replies to a turn, and how it ended. */
export interface TurnAnswer {
  readonly replies: readonly Reply[];
  /** The verb of what was asked, `arrived`, or `none` where that was not found out. */
  readonly intent: string;
  readonly outcome: TurnOutcome;
}
export type AnswerTurn = (turn: Turn) => Promise<TurnAnswer>;

/** The conversation: takes a turn, returns replies. Never throws: whoever asked gets an apology. */
export function createAnswering(services: Services, log: Log): AnswerTurn {
  const turns = createTurnStore(services.core);
  const answerOpened = async (turn: Turn, opened: OpenTurn): Promise<TurnAnswer> => {
    const started = performance.now();
    const { verb, outcome, replies, keep } = await unlessSilent(services.core, answerTurn(services, turn, opened));
    await inSpan('close turn', {}, () => turns.close(opened, keep)).catch((fault) => {
      // The turn is done and answered; at worst the platform delivers it again.
      log.error({ verb, fault: describeFault(fault), turn: turn.input.kind }, 'turn answered, not closed');
    });
    if (outcome === 'refused') log.warn({ asked: 'verb' in turn.input ? turn.input.verb : 'said' }, 'act refused');
    log.info({ verb, outcome, turn: turn.input.kind, ms: Math.round(performance.now() - started) }, 'turn answered');
    return { intent: verb, outcome, replies: replies.map(withCare) };
  };
  return async (received) => {
    const turn = { ...received, input: tidyInput(received.input) };
    let opened: OpenTurn | 'redelivered' | undefined;
    try {
      opened = await inSpan('claim turn', {}, () => turns.open(turn));
      if (opened === 'redelivered') return { intent: 'none', outcome: 'redelivered', replies: [{ kind: 'nothing' }] };
      const { accountId } = opened.actor;
      const claimed = opened;
      return await onTrail({ accountId }, () => answerOpened(turn, claimed));
    } catch (fault) {
      const reference = randomUUID().slice(0, 8);
      log.error({ reference, fault: describeFault(fault), turn: turn.input.kind }, 'turn failed');
      const closing =
        opened && opened !== 'redelivered'
          ? turns.close(opened, withoutOpenQuestion(turn, opened)).catch(() => undefined)
          : undefined;
      // The apology does not wait for a database that says nothing.
      if (!(fault instanceof DatabaseSilent)) await closing;
      const reply: Reply = { kind: 'text', text: apology(reference), ...(opened ? {} : { unopened: true }) };
      return { intent: 'none', outcome: 'failed', replies: [reply] };
    }
  };
}

/** Whoever got an apology for an answer may say "yes" or "try again": a question from before it must not be answered by that. */
function withoutOpenQuestion(turn: Turn, { actor, context }: OpenTurn): KeptContext | undefined {
  const { pending, choosing, choices, ...state } = readSubject(context);
  if (!pending && !choosing && !choices) return undefined;
  return { accountId: actor.accountId, place: talkOf(turn.place), state };
}

function apology(reference: string): string {
  return `Sorry, something went wrong on my side. Please try again; what was already booked is safe. If it happens again, give the organisers this reference: ${reference}.`;
}

interface Answered {
  readonly verb: string;
  readonly outcome: TurnOutcome;
  readonly replies: readonly Reply[];
  readonly keep?: KeptContext;
}

async function answerTurn(services: Services, turn: Turn, opened: OpenTurn): Promise<Answered> {
  const context = turnContext(services, turn, opened);
  if (turn.input.kind === 'arrived') return { verb: 'arrived', outcome: 'answered', replies: await welcome(context) };
  const understood = await understand(context, turn.input);
  if (!understood) {
    const { replies } = offerNearest(['whats-on', 'book', 'my-bookings']);
    return { verb: 'none', outcome: 'not-understood', replies };
  }
  return answerUnderstood(context, understood);
}

function turnContext(services: Services, turn: Turn, { actor, context }: OpenTurn): TurnContext {
  const { clock, timeZone } = services.core;
  return {
    services,
    turn,
    actor,
    subject: readSubject(context),
    now: clock.now(),
    zone: timeZone,
    memory: new Memory(),
  };
}

async function understand(
  context: TurnContext,
  input: Exclude<Turn['input'], { kind: 'arrived' }>,
): Promise<Said | undefined> {
  return input.kind === 'said'
    ? naming(await understandSaid(context, input.text), mentionedIn(context.turn))
    : understandAction(input);
}

/** What was asked, with the names of those whom the message mentions. */
function naming(said: Said, mentioned: readonly MentionedPerson[]): Said {
  if (mentioned.length === 0) return said;
  const { request, also } = said;
  const data = Object.fromEntries(
    Object.entries(request.data).map(([key, value]) => [key, sayNames(value, mentioned)]),
  );
  return {
    ...said,
    request: { ...request, text: sayNames(request.text, mentioned), data },
    ...(also ? { also: naming(also, mentioned) } : {}),
  };
}

/** Answers what was understood; and, after it, what else the same message asked for. */
async function answerUnderstood(context: TurnContext, understood: Said): Promise<Answered> {
  const first = await answerOne(context, understood);
  if (!understood.also) return first;
  const next = await answerOne(
    { ...context, subject: readSubject(first.keep?.state ?? context.subject) },
    understood.also,
  );
  return {
    ...next,
    verb: first.verb,
    replies: [...first.replies, ...next.replies],
    ...(first.keep ? { keep: first.keep } : {}),
  };
}

async function answerOne(context: TurnContext, understood: Said): Promise<Answered> {
  const { core } = context.services;
  if (!mayAsk(understood.intent, context.actor, context.services)) {
    const { verb, refusal } = understood.intent;
    const refused = refuse(verb, refusal);
    await noteEffects(core, context, refused);
    return { verb, outcome: 'refused', replies: refused.replies };
  }
  const answer = await inSpan(`intent ${understood.intent.verb}`, {}, async () => {
    const known = await recognise(context, understood.intent);
    const done = await runAndResume(known, understood.intent, understood.request);
    return withWayBackToSetup(known, understood.intent.verb, done);
  });
  const next = answer.subject ?? withoutStaleQuestion(context.subject, understood.intent);
  const turned = { before: context.subject, did: understood, answer };
  const subject = remembered(withChoice(next, context.subject, answer), turned);
  await noteEffects(core, context, answer);
  const { accountId } = context.actor;
  const paged = inPages(withCount(answer.replies, understood.request), understood.request);
  return {
    verb: understood.intent.verb,
    outcome: outcomeOf(answer),
    replies: keepPersonal(context, understood.intent, paged),
    ...(subject
      ? {
          keep: {
            accountId,
            place: talkOf(context.turn.place),
            state: { ...(answer.subject ? asShown(subject, answer.replies, paged) : subject), ...understood.keep },
          },
        }
      : {}),
  };
}

function outcomeOf({ refused, unanswered }: Answer): TurnOutcome {
  if (refused) return 'refused';
  return unanswered ? 'not-understood' : 'answered';
}

/** Before anything personal: somebody known from another platform is the same person here, if this one vouches for them. */
async function recognise(context: TurnContext, intent: Intent): Promise<TurnContext> {
  const { turn, actor, services } = context;
  if (!intent.personal || actor.personId !== null || services.personas || !turn.vouchedEmail) return context;
  const known = await recogniseAccount(services.core, actor, await turn.vouchedEmail());
  return known ? { ...context, actor: await readActor(services.core, actor) } : context;
}

/**
 * A question such as "Cancel your place?" waits for the next words only: a "yes" to something later must not answer it.
 * Saying who one is may take several steps.
 */
function withoutStaleQuestion(subject: Subject, intent: Intent): Subject | undefined {
  if ((!subject.pending && !subject.choosing) || stepsToSayWhoIAm.has(intent.verb)) return undefined;
  const { pending: _, choosing: __, ...rest } = subject;
  return rest;
}

/** A list that asks "Which one?" is answered by the next words, or by none. */
function withChoice(kept: Subject | undefined, before: Subject, { replies }: Answer): Subject | undefined {
  if (kept?.choosing) return kept;
  const choosing = choiceOffered(replies);
  return choosing ? { ...(kept ?? before), pending: undefined, choices: undefined, choosing } : kept;
}

async function welcome(context: TurnContext): Promise<readonly Reply[]> {
  const cards = [
    await welcomeCard(context),
    ...(context.services.personas && context.turn.place.kind === 'personal' ? [personasCard(context)] : []),
  ];
  return cards.map((card) => ({ kind: 'card', card }));
}

/** "How many nominations are there": how long their list is, where its heading does not say so. */
function withCount(replies: readonly PlainReply[], { text: asked }: TurnRequest): readonly PlainReply[] {
  if (!/\bhow many\b/i.test(asked)) return replies;
  return replies.map((reply) => {
    const [heading, ...rest] = reply.kind === 'card' ? reply.card.blocks : [];
    const [list, ...others] = rest.filter((block) => block.kind === 'list');
    if (reply.kind !== 'card' || heading?.kind !== 'heading' || list?.kind !== 'list' || others.length > 0)
      return reply;
    if (/\d/.test(heading.text) || !list.items.every(({ action }) => action?.kind === 'act' && action.label === 'Open'))
      return reply;
    const count = { kind: 'text', text: `${list.items.length} in all.` } as const;
    return {
      ...reply,
      card: { ...reply.card, fallback: `${count.text} ${reply.card.fallback}`, blocks: [heading, count, ...rest] },
    };
  });
}

function inPages(replies: readonly PlainReply[], { data }: TurnRequest): readonly PlainReply[] {
  const page = pageWanted(data);
  return replies.map((reply) => (reply.kind === 'card' ? { ...reply, card: pageOf(reply.card, page) } : reply));
}

/** Of a list in pages, "the first one" is the first of the page that is read. */
function asShown(subject: Subject, whole: readonly PlainReply[], paged: readonly PlainReply[]): Subject {
  const listed = new Set(eventsListed(whole));
  const shown = new Set(eventsListed(paged));
  // What was talked of before the list stays: a list of organisers says nothing of which one is meant.
  if (subject.events.length < 2 || shown.size === listed.size) return subject;
  return { ...subject, events: subject.events.filter((event) => shown.has(event) || !listed.has(event)) };
}

/** Ids of the events that lists have a button for. */
function eventsListed(replies: readonly PlainReply[]): readonly string[] {
  const blocks = replies.flatMap((reply) => (reply.kind === 'card' ? reply.card.blocks : []));
  const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  return items.flatMap(({ action }) => (action?.kind === 'act' ? (action.data?.event ?? []) : []));
}

/** Where others read, what is personal goes to the asker's own chat. */
function keepPersonal(context: TurnContext, intent: Intent, replies: readonly PlainReply[]): readonly Reply[] {
  if (!intent.personal || isPrivate(context.turn)) return replies;
  return [
    {
      kind: 'aside',
      replies,
      notice: 'I have answered in your own chat with me.',
      unreachable: 'That is between us: please open a chat with me and ask there.',
    },
  ];
}
