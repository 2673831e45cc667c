import { reachOfSessions } from '../../app/messages/reach.js';
import { cancelEvent, reachOfEvent } from '../../app/organising/cancel-event.js';
import { type ChangeOutcome, cancelSession, longestCancelReason } from '../../app/organising/change-session.js';
import { organisedEvent } from '../../app/organising/organised-events.js';
import type { Form } from '../../rendering/card.js';
import { sayBeingTold, unreachedBlocks } from '../talk/reach-words.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { receipt } from '../writing/undoing.js';
import { refusedChange } from './changing-sessions.js';
import { eventNotFound, showEventCard, viewOf } from './organising.js';
import { reasonField, sessionName, toldWords } from './organising-cards.js';

/** Asks for the reason for cancelling a session or the whole event, and says who will be told. */
export async function askToCallOff(context: TurnContext, request: TurnRequest, fault?: string): Promise<Answer> {
  const { event: eventId = '', session: sessionId } = request.data;
  const event = await organisedEvent(context.services.core.prisma, context.actor, eventId);
  const sessions = event?.sessions.filter(
    (session) =>
      (sessionId === undefined || session.id === sessionId) &&
      session.status === 'published' &&
      session.startsAt > context.now,
  );
  if (!event || !sessions) return eventNotFound(context, request.data);
  if (sessions.length === 0 || event.status !== 'published') {
    return showEventCard(context, event.id, 'There is nothing left to cancel.');
  }
  const view = await viewOf(context);
  const { core } = context.services;
  const reach = sessionId ? await reachOfSessions(core, core.prisma, [sessionId]) : await reachOfEvent(core, event.id);
  const told = toldWords(sessions, reach);
  const form: Form = {
    title: sessionId ? 'Cancel the session?' : 'Cancel the event?',
    intro: [
      { kind: 'text', text: event.title, tone: 'strong' },
      { kind: 'list', items: sessions.map((session) => ({ title: sessionName(session, view) })) },
      { kind: 'text', text: told, tone: 'warning' },
      ...unreachedBlocks(reach, 'in-file'),
    ],
    fields: [reasonField('the people who were coming', longestCancelReason)],
    ...(fault ? { faults: { reason: fault } } : {}),
    submit: {
      label: 'Cancel and tell them',
      verb: 'organise-cancel',
      data: { event: event.id, ...(sessionId ? { session: sessionId } : {}) },
    },
    cancel: {
      kind: 'act',
      label: 'Keep it',
      verb: 'organise-event',
      data: { event: event.id },
    },
    fallback: `Cancel ${event.title}? ${told}`,
  };
  return { replies: [{ kind: 'form', form }] };
}

export async function callOff(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { event: eventId = '', session } = request.data;
  const reason = typeof request.values.reason === 'string' ? request.values.reason : '';
  const outcome: ChangeOutcome = session
    ? await cancelSession(core, context.actor, session, reason)
    : await cancelEvent(core, context.actor, eventId, reason);
  switch (outcome.kind) {
    case 'changed':
      return receipt(context, eventId, `Cancelled. ${sayBeingTold(outcome.reach)}`, outcome);
    case 'unchanged':
      return showEventCard(context, eventId, 'It has already been cancelled. Nobody is told twice.');
    case 'refused':
      if (outcome.reason === 'no-reason')
        return askToCallOff(context, request, 'Please say why. The people who were coming will be told.');
      return refusedChange('organise-cancel', outcome.reason);
  }
}
