import type { Core } from '../../app/core.js';
import type { PlainReply, Reply, Turn } from '../../conversation/talk/turn.js';
import type { AccountKey } from '../../domain/account.js';
import { renderMessage, renderText } from '../../rendering/block-kit.js';
import type { Log } from '../../service/log.js';
import { faultOf, sayFault } from './faults.js';
import type { Messenger } from './messenger.js';
import type { ModalOpener } from './modal-opener.js';
import { promptFor } from './prompt-for-form.js';
import type { ReplyTarget } from './slack-input.js';
import { answerView, wordsView } from './views.js';

/** To whom, and where, an answer is shown. */
export interface Scene {
  readonly core: Core;
  readonly mouth: Messenger;
  readonly log: Log;
  readonly account: AccountKey;
  readonly place: Turn['place'];
  readonly spot: ReplyTarget;
  /** A modal that can still be opened, or stands open. */
  readonly door?: ModalOpener;
}

/** Shows what was said, in the order given. @throws when Slack takes none of it */
export async function present(scene: Scene, replies: readonly Reply[]): Promise<void> {
  if (scene.spot.kind === 'modal' || scene.door?.isOpen) return presentInModal(scene, replies);
  const speaker = scene.spot.kind === 'chat' ? chatSpeaker(scene, scene.spot) : whisperSpeaker(scene, scene.spot);
  for (const reply of replies) {
    if (reply.kind === 'nothing') continue;
    if (reply.kind !== 'aside') await speak(scene, speaker, reply);
    else if (scene.spot.kind === 'chat' && scene.spot.open) await presentAside(scene, scene.spot, reply);
    else for (const personal of reply.replies) await speak(scene, speaker, personal);
  }
}

/** Only the one who pressed sees a modal: there is no need to step aside. */
async function presentInModal(scene: Scene, replies: readonly Reply[]): Promise<void> {
  const said = replies.flatMap((reply): readonly PlainReply[] => {
    if (reply.kind === 'nothing') return [];
    return reply.kind === 'aside' ? reply.replies : [reply];
  });
  const view = said.length > 0 ? answerView(said, scene.place, scene.spot) : wordsView('This has been done already.');
  if (await scene.door?.show(view)) return;
  if (said.length > 0) await presentInOwnChat(scene, said);
}

/** Says one thing at a time, where the answer belongs. */
type Speaker = (message: ReturnType<typeof renderMessage>, isCard: boolean) => Promise<void>;

async function speak(scene: Scene, speaker: Speaker, reply: PlainReply): Promise<void> {
  if (reply.kind === 'text') return speaker(renderText(reply.text), false);
  if (reply.kind === 'card') return speaker(renderMessage(reply.card), true);
  if (await scene.door?.show(answerView([reply], scene.place, scene.spot))) return;
  const prompt = await promptFor(scene.core, scene.account, { form: reply.form, place: scene.place });
  await speaker(renderMessage(prompt), true);
}

/** The first card takes the place of the one that was pressed; the rest is new. */
function chatSpeaker({ mouth: messenger }: Scene, spot: Extract<ReplyTarget, { kind: 'chat' }>): Speaker {
  let { used } = spot;
  return async (message, isCard) => {
    const replaced = isCard ? used : undefined;
    if (isCard) used = undefined;
    if (replaced && (await tryToReplace(messenger, spot.channel, replaced, message))) return;
    await messenger.post(spot, message);
  };
}

/** A message that was deleted meanwhile, or is not ours, is not replaced. */
async function tryToReplace(
  messenger: Messenger,
  channel: string,
  ts: string,
  message: ReturnType<typeof renderMessage>,
) {
  try {
    await messenger.replace(channel, ts, message);
    return true;
  } catch (error) {
    if (faultOf(error).kind === 'refused') return false;
    throw error;
  }
}

/** Once the address of the answer has lapsed, the rest goes to the person's own chat. */
function whisperSpeaker(scene: Scene, spot: Extract<ReplyTarget, { kind: 'whisper' }>): Speaker {
  let { used } = spot;
  return async (message, isCard) => {
    const replaces = isCard && used;
    if (isCard) used = false;
    try {
      await scene.mouth.respond(spot.responseUrl, message, replaces);
    } catch {
      const channel = await scene.mouth.openChat(scene.account.user);
      await scene.mouth.post({ channel }, message);
    }
  };
}

/** Forms open for the one who pressed; the rest goes to their own chat, and a line that only they see says so. */
async function presentAside(
  scene: Scene,
  spot: Extract<ReplyTarget, { kind: 'chat' }>,
  aside: Extract<Reply, { kind: 'aside' }>,
): Promise<void> {
  const { channel, thread } = spot;
  const unused: ReplyTarget = { kind: 'chat', channel, open: true, ...(thread ? { thread } : {}) };
  const form = aside.replies.find((reply) => reply.kind === 'form');
  if (form && (await scene.door?.show(answerView(aside.replies, scene.place, unused)))) return;
  const notice = await presentInOwnChat(scene, aside.replies).then(
    () => aside.notice,
    (error: unknown) => {
      scene.log.warn({ fault: sayFault(error) }, 'no chat could be opened');
      return aside.unreachable;
    },
  );
  await scene.mouth.whisper({ ...unused, user: scene.account.user }, renderText(notice));
}

async function presentInOwnChat(scene: Scene, replies: readonly PlainReply[]): Promise<void> {
  const channel = await scene.mouth.openChat(scene.account.user);
  const { door: _, ...rest } = scene;
  const own: Scene = { ...rest, spot: { kind: 'chat', channel, open: false } };
  for (const reply of replies) await speak(own, chatSpeaker(own, { kind: 'chat', channel, open: false }), reply);
}
