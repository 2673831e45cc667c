import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../../app/core.js';
import { storedChatOf } from '../../app/messages/destinations.js';
import { noteTrouble } from '../../app/messages/platform-trouble.js';
import type { Reply, Respond, Turn } from '../../conversation/talk/turn.js';
import type { AccountKey } from '../../domain/account.js';
import { renderText } from '../../rendering/block-kit.js';
import type { Log } from '../../service/log.js';
import type { AnswerLost } from '../port.js';
import type { Threads } from './assistant/threads.js';
import type { Directory } from './directory.js';
import { describeFault, faultOf } from './faults.js';
import { type ModalOpener, openerForTrigger, openerForView } from './forms/modal-opener.js';
import { OPEN_FORM, readKeptForm } from './forms/prompt-for-form.js';
import { answerView } from './forms/views.js';
import type { HomeTabs } from './home-tabs.js';
import type { Messenger } from './messenger.js';
import { readFilePath, SEND_FILE } from './own-files/file-buttons.js';
import type { FileSending, SendFile } from './own-files/send-file.js';
import { present, type Scene } from './present.js';
import { RetryRequested } from './request-deadline.js';
import { isSeenAlone, type ReplyTarget, type SlackInput } from './slack-input.js';
import { slackWords } from './slack-words.js';
import type { ReadWorkspace } from './workspace.js';

/** What the Slack channel needs to answer. */
export interface Slack {
  readonly core: Core;
  readonly respond: Respond;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly workspace: ReadWorkspace;
  readonly homes: HomeTabs;
  readonly threads: Threads;
  readonly sendFile: SendFile;
  readonly lost: AnswerLost;
  readonly log: Log;
}

/** `redelivered`: this action has been answered, or is being answered, by another delivery. */
export type Outcome = 'answered' | 'redelivered';

/** A slower answer finds a waiting modal open, because the trigger would have expired. Milliseconds. */
const openModalAfterMs = 800;

/** Why somebody is not served. */
type NotServed = 'stranger' | 'unknown';

const notServedTexts: Readonly<Record<NotServed, string>> = {
  stranger: slackWords.otherOrganisation,
  unknown: slackWords.notToldWhoYouAre,
};

const faultText = slackWords.notLetAnswer;

/**
 * Asks the conversation for replies and shows them where the person is looking. Before anything was done, a fault is said at the
 * response address, if there is one.
 */
export async function answer(slack: Slack, action: SlackInput): Promise<Outcome> {
  const caller = await identifyCaller(slack, action).catch(async (error: unknown) => {
    const { responseUrl } = action;
    if (responseUrl) await slack.messenger.respond(responseUrl, renderText(faultText), false).catch(() => undefined);
    throw error;
  });
  return slack.threads.whileWorking(action.target, () => answerCaller(slack, action, caller));
}

async function answerCaller(slack: Slack, action: SlackInput, caller: Caller | NotServed): Promise<Outcome> {
  if (typeof caller === 'string') {
    await refuseCaller(slack, action, caller);
    return 'answered';
  }
  const opener = openerOf(slack, action);
  const scene: Scene = { ...slack, ...caller, target: action.target, ...(opener ? { opener } : {}) };
  return withModalHeldOpen(action, opener, async () => {
    if (action.input.kind === 'clicked' && action.input.verb === OPEN_FORM) {
      await openKeptForm(scene, action.input.data.draft ?? '');
      return 'answered';
    }
    if (action.input.kind === 'clicked' && action.input.verb === SEND_FILE) {
      await sendOwnFile(slack, scene, action.input.data.path);
      return 'answered';
    }
    const turn = turnOf(slack, await withNames(slack, action), caller);
    const replies = await withWaitingNote(slack, action, () => slack.respond(turn));
    if (action.comesAgain && replies.some((reply) => reply.kind === 'text' && reply.unopened))
      throw new RetryRequested();
    if (!(await presentOrLog(scene, replies)) && !(await showOtherwise(scene, action, replies)))
      await tellLater(slack, caller.account, action.id);
    if (replies.every((reply) => reply.kind === 'nothing')) return 'redelivered';
    slack.homes.refreshSoon(caller.account);
    return 'answered';
  });
}

/**
 * What was done is done, whether Slack takes the answer or not: the request is over and must not be retried.
 * @returns whether it was shown
 */
export async function presentOrLog(scene: Scene, replies: readonly Reply[]): Promise<boolean> {
  try {
    await present(scene, replies);
    return true;
  } catch (error) {
    const fault = faultOf(error);
    scene.log.error({ fault: describeFault(error) }, 'an answer could not be shown');
    if (fault.kind === 'sign-in' && fault.everywhere) await noteTroubleOrLog(scene, fault.code);
    return false;
  }
}

async function noteTroubleOrLog({ core, account, log }: Scene, code: string): Promise<void> {
  const { platform, tenant } = account;
  await noteTrouble(core, { platform, tenant }, code).catch((error: unknown) =>
    log.error({ fault: describeFault(error) }, 'the trouble with Slack could not be noted'),
  );
}

/**
 * A message could not be posted: the answer is shown at the response address, which needs no token, or else in a modal, or, where
 * a channel takes nothing from us, in the own chat.
 * @returns whether it was shown
 */
async function showOtherwise(scene: Scene, action: SlackInput, replies: readonly Reply[]): Promise<boolean> {
  const said = replies.flatMap((reply) =>
    reply.kind === 'nothing' ? [] : reply.kind === 'aside' ? [...reply.replies] : [reply],
  );
  const { responseUrl } = action;
  const { opener, ...rest } = scene;
  if (said.length === 0) return false;
  if (responseUrl) {
    const target: ReplyTarget = { kind: 'ephemeral', responseUrl, used: false };
    if (await presentOrLog({ ...rest, target }, said)) return true;
  }
  if (await opener?.show(answerView(said, scene.place, { kind: 'modal' }))) return true;
  if (scene.target.kind !== 'chat' || !scene.target.open) return false;
  const channel = await scene.messenger.openChat(scene.account.user).catch(() => undefined);
  if (channel === undefined) return false;
  const own: Scene = { ...rest, target: { kind: 'chat', channel, open: false } };
  return presentOrLog(own, [{ kind: 'text', text: slackWords.cannotWriteThere }, ...said]);
}

/** Slack shows nothing of a press that takes long: after this somebody reads that it is being worked on. Milliseconds. */
const waitingNoteAfterMs = 2_000;
const waitingNote = slackWords.takesLonger;

async function withWaitingNote<Answered>(
  { messenger, log }: Slack,
  { responseUrl, opensForm, target }: SlackInput,
  work: () => Promise<Answered>,
): Promise<Answered> {
  if (!responseUrl || opensForm || target.kind === 'modal') return work();
  const timer = setTimeout(() => {
    messenger
      .respond(responseUrl, renderText(waitingNote), false)
      .catch((error: unknown) => log.warn({ fault: describeFault(error) }, 'nobody could be asked to wait'));
  }, waitingNoteAfterMs);
  return work().finally(() => clearTimeout(timer));
}

/** What was done for somebody whom the answer did not reach is told them when Slack takes messages again. */
export async function tellLater({ lost, log }: Slack, account: AccountKey, turnId: string): Promise<void> {
  await lost(account, turnId).catch((error: unknown) =>
    log.error({ fault: describeFault(error) }, 'it cannot be told later either'),
  );
}

/** A person in our workspace. */
export interface Caller {
  readonly account: AccountKey;
  readonly place: Turn['place'];
  readonly displayName: string;
}

/**
 * Only people in the workspace of the bot token, or in the same Enterprise Grid organisation, are served. Through Slack Connect
 * others see its channels, but their identity is vouched for by their own administrators, whom we do not trust.
 * @returns why not, for anybody else
 */
export async function identifyCaller(slack: Slack, action: SlackInput): Promise<Caller | NotServed> {
  const { team } = await slack.workspace();
  const member = await memberOf(slack, action.user, action.team);
  if (typeof member === 'string') return member;
  const account: AccountKey = { platform: 'slack', tenant: team, user: action.user };
  return {
    account,
    place: await placeOf(slack, action, account),
    displayName: member.name ?? action.name ?? 'Colleague',
  };
}

/** @param ofTeam the person's workspace, as the payload has it */
async function memberOf(
  { directory, workspace }: Slack,
  user: string,
  ofTeam: string | undefined,
): Promise<{ readonly name: string | undefined } | NotServed> {
  const { team, enterprise } = await workspace();
  // On its own, a workspace has nobody of another one.
  if (enterprise === undefined && ofTeam !== undefined && ofTeam !== team) return 'stranger';
  const member = await directory.find(user);
  if (member?.ours === false) return 'stranger';
  if (member === undefined && ofTeam !== team) return 'unknown';
  return { name: member?.name };
}

/** Whether somebody is served; see `identifyCaller`. */
export async function servesUser(slack: Slack, user: string, ofTeam: string | undefined): Promise<boolean> {
  return typeof (await memberOf(slack, user, ofTeam)) !== 'string';
}

/** Slack does not send a channel's name with a message. */
async function placeOf(slack: Slack, action: SlackInput, account: AccountKey): Promise<Turn['place']> {
  const { place } = action;
  const { directory } = slack;
  const typedIn = place ? undefined : await channelOf(slack, action.typedIn);
  if (typedIn) return typedIn;
  if (!place) return { kind: 'personal', id: await chatOf(slack, account) };
  if (place.kind !== 'channel' || place.name) return place;
  const name = await directory.channelName(place.id);
  return name ? { ...place, name } : place;
}

/** A channel that the bot is in, as the place of a command typed there. */
async function channelOf({ directory }: Slack, id: string | undefined): Promise<Turn['place'] | undefined> {
  const channel = id === undefined ? undefined : await directory.channel(id);
  if (id === undefined || !channel?.isMember) return undefined;
  const { name } = channel;
  return name ? { kind: 'channel', id, name } : { kind: 'group', id };
}

/** Slack mentions people by their ids alone. */
export async function withNames({ directory }: Slack, action: SlackInput): Promise<SlackInput> {
  const { input } = action;
  if ((input.kind !== 'said' && input.kind !== 'submitted') || !input.mentioned) return action;
  const mentioned = await Promise.all(
    input.mentioned.map(async ({ id, name }) => ({
      id,
      name: (await directory.find(id))?.name ?? (name || 'Somebody'),
    })),
  );
  return { ...action, input: { ...input, mentioned } };
}

/** Their own chat with the bot: as it was stored, where Slack opens none. @throws when there was none either */
async function chatOf({ core, messenger }: Slack, account: AccountKey): Promise<string> {
  try {
    return await messenger.openChat(account.user);
  } catch (error) {
    const stored = await storedChatOf(core.prisma, account);
    if (stored === undefined) throw error;
    return stored;
  }
}

/** The action as a turn of the conversation. */
export function turnOf(slack: Slack, action: SlackInput, caller: Caller): Turn {
  const { account, place, displayName } = caller;
  const vouchedEmail = () => slack.directory.vouchedEmail(action.user);
  const alone = isSeenAlone(action.target) ? { alone: true as const } : {};
  // A channel id is all that Slack needs to post to it.
  return { id: action.id, account, displayName, place, reference: {}, vouchedEmail, input: action.input, ...alone };
}

/** Answers where they asked, visible only to them; nothing is stored about them. */
export async function refuseCaller(slack: Slack, action: SlackInput, why: NotServed): Promise<void> {
  slack.log.warn(
    { team: action.team, why },
    'a user of another workspace, or one whom Slack did not name, was refused',
  );
  const text = notServedTexts[why];
  const said: readonly Reply[] = [{ kind: 'text', text }];
  const account: AccountKey = { platform: 'slack', tenant: (await slack.workspace()).team, user: action.user };
  const aside: Reply = { kind: 'aside', replies: [], notice: text, unreachable: text };
  const place: Turn['place'] = action.place ?? { kind: 'personal', id: '' };
  const opener = openerOf(slack, action);
  const open = action.target.kind === 'chat' && action.target.open;
  await presentOrLog(
    { ...slack, account, place, target: action.target, ...(opener ? { opener } : {}) },
    open ? [aside] : said,
  );
}

function openerOf({ messenger, log }: Slack, action: SlackInput): ModalOpener | undefined {
  if (action.target.kind === 'modal' && action.target.view) return openerForView(messenger, action.target.view, log);
  return action.trigger ? openerForTrigger(messenger, action.trigger, log) : undefined;
}

/** Opens a waiting modal before the trigger expires, when the answer will be shown in a modal. */
async function withModalHeldOpen(
  action: SlackInput,
  opener: ModalOpener | undefined,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  if (!opener || !(action.opensForm || action.target.kind === 'modal')) return work();
  const timer = new AbortController();
  wait(openModalAfterMs, undefined, { signal: timer.signal }).then(
    () => opener.hold(),
    () => undefined,
  );
  try {
    return await work();
  } finally {
    timer.abort();
  }
}

const fileTexts: Readonly<Record<FileSending, string>> = {
  sent: slackWords.fileSent,
  expired: slackWords.fileGone,
  forbidden: slackWords.filesNotAllowed,
};

async function sendOwnFile({ messenger, sendFile }: Slack, scene: Scene, typed: string | undefined): Promise<void> {
  const path = readFilePath(typed);
  const channel = await messenger.openChat(scene.account.user);
  const sending = path ? await sendFile(channel, path) : 'expired';
  const seen = scene.target.kind === 'chat' && scene.target.channel === channel;
  if (sending !== 'sent' || !seen) await presentOrLog(scene, [{ kind: 'text', text: fileTexts[sending] }]);
}

async function openKeptForm(scene: Scene, draft: string): Promise<void> {
  const kept = await readKeptForm(scene.core, scene.account, draft);
  if (kept && (await scene.opener?.show(answerView([{ kind: 'form', form: kept.form }], kept.place, scene.target))))
    return;
  const text = kept ? slackWords.tooLongForSlack : slackWords.formGone;
  await presentOrLog(scene, [{ kind: 'text', text }]);
}
