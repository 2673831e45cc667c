import type { Core } from '../../app/core.js';
import type { PlainReply, Reply, Turn } from '../../conversation/talk/turn.js';
import type { AccountKey } from '../../domain/account.js';
import { renderMessage, renderText } from '../../rendering/block-kit.js';
import type { Card } from '../../rendering/card.js';
import type { Log } from '../../service/log.js';
import { describeFault, faultOf } from './faults.js';
import type { ModalOpener } from './forms/modal-opener.js';
import { promptFor } from './forms/prompt-for-form.js';
import { answerView, wordsView } from './forms/views.js';
import type { Messenger } from './messenger.js';
import type { EphemeralTarget, ReplyTarget } from './slack-input.js';
import { slackWords } from './slack-words.js';
import { chatLink } from './workspace.js';

/** To whom and where replies are shown. */
export interface Scene {
  readonly core: Core;
  readonly messenger: Messenger;
  readonly log: Log;
  readonly account: AccountKey;
  readonly place: Turn['place'];
  readonly target: ReplyTarget;
  /** A modal that can be opened or is open. */
  readonly opener?: ModalOpener;
}

/** Shows the replies in order. @throws when Slack accepts none of them */
export async function present(scene: Scene, replies: readonly Reply[]): Promise<void> {
  if (scene.target.kind === 'modal' || scene.opener?.isOpen) return presentInModal(scene, replies);
  const send = scene.target.kind === 'chat' ? sendToChat(scene, scene.target) : sendEphemeral(scene, scene.target);
  for (const reply of replies) {
    if (reply.kind === 'nothing') continue;
    if (reply.kind !== 'aside') await showReply(scene, send, reply);
    else if (asideOf(scene.target)) await presentAside(scene, reply);
    else for (const personal of reply.replies) await showReply(scene, send, personal);
  }
}

/** Only the person who clicked sees a modal, so personal replies can be shown in it. */
async function presentInModal(scene: Scene, replies: readonly Reply[]): Promise<void> {
  const said = replies.flatMap((reply): readonly PlainReply[] => {
    if (reply.kind === 'nothing') return [];
    return reply.kind === 'aside' ? reply.replies : [reply];
  });
  const view = said.length > 0 ? answerView(said, scene.place, scene.target) : wordsView(slackWords.alreadyDone);
  if (await scene.opener?.show(view)) return;
  if (said.length > 0) await presentInOwnChat(scene, said);
}

/** Sends one message to where the answer belongs. */
type SendReply = (message: ReturnType<typeof renderMessage>, isCard: boolean) => Promise<void>;

async function showReply(scene: Scene, send: SendReply, reply: PlainReply): Promise<void> {
  if (reply.kind === 'text') return send(renderText(reply.text), false);
  if (reply.kind === 'card') return send(renderMessage(reply.card), true);
  if (await scene.opener?.show(answerView([reply], scene.place, scene.target))) return;
  const prompt = await promptFor(scene.core, scene.account, { form: reply.form, place: scene.place });
  const aside = asideOf(scene.target);
  // The form is theirs alone: nobody else could open it.
  if (aside) await scene.messenger.postEphemeral({ ...aside, user: scene.account.user }, renderMessage(prompt));
  else await send(renderMessage(prompt), true);
}

/** Where others read too: the channel, and the thread in which an ephemeral message would be shown. */
function asideOf(target: ReplyTarget): { readonly channel: string; readonly thread?: string } | undefined {
  switch (target.kind) {
    case 'chat':
      if (!target.open) return undefined;
      return { channel: target.channel, ...(target.live && target.thread ? { thread: target.thread } : {}) };
    case 'ephemeral':
      return target.beside;
    case 'modal':
      return undefined;
  }
}

/** The first card replaces the clicked message; the rest are new messages. */
function sendToChat({ messenger }: Scene, target: Extract<ReplyTarget, { kind: 'chat' }>): SendReply {
  let { used } = target;
  return async (message, isCard) => {
    const replaced = isCard ? used : undefined;
    if (isCard) used = undefined;
    if (replaced && (await tryToReplace(messenger, target.channel, replaced, message))) return;
    await messenger.post(target, message);
  };
}

/** @returns false when the message was deleted or is not ours */
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

/**
 * In answer to a message for all, beside it; else at the `response_url`, of the ephemeral message or command. When Slack
 * takes neither, the answer goes to the person's own chat.
 */
function sendEphemeral(scene: Scene, target: EphemeralTarget): SendReply {
  let { used } = target;
  const { messenger, account } = scene;
  return async (message, isCard) => {
    const replaces = isCard && used;
    if (isCard) used = false;
    const sent =
      (target.beside && (await tryBeside(scene, target.beside, message))) ||
      (await messenger.respond(target.responseUrl, message, replaces, target.beside?.thread).then(
        () => true,
        () => false,
      ));
    if (!sent) await messenger.post({ channel: await messenger.openChat(account.user) }, message);
  };
}

/** @returns false where the bot is no member */
async function tryBeside(
  { messenger, account }: Scene,
  beside: NonNullable<EphemeralTarget['beside']>,
  message: ReturnType<typeof renderMessage>,
): Promise<boolean> {
  try {
    await messenger.postEphemeral({ ...beside, user: account.user }, message);
    return true;
  } catch (error) {
    if (faultOf(error).kind === 'refused') return false;
    throw error;
  }
}

/** A form opens in a modal; anything else goes to their own chat, with an ephemeral note in the channel. */
async function presentAside(scene: Scene, aside: Extract<Reply, { kind: 'aside' }>): Promise<void> {
  const form = aside.replies.find((reply) => reply.kind === 'form');
  if (form && (await scene.opener?.show(answerView(aside.replies, scene.place, scene.target)))) return;
  const notice = await presentInOwnChat(scene, aside.replies).then(
    (channel) => renderMessage(noticeCard(aside.notice, chatLink(scene.account.tenant, channel))),
    (error: unknown) => {
      scene.log.warn({ fault: describeFault(error) }, 'no chat could be opened');
      return renderText(aside.unreachable);
    },
  );
  const where = asideOf(scene.target);
  if (where) await scene.messenger.postEphemeral({ ...where, user: scene.account.user }, notice);
}

/** Says where the answer is, with the way there. */
function noticeCard(words: string, url: string): Card {
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words }],
    actions: [{ kind: 'link', label: slackWords.openOurChat, url }],
  };
}

/** @returns the chat's channel */
async function presentInOwnChat(scene: Scene, replies: readonly PlainReply[]): Promise<string> {
  const channel = await scene.messenger.openChat(scene.account.user);
  const { opener: _, ...rest } = scene;
  const own: Scene = { ...rest, target: { kind: 'chat', channel, open: false } };
  for (const reply of replies) await showReply(own, sendToChat(own, { kind: 'chat', channel, open: false }), reply);
  return channel;
}
