import type { PlainReply, Turn } from '../../../conversation/talk/turn.js';
import { renderHome } from '../../../rendering/block-kit.js';
import type { Card } from '../../../rendering/card.js';
import { renderModal } from '../../../rendering/modal.js';
import { plain } from '../../../rendering/slack-text.js';
import type { ShownModal } from '../messenger.js';
import { encodeMetadata, type ReplyTarget } from '../slack-input.js';
import { slackWords } from '../slack-words.js';

const title = plain('Staffroom');

/** Shown until the answer is ready. @param metadata of the modal that it replaces */
export function waitingView(metadata = ''): ShownModal {
  return wordsView(slackWords.oneMoment, metadata);
}

/** A modal with one sentence. */
export function wordsView(words: string, metadata = ''): ShownModal {
  return { ...frame, private_metadata: metadata, blocks: [{ type: 'section', text: plain(words) }] };
}

const frame = { type: 'modal', callback_id: 'card', title, close: plain('Close') } as const;

/**
 * Replies in a modal: a form with the other replies above its fields, or all replies one below the other.
 */
export function answerView(replies: readonly PlainReply[], place: Turn['place'], target: ReplyTarget): ShownModal {
  const form = replies.findLast((reply) => reply.kind === 'form')?.form;
  const cards = replies.flatMap((reply) => (reply.kind === 'form' ? [] : [cardOf(reply)]));
  if (form) {
    const above = cards.flatMap((card) => card.blocks);
    return renderModal({ ...form, intro: [...above, ...(form.intro ?? [])] }, encodeMetadata(place, target));
  }
  return {
    ...frame,
    private_metadata: JSON.stringify({ verb: 'card', carried: encodeMetadata(place, target) }),
    blocks: renderHome(cards).blocks,
  };
}

function cardOf(reply: Exclude<PlainReply, { kind: 'form' }>): Card<string> {
  return reply.kind === 'card' ? reply.card : { fallback: reply.text, blocks: [{ kind: 'text', text: reply.text }] };
}
