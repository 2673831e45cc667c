import { z } from 'zod';
import { resizeSession } from '../../app/bookings/resize-session.js';
import { keepDraft, readDraft } from '../../app/messages/form-drafts.js';
import { reachOfSessions } from '../../app/messages/reach.js';
import type { ChangeOutcome } from '../../app/organising/change-session.js';
import { changeSession, isMove } from '../../app/organising/event-changes.js';
import {
  eventOfSession,
  type OrganisedEvent,
  type OrganisedSession,
  organisedEvent,
} from '../../app/organising/organised-events.js';
import { addSession, editDraftSession, removeDraftSession } from '../../app/organising/plan-event.js';
import { mostPlaces, type PlanFaults, type SessionPlan, sessionFaults } from '../../domain/event-plan.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { sayBeingTold } from '../talk/reach-words.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { receipt } from '../writing/undoing.js';
import { faultWords, sessionForm, sessionValues } from './event-forms.js';
import { organisedSessionCard } from './organised-session-cards.js';
import { afterChange, eventNotFound, refusedPlan, viewOf } from './organising.js';
import { askCard, organiserAct, sessionName, toldWords, whereWords } from './organising-cards.js';
import { readSessionPlan } from './read-event-form.js';

interface Found {
  readonly event: OrganisedEvent;
  readonly session: OrganisedSession;
}

async function findOrganised(context: TurnContext, sessionId: string): Promise<Found | undefined> {
  const event = await eventOfSession(context.services.core.prisma, context.actor, sessionId);
  const session = event?.sessions.find(({ id }) => id === sessionId);
  return event && session ? { event, session } : undefined;
}

/** One session, for its organisers. */
export async function answerManagedSession(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showSession(context, request.data.session ?? '');
}

async function showSession(context: TurnContext, sessionId: string, lead?: string): Promise<Answer> {
  const found = await findOrganised(context, sessionId);
  if (!found) return eventNotFound(context, { session: sessionId });
  const { event, session } = found;
  const attendanceChecklist =
    event.status === 'published'
      ? context.services.links.attendanceChecklist(context.actor.accountId, session)
      : undefined;
  return {
    replies: [
      { kind: 'card', card: organisedSessionCard(event, session, await viewOf(context), attendanceChecklist, lead) },
    ],
  };
}

export async function newSession(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  const last = event.sessions.at(-1);
  // A new session is usually like the last one.
  const values: FormValues = last
    ? { ...sessionValues(last, context.zone), label: '' }
    : { start: '09:30', end: '12:00' };
  return { replies: [{ kind: 'form', form: sessionForm({ event, session: undefined, withPlaces: true, values }) }] };
}

export async function editSession(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findOrganised(context, request.data.session ?? '');
  if (!found) return eventNotFound(context, request.data);
  const { event, session } = found;
  const { start, date } = request.data;
  const said = { ...(start ? { start } : {}), ...(date ? { date } : {}) };
  const form = sessionForm({
    event,
    session,
    withPlaces: event.status === 'draft',
    values: { ...sessionValues(session, context.zone), ...said },
  });
  return { replies: [{ kind: 'form', form }] };
}

/** Saves the submitted form; asks for confirmation when people have to be told. */
export async function saveSessionForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await organisedEvent(core.prisma, context.actor, request.data.event ?? '');
  const session = event?.sessions.find(({ id }) => id === request.data.session);
  if (!event || (request.data.session && !session)) return eventNotFound(context, request.data);
  const withPlaces = !session || event.status === 'draft';
  const { plan, faults } = readSessionPlan(request, context.zone);
  const wrong = { ...sessionFaults(plan, context.now), ...faults };
  const again = (told: PlanFaults): Answer => {
    const form = { event, session, withPlaces, values: request.values, faults: faultWords(told) };
    return { replies: [{ kind: 'form', form: sessionForm(form) }] };
  };
  if (Object.keys(wrong).length > 0) return again(wrong);
  if (session && event.status !== 'draft') return askToMove(context, event, session, plan);
  const outcome = session
    ? await editDraftSession(core, context.actor, session.id, plan)
    : await addSession(core, context.actor, event.id, plan);
  if (outcome.kind === 'faulty') return again(outcome.faults);
  return afterChange(context, 'organise-session-save', outcome, session ? 'Saved.' : 'The session has been added.');
}

/** Asks for confirmation, saying who will be told about the new time or place. */
async function askToMove(
  context: TurnContext,
  event: OrganisedEvent,
  session: OrganisedSession,
  plan: SessionPlan,
): Promise<Answer> {
  const { core } = context.services;
  if (!isMove(session, plan)) {
    const outcome = await changeSession(core, context.actor, session.id, plan);
    if (outcome.kind === 'refused') return refusedChange('organise-session-save', outcome.reason);
    return showSession(context, session.id, 'Saved. The time and place have not changed, so nobody will be told.');
  }
  const draft = await keepDraft(core, context.turn.account, { kind: 'move', sessionId: session.id, plan });
  if (!draft) return { replies: [text('I could not save that. Please try again.')] };
  const view = await viewOf(context);
  const reach = await reachOfSessions(core, core.prisma, [session.id]);
  const lines = [
    `Now: ${sessionName(session, view)}; ${whereWords(session)}`,
    `New: ${sessionName(plan, view)}; ${whereWords(plan)}`,
    ...(view.isHoliday(plan.startsAt) ? ['Check the day: it is in the school holidays or at a weekend.'] : []),
    toldWords([session], reach),
  ];
  const yes = organiserAct(
    'Yes, change it and tell them',
    'organise-move',
    { session: session.id, draft },
    { style: 'primary' },
  );
  const no = organiserAct('Leave it', 'organise-session', { session: session.id });
  return { replies: [{ kind: 'card', card: askCard(`Change ${event.title}?`, lines, yes, no, reach) }] };
}

const movePlan = z.object({
  kind: z.literal('move'),
  sessionId: z.string(),
  plan: z.object({
    label: z.string(),
    venue: z.string(),
    address: z.string(),
    town: z.string(),
    postcode: z.string(),
    link: z.string(),
    startsAt: z.coerce.date(),
    endsAt: z.coerce.date(),
    capacity: z.number().nullable(),
  }),
});

/** "Yes, change it and tell them". */
export async function move(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const kept = movePlan.safeParse(
    await readDraft(context.services.core, context.turn.account, request.data.draft ?? ''),
  );
  const sessionId = request.data.session ?? '';
  if (!kept.success || kept.data.sessionId !== sessionId) {
    return showSession(context, sessionId, 'That was too long ago. Please make the change again.');
  }
  const outcome = await changeSession(context.services.core, context.actor, sessionId, kept.data.plan);
  switch (outcome.kind) {
    case 'changed':
      return receipt(context, await eventIdOf(context, sessionId), `Changed. ${sayBeingTold(outcome.reach)}`, outcome);
    case 'unchanged':
      return showSession(context, sessionId, 'It has already been changed. Nobody is told twice.');
    case 'refused':
      return refusedChange('organise-move', outcome.reason);
  }
}

async function eventIdOf(context: TurnContext, sessionId: string): Promise<string> {
  return (await findOrganised(context, sessionId))?.event.id ?? '';
}

/** Why not, in words. */
export function refusedChange(act: string, reason: Extract<ChangeOutcome, { kind: 'refused' }>['reason']): Answer {
  switch (reason) {
    case 'not-organiser':
      return refusedPlan(act, 'not-allowed');
    case 'not-found':
    case 'cancelled':
      return refusedPlan(act, reason);
    case 'past':
      return { replies: [text('It has started, or that time has passed, so it stays as it is.')] };
    case 'ends-before-it-starts':
      return { replies: [text('It has to end after it starts.')] };
    case 'no-reason':
      return { replies: [text('Please say why, in a few words. The people who were coming will be told.')] };
  }
}

export async function removeSession(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await removeDraftSession(context.services.core, context.actor, request.data.session ?? '');
  return afterChange(context, 'organise-session-remove', outcome, 'The session has been removed.');
}

function placesForm({ event, session }: Found, value: string, fault?: string): Form {
  return {
    title: 'Places',
    intro: [
      { kind: 'text', text: [event.title, session.label].filter(Boolean).join(': '), tone: 'strong' },
      {
        kind: 'text',
        text: 'Extra places are offered to the waiting list at once. Fewer places take nobody’s place away.',
      },
    ],
    fields: [
      { id: 'capacity', kind: 'number', label: 'Places', hint: 'Leave empty for no limit.', min: 1, max: mostPlaces },
    ],
    values: value === '' ? {} : { capacity: value },
    ...(fault ? { faults: { capacity: fault } } : {}),
    submit: { label: 'Save', verb: 'organise-resize', data: { session: session.id } },
    cancel: { kind: 'act', label: 'Back', verb: 'organise-session', data: { session: session.id } },
    fallback: `How many places does ${event.title} have?`,
  };
}

export async function openPlaces(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findOrganised(context, request.data.session ?? '');
  if (!found) return eventNotFound(context, request.data);
  const { capacity } = found.session;
  const { places, more } = request.data;
  const wanted = places ?? (more && capacity !== null ? String(Math.max(0, capacity + Number(more))) : undefined);
  return { replies: [{ kind: 'form', form: placesForm(found, wanted ?? String(capacity ?? '')) }] };
}

export async function resize(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findOrganised(context, request.data.session ?? '');
  if (!found) return eventNotFound(context, request.data);
  const typed = typeof request.values.capacity === 'string' ? request.values.capacity.trim() : '';
  const capacity = typed === '' ? null : /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
  const outcome = await resizeSession(context.services.core, context.actor, found.session.id, capacity);
  if (outcome.kind === 'resized') {
    const offered =
      outcome.offered > 0 ? ` ${plural(outcome.offered, 'place is', 'places are')} offered to the waiting list.` : '';
    const over = outcome.over > 0 ? ` That is ${plural(outcome.over, 'place')} fewer than are already booked.` : '';
    const words = `Saved.${offered}${over}`;
    if (outcome.held) return receipt(context, found.event.id, words, { held: outcome.held });
    return showSession(context, found.session.id, words);
  }
  if (outcome.reason === 'no-places') {
    const fault = faultWords({ capacity: 'not-a-number' }).capacity;
    return { replies: [{ kind: 'form', form: placesForm(found, typed, fault) }] };
  }
  return refusedPlan('organise-resize', outcome.reason === 'not-organiser' ? 'not-allowed' : 'not-found');
}
