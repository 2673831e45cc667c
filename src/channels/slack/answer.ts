import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../../app/core.js';
import type { Reply, Respond, Turn } from '../../conversation/talk/turn.js';
import type { AccountKey } from '../../domain/account.js';
import type { Log } from '../../service/log.js';
import type { Directory } from './directory.js';
import { sayFault } from './faults.js';
import type { Homes } from './homes.js';
import { NotInTime } from './in-time.js';
import type { Messenger } from './messenger.js';
import { type ModalOpener, openerForTrigger, openerForView } from './modal-opener.js';
import { present, type Scene } from './present.js';
import { OPEN_FORM, readKeptForm } from './prompt-for-form.js';
import type { SlackInput } from './slack-input.js';
import { answerView } from './views.js';
import type { KnowWorkspace } from './workspace.js';

/** What answering needs. */
export interface Slack {
  readonly core: Core;
  readonly respond: Respond;
  readonly mouth: Messenger;
  readonly directory: Directory;
  readonly workspace: KnowWorkspace;
  readonly homes: Homes;
  readonly log: Log;
}

/** What came of an act: `redelivered` is answered, or being answered, elsewhere. */
export type Outcome = 'answered' | 'redelivered';

/** A quick answer opens its modal itself; a slower one finds it open. Milliseconds. */
const holdAfterMs = 800;

const strangerWords =
  'I belong to another organisation than you, so I cannot help you here. Please ask your own contact at the partnership.';

/** Answers an act: asks the conversation, and shows what it says where the person looks. */
export async function answer(slack: Slack, act: SlackInput): Promise<Outcome> {
  const met = await meet(slack, act);
  if (!met) {
    await refuseStranger(slack, act);
    return 'answered';
  }
  const door = doorOf(slack, act);
  const scene: Scene = { ...slack, ...met, spot: act.spot, ...(door ? { door } : {}) };
  return whileHeld(act, door, async () => {
    if (act.input.kind === 'clicked' && act.input.verb === OPEN_FORM) {
      await openKeptForm(scene, act.input.data.draft ?? '');
      return 'answered';
    }
    const replies = await slack.respond(turnOf(slack, act, met));
    if (act.comesAgain && replies.some((reply) => reply.kind === 'text' && reply.unopened)) throw new NotInTime();
    await presentOrLog(scene, replies);
    if (replies.every((reply) => reply.kind === 'nothing')) return 'redelivered';
    slack.homes.refreshSoon(met.account);
    return 'answered';
  });
}

/** What was done is done, whether Slack takes the answer or not: the act is over, and must not be tried again. */
export async function presentOrLog(scene: Scene, replies: readonly Reply[]): Promise<void> {
  try {
    await present(scene, replies);
  } catch (error) {
    scene.log.error({ fault: sayFault(error) }, 'an answer could not be shown');
  }
}

/** Somebody of our workspace. */
export interface Met {
  readonly account: AccountKey;
  readonly place: Turn['place'];
  readonly displayName: string;
}

/**
 * Only people of the workspace that the bot token belongs to are served. Through Slack Connect others see its channels,
 * and their own administrators say who they are.
 * @returns undefined for a stranger
 */
export async function meet(slack: Slack, act: SlackInput): Promise<Met | undefined> {
  const { team } = await slack.workspace();
  if (act.team !== undefined && act.team !== team) return undefined;
  const member = await slack.directory.find(act.user);
  if (member?.ours === false) return undefined;
  return {
    account: { platform: 'slack', tenant: team, user: act.user },
    place: await placeOf(slack, act),
    displayName: member?.name ?? act.name ?? 'Colleague',
  };
}

/** A channel's name does not come with what is said there. */
async function placeOf({ directory, mouth: messenger }: Slack, act: SlackInput): Promise<Turn['place']> {
  const { place } = act;
  if (!place) return { kind: 'personal', id: await messenger.openChat(act.user) };
  if (place.kind !== 'channel' || place.name) return place;
  const name = await directory.channelName(place.id);
  return name ? { ...place, name } : place;
}

/** The turn of an act, as the conversation takes it. */
export function turnOf(slack: Slack, act: SlackInput, met: Met): Turn {
  const { account, place, displayName } = met;
  const vouchedEmail = () => slack.directory.vouchedEmail(act.user);
  // A Slack channel needs no more than its id to be written to.
  return { id: act.id, account, displayName, place, reference: {}, vouchedEmail, input: act.input };
}

/** Told where it was asked, for their eyes only; nothing is stored of a stranger. */
export async function refuseStranger(slack: Slack, act: SlackInput): Promise<void> {
  slack.log.warn({ team: act.team }, 'somebody of another workspace was refused');
  const said: readonly Reply[] = [{ kind: 'text', text: strangerWords }];
  const account: AccountKey = { platform: 'slack', tenant: act.team ?? '', user: act.user };
  const aside: Reply = { kind: 'aside', replies: [], notice: strangerWords, unreachable: strangerWords };
  const place: Turn['place'] = act.place ?? { kind: 'personal', id: '' };
  const door = doorOf(slack, act);
  const open = act.spot.kind === 'chat' && act.spot.open;
  await presentOrLog({ ...slack, account, place, spot: act.spot, ...(door ? { door } : {}) }, open ? [aside] : said);
}

function doorOf({ mouth: messenger, log }: Slack, act: SlackInput): ModalOpener | undefined {
  if (act.spot.kind === 'modal' && act.spot.view) return openerForView(messenger, act.spot.view, log);
  return act.trigger ? openerForTrigger(messenger, act.trigger, log) : undefined;
}

/** Where a modal is the place for the answer, it stands open before the trigger lapses, whatever the answer waits for. */
async function whileHeld(
  act: SlackInput,
  door: ModalOpener | undefined,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  if (!door || !(act.opensForm || act.spot.kind === 'modal')) return work();
  const timer = new AbortController();
  wait(holdAfterMs, undefined, { signal: timer.signal }).then(
    () => door.hold(),
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
  if (kept && (await scene.door?.show(answerView([{ kind: 'form', form: kept.form }], kept.place, scene.spot)))) return;
  const text = kept
    ? 'That took too long for Slack. Please press the button once more.'
    : 'That form is no longer kept. Ask me again, and I will make it anew.';
  await presentOrLog(scene, [{ kind: 'text', text }]);
}
