import { longestReason, promoteInWaitingList } from '../../app/bookings/resize-and-promote.js';
import { type AnsweredQuestion, answersOfSession, waitingListOf } from '../../app/bookings/waiting-and-answer-lists.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import type { Block, FormValues } from '../../rendering/card.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { ordinal } from '../talk/wording.js';
import { sessionMeant } from './book.js';

const notYours = 'That is for the organisers of the event.';

/** Who waits, for organisers: each can be put ahead, with a reason. */
export async function showWaitingList(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await sessionFor(context, request, 'waiting-list');
  if ('replies' in found) return found;
  const waiters = await waitingListOf(context.services.core, context.actor, found.id);
  if (!waiters) return refusal(context, notYours);
  const title = `Waiting for ${sessionTitle(found)}`;
  if (waiters.length === 0) return refusal(context, `Nobody waits for ${sessionTitle(found)}.`);
  const items = waiters.map((waiter, index) => ({
    title: `${ordinal(index + 1)}: ${waiter.name}`,
    detail: [waiter.school ?? 'no school', ...(waiter.jumpReason ? [`put ahead: ${waiter.jumpReason}`] : [])].join(
      ' · ',
    ),
    action: {
      kind: 'act',
      label: 'Put ahead',
      verb: 'jump-ask',
      data: { registration: waiter.registrationId, session: found.id },
      opensForm: true,
    } as const,
  }));
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [title, ...items.map((item) => `${item.title}, ${item.detail}`)].join('\n'),
          blocks: [
            { kind: 'heading', text: title },
            { kind: 'list', items },
          ],
        },
      },
    ],
    subject: { events: [found.eventId], session: found.id },
  };
}

async function sessionFor(
  context: TurnContext,
  request: TurnRequest,
  verb: string,
): Promise<ProgrammeSession | Answer> {
  const meant = request.data.session
    ? { session: request.data.session }
    : await sessionMeant(context, request.text, verb);
  if ('answer' in meant) return meant.answer;
  const session = await findSession(context.services.core.prisma, meant.session);
  return session ?? refusal(context, 'That event is no longer on the programme.');
}

/** Asks why somebody is put ahead. */
export async function askPromotionReason(_talk: TurnContext, request: TurnRequest): Promise<Answer> {
  return whyForm(request, {});
}

function whyForm(request: TurnRequest, values: FormValues, fault?: string): Answer {
  return {
    replies: [
      {
        kind: 'form',
        form: {
          title: 'Put ahead in the waiting list',
          intro: [{ kind: 'text', text: 'It is noted who did this, and the reason stays with the booking.' }],
          fields: [{ kind: 'text', id: 'reason', label: 'Reason', required: true, maxLength: longestReason }],
          values,
          ...(fault ? { faults: { reason: fault } } : {}),
          submit: { label: 'Put ahead', verb: 'jump-queue', data: request.data },
          fallback: 'Why are they put ahead?',
        },
      },
    ],
  };
}

/** The reason came: puts them ahead. */
export async function jump(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const reason = typeof request.values.reason === 'string' ? request.values.reason : '';
  const outcome = await promoteInWaitingList(
    context.services.core,
    context.actor,
    request.data.registration ?? '',
    reason,
  );
  if (outcome.kind === 'refused') {
    if (outcome.reason === 'no-reason') return whyForm(request, request.values, 'Please say why: it is noted.');
    const words = { 'not-organiser': notYours, 'not-waiting': 'They no longer wait.', past: 'It has started.' };
    return refusal(context, words[outcome.reason]);
  }
  const lead = {
    ahead: 'They are ahead of the others now.',
    offered: 'A place was free: it is offered to them.',
    given: 'A place was free: it is theirs, and they are told.',
  }[outcome.kind];
  const list = await showWaitingList(context, { text: '', data: { session: request.data.session ?? '' }, values: {} });
  return { ...list, replies: [text(lead), ...list.replies] };
}

function countsWithSilent({ counts, unanswered, required }: AnsweredQuestion) {
  const facts = counts.map(({ answer, count }) => ({ label: answer, value: String(count) }));
  return required ? [...facts, { label: 'not answered yet', value: String(unanswered.count) }] : facts;
}

/** What those with a place answered: with names for organisers, as counts for board members. */
export async function showAnswers(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await sessionFor(context, request, 'event-answers');
  if ('replies' in found) return found;
  const answered = await answersOfSession(context.services.core, context.actor, found.id);
  if (!answered) return refusal(context, notYours);
  if (answered.length === 0) return refusal(context, `Nothing is asked of those who come to ${sessionTitle(found)}.`);
  const blocks = answered.flatMap((question): Block[] => [
    { kind: 'text', text: question.prompt, tone: 'strong' },
    { kind: 'facts', facts: countsWithSilent(question) },
    ...(question.unanswered.names.length > 0
      ? [{ kind: 'text', text: `Still to answer: ${question.unanswered.names.join(', ')}`, tone: 'warning' } as const]
      : []),
    ...(question.named.length > 0
      ? [{ kind: 'list', items: question.named.map(({ name, answer }) => ({ title: answer, detail: name })) } as const]
      : []),
  ]);
  const title = `Answers for ${sessionTitle(found)}`;
  const counts = answered.map(
    (question) =>
      `${question.prompt} ${countsWithSilent(question)
        .map(({ label, value }) => `${label}: ${value}`)
        .join(', ')}.`,
  );
  return {
    replies: [
      {
        kind: 'card',
        card: { fallback: [title, ...counts].join('\n'), blocks: [{ kind: 'heading', text: title }, ...blocks] },
      },
    ],
    subject: { events: [found.eventId], session: found.id },
  };
}
