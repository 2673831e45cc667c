import {
  type BelongingClaim,
  findBelongingClaim,
  findSettledBelonging,
  type WhoKnows,
} from '../../app/people/belonging.js';
import type { Position } from '../../domain/person.js';
import { sayDay } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { sayPosition } from '../talk/person-words.js';
import { plural } from '../talk/wording.js';
import { sayPlace } from './head-claims-cards.js';

/** Why somebody cannot see or do what is the school's. */
export function unprovenWords(school: string | null | undefined): string {
  return `Nothing tells me yet that you work at ${school ?? 'your school'}, so I cannot show or change what is the school’s. You can book a place for yourself.`;
}

/** `at Larchfield Primary School`, or beside the schools `as council officer`. */
export function sayWhere({ position, school }: { readonly position: Position; readonly school: string }): string {
  return school === '' ? `as ${sayPosition(position).toLowerCase()}` : `at ${school}`;
}

/** What comes next for them. */
export function whoKnowsWords(asked: WhoKnows): string {
  const whom = { head: 'the headteacher', colleagues: 'somebody there', organisers: 'the organisers' };
  if (asked === 'already') return 'I have asked already, and will tell you here when there is an answer.';
  return `I have asked ${whom[asked]} to confirm it, and will tell you here.`;
}

/** Said once, when somebody has just said where they work. */
export const unprovenNote =
  'You can book a place for yourself. When you first want something of the school, I will ask there whether you work there.';

const claims: Action = { kind: 'act', label: 'Claims', verb: 'claims', keepsCard: true };
const changeOwn: Action = { kind: 'act', label: 'Change my school', verb: 'change-school', opensForm: true };
const team: Action = { kind: 'act', label: 'Ask the team', verb: 'ask-team-form', opensForm: true, keepsCard: true };
const whatsOn: Action = { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true };

/** Tells somebody why nothing of the school is shown, and what happens next. */
export function unprovenCard(school: string | null | undefined, asked: WhoKnows): Card {
  const words = [unprovenWords(school), whoKnowsWords(asked)];
  return {
    fallback: words.join(' '),
    blocks: [
      { kind: 'text', text: words[0] ?? '' },
      { kind: 'text', text: words[1] ?? '' },
    ],
    actions: [whatsOn, changeOwn, team],
  };
}

function answerActs(postId: string): [Action, Action] {
  return [
    { kind: 'act', label: 'Yes, they work here', verb: 'belongs-yes', data: { post: postId }, style: 'primary' },
    { kind: 'act', label: 'No', verb: 'belongs-no', data: { post: postId }, style: 'danger' },
  ];
}

/** Asks whether somebody works at the school. In a channel nobody is named, and organisers answer in their own chat. */
const belongingAsked: MakeMessage<'belonging-asked'> = async (services, { payload, personId }) => {
  const claim = await findBelongingClaim(services.core, payload.postId);
  if (!claim) return undefined;
  const lead = personId
    ? `${claim.name} says they are ${sayPlace(claim)}. Do they work there?`
    : `Somebody says they work at ${claim.school}, and nothing tells me that it is so.`;
  const note = 'Until somebody says yes, they can only book a place for themselves.';
  return {
    fallback: `${lead} ${note}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'context', text: note },
    ],
    actions: personId ? answerActs(claim.postId) : [claims],
  };
};

/** Tells somebody whether they are on record at the school. */
const belongingSettled: MakeMessage<'belonging-settled'> = async (services, { payload }) => {
  const found = await findSettledBelonging(services.core, payload.postId);
  if (!found) return undefined;
  const words = found.isConfirmed
    ? `You are confirmed ${sayWhere(found)}.${found.school === '' ? '' : ' You can now see and do what is the school’s.'}`
    : `I was told that you do not work ${sayWhere(found)}, so I have removed that from your record. If this is wrong, please tell the organisers.`;
  const mine: Action = { kind: 'act', label: 'My projects', verb: 'my-projects', keepsCard: true };
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words, tone: found.isConfirmed ? 'good' : 'warning' }],
    actions: found.isConfirmed ? (found.school === '' ? [] : [mine]) : [team, changeOwn],
  };
};

/** Messages about who works at a school. */
export const belongingMessages: MessageForms<'belonging-asked' | 'belonging-settled'> = {
  'belonging-asked': { label: 'Question whether somebody works at a school', card: belongingAsked },
  'belonging-settled': { label: 'Answer whether they work there', card: belongingSettled },
};

const shownAtMost = 15;

/** Who says that they work at a school without anything to speak for it, each to confirm or refuse. */
export function belongingClaimsCard(open: readonly BelongingClaim[], view: View, lead?: string): Card {
  const title = 'Claims to work at a school';
  const none = 'Nobody waits: everyone’s school is confirmed.';
  const items = open.slice(0, shownAtMost).flatMap((claim) => {
    const [yes, no] = answerActs(claim.postId);
    const who = `${claim.name}, ${sayPlace(claim)}`;
    const state = claim.isAsked ? 'asked for something of the school' : 'has not asked for anything yet';
    const address = claim.domain ? `address at ${claim.domain}` : 'no address known';
    const detail = `since ${sayDay(claim.since, view.zone)} · ${address} · ${state}`;
    return [
      { title: who, detail, action: { ...yes, label: 'Yes' } },
      { title: `Or ${who} is not`, action: no },
    ];
  });
  const more = open.length - shownAtMost;
  const rest = more > 0 ? [`And ${plural(more, 'other')}: answer these first.`] : [];
  return {
    fallback: [lead, title, ...(items.length === 0 ? [none] : items.map((item) => item.title)), ...rest]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: title },
      ...(items.length === 0 ? [{ kind: 'text', text: none } as const] : []),
      { kind: 'list', items },
      ...rest.map((text) => ({ kind: 'context', text }) as const),
    ],
    again: { verb: 'claims' },
  };
}
