import { randomUUID } from 'node:crypto';
import { noteQuotesShown } from '../app/approved-quotes.js';
import { recordRefusal } from '../app/audit.js';
import type { Core } from '../app/core.js';
import { Memory } from '../app/memory.js';
import type { OpenTurn } from '../app/open-turn.js';
import { recogniseAccount } from '../app/people.js';
import type { KeptContext } from '../app/turn-claims.js';
import { createTurnStore, readActor } from '../app/turns.js';
import { countUnanswered } from '../app/unanswered.js';
import { normalise } from '../knowledge/question.js';
import type { Log } from '../log.js';
import { type Intent, intentOf, mayAsk, offerNearest } from './intents.js';
import { type Answer, type Ask, type Desk, readSubject, refuse, type Subject, type Talk } from './talk.js';
import { personasCard } from './topics/playground.js';
import { welcomeCard } from './topics/small-talk.js';
import type { PlainReply, Reply, Respond, Turn } from './turn.js';
import { tidyInput } from './typed.js';
import { understandAction } from './understand.js';
import { type Said, understandSaid } from './understand-said.js';

/** The conversation: one turn in, what to say out. */
export function createRespond(desk: Desk, log: Log): Respond {
  const turns = createTurnStore(desk.core);
  return async (received) => {
    const turn = { ...received, input: tidyInput(received.input) };
    const started = performance.now();
    let opened: OpenTurn | 'redelivered' | undefined;
    try {
      opened = await turns.open(turn);
      if (opened === 'redelivered') return [{ kind: 'nothing' }];
      const { verb, replies, keep } = await answerTurn(desk, turn, opened);
      await turns.close(opened, keep).catch((fault) => {
        // What was done is done, and is told: the turn comes again at most.
        log.error({ verb, fault: describeFault(fault), turn: turn.input.kind }, 'turn answered, not closed');
      });
      const { accountId } = opened.actor;
      if (verb === 'refused')
        log.warn({ accountId, asked: 'verb' in turn.input ? turn.input.verb : 'said' }, 'act refused');
      log.info({ verb, turn: turn.input.kind, ms: Math.round(performance.now() - started) }, 'turn answered');
      return replies;
    } catch (fault) {
      const reference = randomUUID().slice(0, 8);
      log.error({ reference, fault: describeFault(fault), turn: turn.input.kind }, 'turn failed');
      if (opened && opened !== 'redelivered') await turns.close(opened).catch(() => undefined);
      return [{ kind: 'text', text: apology(reference), ...(opened ? {} : { unopened: true }) }];
    }
  };
}

function apology(reference: string): string {
  return `Sorry, something went wrong on my side. Please try again; what was already booked is safe. If it happens again, give the organisers this reference: ${reference}.`;
}

/** What may be logged of a fault: its kind and where, and its message only when it is one of ours, which name no people. */
function describeFault(fault: unknown): object {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
  const at = fault.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8);
  const own = fault.constructor === Error || fault instanceof TypeError || fault instanceof RangeError;
  return { kind: fault.constructor.name, code, at, ...(own ? { message: fault.message } : {}) };
}

interface Answered {
  /** For the log. */
  readonly verb: string;
  readonly replies: readonly Reply[];
  readonly keep?: KeptContext;
}

async function answerTurn(desk: Desk, turn: Turn, opened: OpenTurn): Promise<Answered> {
  const talk = beginTalk(desk, turn, opened);
  if (turn.input.kind === 'arrived') return { verb: 'arrived', replies: welcome(talk) };
  const understood = await understand(talk, turn.input);
  if (!understood) return { verb: 'lost', replies: offerNearest(['whats-on', 'book', 'my-bookings']).replies };
  return answerUnderstood(talk, understood);
}

function beginTalk(desk: Desk, turn: Turn, { actor, context }: OpenTurn): Talk {
  const { clock, timeZone } = desk.core;
  return { desk, turn, actor, subject: readSubject(context), now: clock.now(), zone: timeZone, memory: new Memory() };
}

async function understand(talk: Talk, input: Exclude<Turn['input'], { kind: 'arrived' }>): Promise<Said | undefined> {
  return input.kind === 'said' ? understandSaid(talk, input.text) : understandAction(input);
}

async function answerUnderstood(talk: Talk, understood: Said): Promise<Answered> {
  const { core } = talk.desk;
  if (!mayAsk(understood.intent, talk.actor, talk.desk)) {
    const { verb, refusal } = understood.intent;
    const refused = refuse(verb, refusal);
    await noteEffects(core, talk, refused);
    return { verb: 'refused', replies: refused.replies };
  }
  const answer = await runAndResume(await recognise(talk, understood.intent), understood.intent, understood.ask);
  const subject = answer.subject ?? withoutStaleQuestion(talk.subject, understood.intent);
  await noteEffects(core, talk, answer);
  const { accountId } = talk.actor;
  return {
    verb: answer.refused ? 'refused' : understood.intent.verb,
    replies: keepPersonal(talk, understood.intent, answer.replies),
    ...(subject ? { keep: { accountId, place: talk.turn.place.id, state: { ...subject, ...understood.keep } } } : {}),
  };
}

/** Before anything personal: somebody known from another platform is the same person here, if this one vouches for them. */
async function recognise(talk: Talk, intent: Intent): Promise<Talk> {
  const { turn, actor, desk } = talk;
  if (!intent.personal || actor.personId !== null || desk.personas || !turn.vouchedEmail) return talk;
  const known = await recogniseAccount(desk.core, actor, await turn.vouchedEmail());
  return known ? { ...talk, actor: await readActor(desk.core, actor) } : talk;
}

const stepsToSayWhoIAm = new Set(['who-am-i', 'change-school', 'find-school', 'choose-school']);

/**
 * A question such as "Cancel your place?" waits for the next words only: a "yes" to something later must not answer it.
 * Saying who one is may take several steps.
 */
function withoutStaleQuestion(subject: Subject, intent: Intent): Subject | undefined {
  if (!subject.pending || stepsToSayWhoIAm.has(intent.verb)) return undefined;
  const { pending: _, ...rest } = subject;
  return rest;
}

/** What an answer leaves behind: a question that got none is counted, a quote that was shown and a refusal are noted. */
async function noteEffects(core: Core, { actor }: Talk, answer: Answer): Promise<void> {
  const { unanswered, refused, quoted = [] } = answer;
  if (refused) await recordRefusal(core, actor, refused);
  if (unanswered) await countUnanswered(core, { question: unanswered, normalised: normalise(unanswered) });
  if (quoted.length > 0) await noteQuotesShown(core, quoted);
}

/** Answers; and when that told us who asks, does what they wanted before we knew. */
async function runAndResume(talk: Talk, intent: Intent, ask: Ask): Promise<Answer> {
  const answer = await intent.run(talk, ask);
  const { pending } = talk.subject;
  const next = answer.resume && pending ? intentOf(pending.verb) : undefined;
  if (!next || !pending) return answer;
  const known: Talk = {
    ...talk,
    actor: await readActor(talk.desk.core, talk.actor),
    subject: { events: talk.subject.events },
  };
  const resumed = await next.run(known, { text: '', data: pending.data, values: {} });
  return { ...resumed, replies: [...answer.replies, ...resumed.replies] };
}

function welcome(talk: Talk): readonly Reply[] {
  const cards = [
    welcomeCard(talk),
    ...(talk.desk.personas && talk.turn.place.kind === 'personal' ? [personasCard(talk)] : []),
  ];
  return cards.map((card) => ({ kind: 'card', card }));
}

/** Where others read, what is personal goes to the asker's own chat. */
function keepPersonal(talk: Talk, intent: Intent, replies: readonly PlainReply[]): readonly Reply[] {
  if (!intent.personal || talk.turn.place.kind === 'personal') return replies;
  return [
    {
      kind: 'aside',
      replies,
      notice: 'I have answered in your own chat with me.',
      unreachable: 'That is between us: please open a chat with me and ask there.',
    },
  ];
}
