import { type AnsweredQuestion, answersOfSession } from '../../app/bookings/answer-lists.js';
import { longestReason, promoteInWaitingList, waitingListOf } from '../../app/bookings/waiting-list.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import type { Block, FormValues } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { amongIn } from '../programme/which-one.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { ordinal, plural } from '../talk/wording.js';
import { sessionMeant } from './book.js';

const notYours = 'Only the organisers of this event can do that.';

/** The waiting list for organisers, who can move people up with a reason. */
export async function showWaitingList(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await sessionFor(context, request, 'waiting-list');
  if ('replies' in found) return found;
  const waiters = await waitingListOf(context.services.core, context.actor, found.id);
  if (!waiters) return refusal(context, notYours);
  const title = `Waiting for ${sessionTitle(found)}: ${plural(waiters.length, 'person', 'people')}`;
  if (waiters.length === 0) return refusal(context, `Nobody is waiting for ${sessionTitle(found)}.`);
  const items = waiters.map((waiter, index) => ({
    title: `${ordinal(index + 1)}: ${waiter.name}`,
    detail: [waiter.school ?? 'no school', ...(waiter.jumpReason ? [`moved up: ${waiter.jumpReason}`] : [])].join(
      ' · ',
    ),
    action: {
      kind: 'act',
      label: 'Move up',
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
          again: { verb: 'waiting-list', data: { session: found.id } },
        },
      },
    ],
    subject: { events: [found.eventId], session: found.id },
  };
}

async function sessionFor(context: TurnContext, request: TurnRequest, verb: Verb): Promise<ProgrammeSession | Answer> {
  const meant = request.data.session
    ? { session: request.data.session }
    : await sessionMeant(context, request.text, verb, amongIn(request));
  if ('answer' in meant) return meant.answer;
  const session = await findSession(context.services.core.prisma, meant.session);
  return session ?? refusal(context, 'That event is no longer on the programme.');
}

/** Asks for the reason to move somebody up. */
export async function askPromotionReason(_context: TurnContext, request: TurnRequest): Promise<Answer> {
  return whyForm(request, {});
}

function whyForm(request: TurnRequest, values: FormValues, fault?: string): Answer {
  return {
    replies: [
      {
        kind: 'form',
        form: {
          title: 'Move up the waiting list',
          intro: [{ kind: 'text', text: 'Your name and the reason are recorded with the booking.' }],
          fields: [{ kind: 'text', id: 'reason', label: 'Reason', required: true, maxLength: longestReason }],
          values,
          ...(fault ? { faults: { reason: fault } } : {}),
          submit: { label: 'Move up', verb: 'jump-queue', data: request.data },
          fallback: 'Why should they move up?',
        },
      },
    ],
  };
}

/** Moves somebody up the waiting list. */
export async function promoteWaiter(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const reason = typeof request.values.reason === 'string' ? request.values.reason : '';
  const outcome = await promoteInWaitingList(
    context.services.core,
    context.actor,
    request.data.registration ?? '',
    reason,
  );
  if (outcome.kind === 'refused') {
    if (outcome.reason === 'no-reason') return whyForm(request, request.values, 'Please say why. It will be recorded.');
    const words = { 'not-organiser': notYours, 'not-waiting': 'They are no longer waiting.', past: 'It has started.' };
    return refusal(context, words[outcome.reason]);
  }
  const lead = {
    ahead: 'They are now ahead of the others.',
    offered: 'A place was free, so it has been offered to them.',
    given: 'A place was free, so it is theirs, and they have been told.',
  }[outcome.kind];
  const list = await showWaitingList(context, { text: '', data: { session: request.data.session ?? '' }, values: {} });
  return { ...list, replies: [text(lead), ...list.replies] };
}

function countsWithSilent({ counts, unanswered, required }: AnsweredQuestion) {
  const facts = counts.map(({ answer, count }) => ({ label: answer, value: String(count) }));
  return required ? [...facts, { label: 'not answered yet', value: String(unanswered.count) }] : facts;
}

/** The answers of people with a place: with names for organisers, as counts for board members. */
export async function showAnswers(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await sessionFor(context, request, 'event-answers');
  if ('replies' in found) return found;
  const answered = await answersOfSession(context.services.core, context.actor, found.id);
  if (!answered) return refusal(context, notYours);
  if (answered.length === 0) return refusal(context, `There are no questions for ${sessionTitle(found)}.`);
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
        card: {
          fallback: [title, ...counts].join('\n'),
          blocks: [{ kind: 'heading', text: title }, ...blocks],
          again: { verb: 'event-answers', data: { session: found.id } },
        },
      },
    ],
    subject: { events: [found.eventId], session: found.id },
  };
}
