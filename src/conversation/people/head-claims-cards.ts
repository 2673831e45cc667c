import { type Asked, findOpenClaim, findSettledClaim, type HeadClaim } from '../../app/people/head-claims.js';
import { type Position, sayPosition } from '../../domain/person.js';
import { sayDay } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';

/** `headteacher of Marrowfen Primary School` */
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

/** Asks whether somebody is what they say. In a channel nobody is named, and it is answered in one's own chat. */
const headClaimed: MakeMessage<'head-claimed'> = async (services, { payload, personId }) => {
  const claim = await findOpenClaim(services.core, payload.postId);
  if (!claim) return undefined;
  const note = 'Until that is confirmed, nothing is decided for the school on their word.';
  const lead = personId
    ? `${claim.name} says that they are ${sayPlace(claim)} now. Is that so?`
    : `Somebody says that they are ${sayPlace(claim)}, where somebody else is on record. Is that so?`;
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

/** Tells somebody whether what they said of themselves stands. */
const headSettled: MakeMessage<'head-settled'> = async (services, { payload }) => {
  const found = await findSettledClaim(services.core, payload.postId);
  if (!found) return undefined;
  const words = found.isConfirmed
    ? `It is confirmed: you are ${sayPlace(found)}. You can confirm and decide for the school now.`
    : `I was told that you are not ${sayPlace(found)}, so you are noted there without that. If it is wrong, please tell the organisers.`;
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
  const title = 'Heads by their own word';
  const items = claims.slice(0, shownAtMost).map((claim) => {
    const state = claim.isAsked ? 'somebody else is on record: not confirmed' : 'nobody else is on record: it stands';
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
  const none = 'There is nobody whom only their own word makes a head.';
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
  };
}

const shownAtMost = 20;

/** What somebody is told whose word is not enough for everything. */
export function askedWords(asked: Asked | undefined): string {
  if (!asked) return '';
  const whom = asked === 'head' ? 'asked them' : 'asked the organisers';
  return `Somebody else is on record as that there, so I have ${whom} whether it is so. Until then you can book places, but not confirm or decide for the school.`;
}
