import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../../app/core.js';
import type { Reply, Respond, Turn } from '../../conversation/talk/turn.js';
import type { AccountKey } from '../../domain/account.js';
import type { Log } from '../../service/log.js';
import type { AnswerLost } from '../port.js';
import type { Directory } from './directory.js';
import { describeFault } from './faults.js';
import type { HomeTabs } from './home-tabs.js';
import type { Messenger } from './messenger.js';
import { type ModalOpener, openerForTrigger, openerForView } from './modal-opener.js';
import { present, type Scene } from './present.js';
import { OPEN_FORM, readKeptForm } from './prompt-for-form.js';
import { RetryRequested } from './request-deadline.js';
import { isSeenAlone, type SlackInput } from './slack-input.js';
import { answerView } from './views.js';
import type { ReadWorkspace } from './workspace.js';

/** What the Slack channel needs to answer. */
export interface Slack {
  readonly core: Core;
  readonly respond: Respond;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly workspace: ReadWorkspace;
  readonly homes: HomeTabs;
  readonly lost: AnswerLost;
  readonly log: Log;
}

/** `redelivered`: this action has been answered, or is being answered, by another delivery. */
export type Outcome = 'answered' | 'redelivered';

/** A slower answer finds a waiting modal open, because the trigger would have expired. Milliseconds. */
const openModalAfterMs = 800;

const otherWorkspaceText =
  'I belong to a different organisation, so I cannot help you here. Please ask your own contact at the partnership.';

/** Asks the conversation for replies and shows them where the person is looking. */
export async function answer(slack: Slack, action: SlackInput): Promise<Outcome> {
  const caller = await identifyCaller(slack, action);
  if (!caller) {
    await refuseOtherWorkspace(slack, action);
    return 'answered';
  }
  const opener = openerOf(slack, action);
  const scene: Scene = { ...slack, ...caller, target: action.target, ...(opener ? { opener } : {}) };
  return withModalHeldOpen(action, opener, async () => {
    if (action.input.kind === 'clicked' && action.input.verb === OPEN_FORM) {
      await openKeptForm(scene, action.input.data.draft ?? '');
      return 'answered';
    }
    const replies = await slack.respond(turnOf(slack, action, caller));
    if (action.comesAgain && replies.some((reply) => reply.kind === 'text' && reply.unopened))
      throw new RetryRequested();
    if (!(await presentOrLog(scene, replies))) await tellLater(slack, caller.account, action.id);
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
    scene.log.error({ fault: describeFault(error) }, 'an answer could not be shown');
    return false;
  }
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
 * Only people in the workspace of the bot token are served. Through Slack Connect others see its channels, but their
 * identity is vouched for by their own administrators, whom we do not trust.
 * @returns undefined for anybody else
 */
export async function identifyCaller(slack: Slack, action: SlackInput): Promise<Caller | undefined> {
  const { team } = await slack.workspace();
  if (action.team !== undefined && action.team !== team) return undefined;
  const member = await slack.directory.find(action.user);
  if (member?.ours === false) return undefined;
  return {
    account: { platform: 'slack', tenant: team, user: action.user },
    place: await placeOf(slack, action),
    displayName: member?.name ?? action.name ?? 'Colleague',
  };
}

/** Slack does not send a channel's name with a message. */
async function placeOf({ directory, messenger }: Slack, action: SlackInput): Promise<Turn['place']> {
  const { place } = action;
  if (!place) return { kind: 'personal', id: await messenger.openChat(action.user) };
  if (place.kind !== 'channel' || place.name) return place;
  const name = await directory.channelName(place.id);
  return name ? { ...place, name } : place;
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
export async function refuseOtherWorkspace(slack: Slack, action: SlackInput): Promise<void> {
  slack.log.warn({ team: action.team }, 'a user of another workspace was refused');
  const said: readonly Reply[] = [{ kind: 'text', text: otherWorkspaceText }];
  const account: AccountKey = { platform: 'slack', tenant: action.team ?? '', user: action.user };
  const aside: Reply = { kind: 'aside', replies: [], notice: otherWorkspaceText, unreachable: otherWorkspaceText };
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

async function openKeptForm(scene: Scene, draft: string): Promise<void> {
  const kept = await readKeptForm(scene.core, scene.account, draft);
  if (kept && (await scene.opener?.show(answerView([{ kind: 'form', form: kept.form }], kept.place, scene.target))))
    return;
  const text = kept
    ? 'That took too long for Slack. Please press the button once more.'
    : 'I no longer have that form. Please ask me again.';
  await presentOrLog(scene, [{ kind: 'text', text }]);
}
