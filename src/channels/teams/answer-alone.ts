import type { InvokeResponse } from 'botbuilder';
import { isPrivate, type PlainReply, type Reply, type Turn } from '../../conversation/talk/turn.js';
import type { Block, Card } from '../../rendering/card.js';
import { answerInvoke, notice, unchanged } from './invoke.js';

/** Longer words are read in a card rather than in the line below one. Characters. */
const longestNotice = 200;

/** Whether it was done on a card that others see, too: what comes of it is for the person who did it. */
export function isDoneAmongOthers(turn: Turn): boolean {
  return !isPrivate(turn) && (turn.input.kind === 'clicked' || turn.input.kind === 'submitted');
}

/**
 * What takes the place of a card that others see, for the person who pressed it only: Teams shows them the card of an
 * invoke's answer, and everybody else the one that was posted. A few words alone are a line below it.
 */
export function answerAlone(replies: readonly Reply[]): InvokeResponse {
  const said = plainOf(replies);
  const [only] = said;
  if (!only) return unchanged(false);
  if (said.length === 1 && only.kind === 'text' && only.text.length <= longestNotice) return notice(only.text);
  return answerInvoke([together(said)], false).response ?? unchanged(true);
}

/** What is said, without where. */
export function plainOf(replies: readonly Reply[]): readonly PlainReply[] {
  return replies.flatMap((reply): readonly PlainReply[] => {
    if (reply.kind === 'nothing') return [];
    return reply.kind === 'aside' ? reply.replies : [reply];
  });
}

/** One card or form that says it all: there is only one place for it. */
function together(said: readonly PlainReply[]): PlainReply {
  const form = said.findLast((reply) => reply.kind === 'form')?.form;
  const cards = said.flatMap((reply) => (reply.kind === 'form' ? [] : [cardOf(reply)]));
  const blocks = cards.flatMap((card, at): readonly Block[] =>
    at > 0 ? [{ kind: 'divider' }, ...card.blocks] : card.blocks,
  );
  if (form) return { kind: 'form', form: { ...form, intro: [...blocks, ...(form.intro ?? [])] } };
  const fallback = cards.map((card) => card.fallback).join(' ');
  return { kind: 'card', card: { fallback, blocks, actions: cards.flatMap((card) => card.actions ?? []) } };
}

function cardOf(reply: Exclude<PlainReply, { kind: 'form' }>): Card {
  return reply.kind === 'card' ? reply.card : { fallback: reply.text, blocks: [{ kind: 'text', text: reply.text }] };
}
