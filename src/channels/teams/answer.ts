import type { InvokeResponse } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import { turnKey } from '../../app/turns/open-turn.js';
import type { PlainReply, Reply, Respond, Turn } from '../../conversation/talk/turn.js';
import type { TeamsSettings } from '../../settings/config.js';
import { onTrail } from '../../telemetry/trail.js';
import type { AnswerLost } from '../port.js';
import type { StaffroomTeamsAdapter } from './adapter.js';
import { answerAlone, isDoneAmongOthers, plainOf } from './answer-alone.js';
import type { ChannelNames } from './channel-names.js';
import { asksAsGuest, whyNotGuests } from './guests.js';
import type { Inbound } from './ingress.js';
import { answerInvoke, fault, notice, unchanged } from './invoke.js';
import { type Mailbox, openPersonalChat, post, renderMessage, statusOf, withRetries } from './messages.js';
import { readTurn } from './read-turn.js';
import { withSuggestions } from './suggestions.js';
import { teamsWords } from './teams-words.js';
import { vouchedEmail } from './vouched-email.js';

/** Teams gives up on an invoke after five seconds. */
const invokeWithinMs = 4_500;
/** It gives up on a message after fifteen, and whoever wrote it sees that something is written. */
const messageWithinMs = 12_000;

interface Answering {
  readonly adapter: StaffroomTeamsAdapter;
  readonly respond: Respond;
  readonly settings: TeamsSettings | undefined;
  /** Called with work that may outlast its request. */
  readonly track: (work: Promise<unknown>) => void;
  readonly lost: AnswerLost;
  readonly names: ChannelNames;
}

/**
 * Answers one activity: asks the conversation and posts its replies.
 * @returns what an invoke answers; undefined for the other kinds, and for an invoke that is not ours
 */
export async function answer(answering: Answering, inbound: Inbound): Promise<InvokeResponse | undefined> {
  const { activity, log } = inbound;
  if (asksAsGuest(activity)) return answerGuest(answering, inbound);
  const reading = readTurn(activity, inbound.store);
  if ('ignored' in reading) {
    log.debug({ activity: activity.type, reason: reading.ignored }, 'activity ignored');
    return activity.name === 'adaptiveCard/action' ? fault('BadRequest', teamsWords.buttonGone) : undefined;
  }
  const connector = await answering.adapter.connector(activity.serviceUrl);
  const turn: Turn = {
    ...reading.turn,
    place: await answering.names.named(reading.turn.place, activity.serviceUrl),
    vouchedEmail: () => {
      const member = {
        conversation: activity.conversation.id,
        id: activity.from.id,
        tenant: reading.turn.account.tenant,
      };
      return vouchedEmail(connector, member, answering.settings, log);
    },
  };
  const asks = answering.settings !== undefined && turn.place.kind === 'personal';
  const speaker: Speaker = { connector, inbound, turn, lost: answering.lost, asks };
  return onTrail({ activity: turnKey(turn.account, turn.id) }, () =>
    answerSpeaker(answering, speaker, reading.keepsCard),
  );
}

/** One sentence that says why there is no answer, where they can read it. */
async function answerGuest({ adapter }: Answering, { activity, log }: Inbound): Promise<InvokeResponse | undefined> {
  log.info({ activity: activity.type }, 'a guest without an account was told why there is no answer');
  if (activity.type === 'invoke') return notice(whyNotGuests);
  const connector = await adapter.connector(activity.serviceUrl);
  const here = { connector, conversationId: activity.conversation.id, botId: activity.recipient.id };
  await withRetries(() => post(here, renderMessage({ kind: 'text', text: whyNotGuests })));
  return undefined;
}

async function answerSpeaker(
  answering: Answering,
  speaker: Speaker,
  keepsCard: boolean,
): Promise<InvokeResponse | undefined> {
  const asked = ask(answering.respond, speaker);
  answering.track(asked);
  if (speaker.inbound.activity.type === 'invoke') {
    return isDoneAmongOthers(speaker.turn)
      ? answerAmongOthers(answering, speaker, asked)
      : answerInTime(answering, speaker, asked, keepsCard);
  }
  // Teams would send the message again for a fault of ours, and it was heard.
  await sayInTime(answering, speaker, asked).catch(logLost(speaker));
  return undefined;
}

interface Speaker {
  readonly connector: ConnectorClient;
  readonly inbound: Inbound;
  readonly turn: Turn;
  readonly lost: AnswerLost;
  /** Whether forms may have fields for which Teams asks while somebody types: it does in a chat with the bot, the Playground does not. */
  readonly asks: boolean;
}

/** `respond` promises not to throw; if it does, the person hears so, and the log has the stack. */
async function ask(respond: Respond, { turn, inbound }: Speaker): Promise<readonly Reply[]> {
  try {
    return await respond(turn);
  } catch (error) {
    inbound.log.error({ err: error, turn: turn.id }, 'a turn failed');
    return [{ kind: 'text', text: apology }];
  }
}

const apology = teamsWords.wentWrong;

/** Whoever waits too long hears that the answer will follow, and Teams gets its response. */
async function sayInTime(answering: Answering, speaker: Speaker, asked: Promise<readonly Reply[]>): Promise<void> {
  const replies = await orLate(asked, messageWithinMs);
  if (replies !== 'late') {
    await say(speaker, replies);
    return;
  }
  answering.track(asked.then((said) => say(speaker, said)).catch(logLost(speaker)));
  // The answer itself may get through.
  await say(speaker, [{ kind: 'text', text: takesLonger }]).catch(() => undefined);
}

const takesLonger = teamsWords.takesLonger;

/** The invoke is answered in time in any case; what comes later is posted as messages. */
async function answerInTime(
  answering: Answering,
  speaker: Speaker,
  asked: Promise<readonly Reply[]>,
  keepsCard: boolean,
): Promise<InvokeResponse> {
  const until = performance.now() + invokeWithinMs;
  const replies = await orLate(asked);
  if (replies === 'late') {
    answering.track(asked.then((said) => say(speaker, said)).catch(logLost(speaker)));
    return notice(takesLonger);
  }
  const { response, rest } = answerInvoke(replies, keepsCard, speaker.asks);
  const posted = sayBeside(speaker, rest, response).catch(async (error: unknown) => {
    await logLost(speaker)(error);
    return response ?? fault('InternalServerError', apology);
  });
  answering.track(posted);
  const outcome = await orLate(posted, until - performance.now());
  return outcome === 'late' ? (response ?? unchanged(true)) : outcome;
}

/** As `answerInTime`, on a card that others see: nothing of it is posted for them. */
async function answerAmongOthers(
  answering: Answering,
  speaker: Speaker,
  asked: Promise<readonly Reply[]>,
): Promise<InvokeResponse> {
  const until = performance.now() + invokeWithinMs;
  const replies = await orLate(asked);
  if (replies === 'late') {
    answering.track(asked.then((said) => sayInOwnChat(speaker, plainOf(said))).catch(logLost(speaker)));
    return notice(followsInOwnChat);
  }
  const answered = answerBySide(speaker, replies).catch(async (error: unknown) => {
    await logLost(speaker)(error);
    return fault('InternalServerError', apology);
  });
  answering.track(answered);
  const outcome = await orLate(answered, until - performance.now());
  return outcome === 'late' ? notice(followsInOwnChat) : outcome;
}

const followsInOwnChat = teamsWords.takesLongerInOwnChat;

/** What is personal goes to the own chat, and the rest is shown in the place of the card, to this person. */
async function answerBySide(speaker: Speaker, replies: readonly Reply[]): Promise<InvokeResponse> {
  const shown: Reply[] = [];
  for (const reply of replies)
    shown.push(reply.kind === 'aside' ? { kind: 'text', text: await sayAside(speaker, reply) } : reply);
  return answerAlone(shown);
}

/** An aborted wait would make an error, with its stack, for every press of a button. */
async function orLate<T>(work: Promise<T>, ms = invokeWithinMs): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Posts what the answer to a pressed button says beside it. That something went to the person's own chat is a line
 * below the card which only they see: a card in a channel may be pressed by many.
 */
async function sayBeside(
  speaker: Speaker,
  rest: readonly Reply[],
  response: InvokeResponse | undefined,
): Promise<InvokeResponse> {
  const notices: string[] = [];
  for (const reply of rest) {
    if (reply.kind === 'aside') notices.push(await sayAside(speaker, reply));
    else await say(speaker, [reply]);
  }
  if (!response && notices.length > 0) return notice(notices.join(' '));
  if (!response) return unchanged(rest.some((reply) => reply.kind !== 'nothing'));
  await say(
    speaker,
    notices.map((text) => ({ kind: 'text', text })),
  );
  return response;
}

/** Posts in the order given, where the turn happened. @throws when Teams takes none of it */
async function say(speaker: Speaker, replies: readonly Reply[]): Promise<void> {
  // A button of an older client arrives as a message: its answer is no less for whoever pressed it.
  if (isDoneAmongOthers(speaker.turn)) return sayInOwnChat(speaker, plainOf(replies));
  const here = mailbox(speaker, speaker.inbound.activity.conversation.id);
  // Teams shows suggestions in a chat with the bot alone, and below words alone.
  const suggests = speaker.turn.place.kind === 'personal' && replies.every(({ kind }) => kind === 'text');
  for (const [at, reply] of replies.entries()) {
    if (reply.kind === 'nothing') continue;
    const plain: PlainReply = reply.kind === 'aside' ? { kind: 'text', text: await sayAside(speaker, reply) } : reply;
    const message = renderMessage(plain, speaker.asks);
    const shown = suggests && at === replies.length - 1 ? withSuggestions(message, speaker.turn.transportId) : message;
    await withRetries(() => post(here, shown));
  }
}

/** Posts in the person's own chat. @returns what to say where it was asked */
async function sayAside(speaker: Speaker, aside: Extract<Reply, { kind: 'aside' }>): Promise<string> {
  const { turn, inbound } = speaker;
  try {
    await sayInOwnChat(speaker, aside.replies);
    return aside.notice;
  } catch (error) {
    inbound.log.warn({ turn: turn.id, status: statusOf(error) }, 'no chat could be opened');
    return aside.unreachable;
  }
}

/** @throws when no chat can be opened, or Teams takes none of it */
async function sayInOwnChat(speaker: Speaker, replies: readonly PlainReply[]): Promise<void> {
  const { connector, turn, inbound } = speaker;
  const who = { botId: inbound.activity.recipient.id, userId: inbound.activity.from.id, tenant: turn.account.tenant };
  const chat = mailbox(speaker, await withRetries(() => openPersonalChat(connector, who)));
  for (const reply of replies) await withRetries(() => post(chat, renderMessage(reply)));
}

function mailbox({ connector, inbound }: Speaker, conversationId: string): Mailbox {
  const refused = (error: unknown) => inbound.log.error({ err: error }, 'Teams refuses a card: it was sent in words');
  return { connector, conversationId, botId: inbound.activity.recipient.id, refused };
}

/** Notes that somebody waits for an answer in vain; what was done for them is told them later. */
function logLost({ inbound, turn, lost }: Speaker): (error: unknown) => Promise<void> {
  return async (error) => {
    inbound.log.error({ err: error, turn: turn.id }, 'an answer could not be posted');
    await lost(turn.account, turn.id).catch((fault: unknown) =>
      inbound.log.error({ err: fault, turn: turn.id }, 'it cannot be told later either'),
    );
  };
}
