import { type Asked, findOpenClaim, findSettledClaim, type HeadClaim } from '../../app/people/head-claims.js';
import type { Position } from '../../domain/person.js';
import { sayDay } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { sayPosition } from '../talk/person-words.js';

/** `headteacher of Larchfield Primary School` */
export function sayPlace({ position, school }: { readonly position: Position; readonly school: string }): string {
  return [sayPosition(position).toLowerCase(), school].filter(Boolean).join(' of ');
}

const changeOwn: Action = { kind: 'act', label: 'Change my school', verb: 'change-school', opensForm: true };

function answerActs(postId: string): Action[] {
  return [
    { kind: 'act', label: 'Yes, they are', verb: 'head-yes', data: { post: postId }, style: 'primary' },
    { kind: 'act', label: 'No', verb: 'head-no', data: { post: postId }, style: 'danger' },
  ];
}

/** Asks somebody to confirm a head. In a channel nobody is named, and the answer is given in a personal chat. */
const headClaimed: MakeMessage<'head-claimed'> = async (services, { payload, personId }) => {
  const claim = await findOpenClaim(services.core, payload.postId);
  if (!claim) return undefined;
  const note = 'Until this is confirmed, they cannot decide anything for the school.';
  const lead = personId
    ? `${claim.name} says they are now ${sayPlace(claim)}. Is that right?`
    : `Somebody says they are ${sayPlace(claim)}, but somebody else is on record. Is that right?`;
  const look: Action = { kind: 'act', label: 'Head claims', verb: 'head-claims', keepsCard: true };
  return {
    fallback: `${lead} ${note}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'context', text: note },
    ],
    actions: personId ? answerActs(claim.postId) : [look],
  };
};

/** Tells somebody whether their claim was confirmed. */
const headSettled: MakeMessage<'head-settled'> = async (services, { payload }) => {
  const found = await findSettledClaim(services.core, payload.postId);
  if (!found) return undefined;
  const words = found.isConfirmed
    ? `You are confirmed as ${sayPlace(found)}. You can now confirm and decide for the school.`
    : `I was told that you are not ${sayPlace(found)}, so I have removed that from your record. If this is wrong, please tell the organisers.`;
  const team: Action = { kind: 'act', label: 'Ask the team', verb: 'ask-team-form', opensForm: true, keepsCard: true };
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words, tone: found.isConfirmed ? 'good' : 'warning' }],
    actions: found.isConfirmed ? [] : [team, changeOwn],
  };
};

/** Messages about who decides for a school. */
export const headMessages: MessageForms<'head-claimed' | 'head-settled'> = {
  'head-claimed': { label: 'Question whether somebody is head', card: headClaimed },
  'head-settled': { label: 'Answer whether they are head', card: headSettled },
};

/** Who says that they are head by their own word alone, each to confirm or undo. */
export function headClaimsCard(claims: readonly HeadClaim[], view: View, lead?: string): Card {
  const title = 'Heads who named themselves';
  const items = claims.slice(0, shownAtMost).map((claim) => {
    const state = claim.isAsked
      ? 'somebody else is on record, so it is not confirmed'
      : 'nobody else is on record, so it stands';
    const [yes, no] = answerActs(claim.postId);
    const undo: Action = { kind: 'act', label: 'Undo', verb: 'head-no', data: { post: claim.postId }, style: 'danger' };
    return {
      title: `${claim.name}, ${sayPlace(claim)}`,
      detail: `since ${sayDay(claim.since, view.zone)} · ${state}`,
      action: claim.isAsked ? yes : undo,
      ...(claim.isAsked ? { no } : {}),
    };
  });
  const blocks = items.flatMap(({ no, ...item }) => [
    item,
    ...(no ? [{ title: `Or ${item.title} is not`, action: no }] : []),
  ]);
  const none = 'No head is on record only because they said so.';
  return {
    fallback: [lead, title, ...(items.length === 0 ? [none] : items.map((item) => `${item.title}: ${item.detail}`))]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: title },
      ...(items.length === 0 ? [{ kind: 'text', text: none } as const] : []),
      { kind: 'list', items: blocks },
    ],
    again: { verb: 'head-claims' },
  };
}

const shownAtMost = 20;

/** Explains to somebody what they cannot do until their claim is confirmed. */
export function askedWords(asked: Asked | undefined): string {
  if (!asked) return '';
  const whom = asked === 'head' ? 'asked them' : 'asked the organisers';
  return `Somebody else is on record in that role, so I have ${whom} to confirm it. Until then you can book places, but not confirm or decide for the school.`;
}
