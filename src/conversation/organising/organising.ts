import { countInvitations } from '../../app/invitations/answer-invitation.js';
import type { Reach } from '../../app/messages/reach.js';
import { copyEvent } from '../../app/organising/copy-event.js';
import {
  isAnothersEvent,
  type OrganisedEvent,
  organisedEvent,
  organisedEvents,
  organisedSeries,
} from '../../app/organising/organised-events.js';
import {
  discardDraft,
  type PlanOutcome,
  publishEvent,
  saveEvent,
  setBooking,
} from '../../app/organising/plan-event.js';
import { sessionsOfEvent } from '../../app/programme/sessions.js';
import { readWorkingCalendar } from '../../app/programme/working-calendar.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { eventFaults } from '../../domain/event-plan.js';
import { inHoliday } from '../../domain/next-term.js';
import { pluralOf } from '../../domain/plural-of.js';
import { hourOfSameDay, isWorkingTime } from '../../domain/working-hours.js';
import type { FormValues } from '../../rendering/card.js';
import { eventCard } from '../programme/programme-cards.js';
import { unreachedReply } from '../talk/reach-words.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { capitalise } from '../talk/wording.js';
import { eventForm, eventValues, faultWords } from './event-forms.js';
import {
  askCard,
  type OrganiserView,
  organisedEventCard,
  organisedEventsCard,
  organiserAct,
} from './organising-cards.js';
import { readEventPlan } from './read-event-form.js';

/** The events that the user organises. */
export async function listMyEvents(context: TurnContext): Promise<Answer> {
  const events = await organisedEvents(context.services.core, context.actor);
  return { replies: [{ kind: 'card', card: organisedEventsCard('organise', events, context) }] };
}

/** What is not published yet; where the only one is to be published, what would be seen of it, with the button. */
export async function answerDrafts(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const events = await organisedEvents(context.services.core, context.actor, 'drafts');
  const [only, ...others] = events;
  if (request.data.deed === 'publish' && only && others.length === 0)
    return previewEvent(context, { ...request, data: { event: only.id } });
  return { replies: [{ kind: 'card', card: organisedEventsCard('organise-drafts', events, context) }] };
}

/** Adds holidays and weekends to the view, for warnings. */
export async function viewOf(context: TurnContext): Promise<OrganiserView> {
  const calendar = await readWorkingCalendar(context.services.core.prisma, context.zone);
  const weekdays = { ...calendar, holidays: [] };
  const isWeekend = (day: Date) => !isWorkingTime(hourOfSameDay(day, calendar.fromHour, context.zone), weekdays);
  return {
    now: context.now,
    zone: context.zone,
    isHoliday: (day) => inHoliday(day, calendar.holidays, context.zone) || isWeekend(day),
  };
}

/** One event, for its organisers. */
export async function showEvent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return showEventCard(context, request.data.event ?? '');
}

/** The event with all its actions; if it no longer exists, the list. @param reach of a message just sent: whom it did not reach is listed */
export async function showEventCard(
  context: TurnContext,
  eventId: string,
  lead?: string,
  reach?: Reach,
): Promise<Answer> {
  const { prisma } = context.services.core;
  const event = await organisedEvent(prisma, context.actor, eventId);
  if (!event) return eventNotFound(context, { event: eventId });
  const extras = { invitations: await countInvitations(prisma, event.id) };
  const card = organisedEventCard(event, await viewOf(context), lead, extras);
  return { replies: [{ kind: 'card', card }, ...(reach ? unreachedReply(reach, 'in-file') : [])] };
}

/**
 * The event does not exist or the user does not organise it; both get the same answer. The second is recorded as a refusal.
 * @param meant ids from the button
 */
export async function eventNotFound(context: TurnContext, meant: Readonly<Record<string, string>>): Promise<Answer> {
  const list = await listMyEvents(context);
  const refused = await isAnothersEvent(context.services.core.prisma, context.actor, meant);
  return {
    ...list,
    ...(refused ? { refused: 'organise-event' } : {}),
    replies: [text('You do not organise that event, or it has been removed. Here are yours.'), ...list.replies],
  };
}

/** "Create an event": the form. */
export async function newEvent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const series = await organisedSeries(context.services.core.prisma, context.actor);
  if (series.length === 0) {
    return {
      replies: [text('An event belongs to a series, and there is none that you organise. Say "manage series".')],
    };
  }
  const [only, ...others] = series;
  const meant = series.find(({ id }) => id === request.data.series) ?? (others.length === 0 ? only : undefined);
  const values: FormValues = meant ? { series: meant.id } : {};
  return { replies: [{ kind: 'form', form: eventForm(series, undefined, values) }] };
}

export async function editEvent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  return { replies: [{ kind: 'form', form: eventForm([], event, eventValues(event, context.zone)) }] };
}

/** Saves the submitted form, or shows it again with its faults. */
export async function saveEventForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const eventId = request.data.event;
  const event = eventId ? await organisedEvent(core.prisma, context.actor, eventId) : undefined;
  if (eventId && !event) return eventNotFound(context, request.data);
  const { plan, faults } = readEventPlan(request, context.zone);
  const wrong = { ...eventFaults(plan), ...faults };
  const outcome: PlanOutcome =
    Object.keys(wrong).length > 0
      ? { kind: 'faulty', faults: wrong }
      : await saveEvent(core, context.actor, keepTimes(plan, event, context), eventId);
  if (outcome.kind === 'faulty') {
    const series = await organisedSeries(core.prisma, context.actor);
    return { replies: [{ kind: 'form', form: eventForm(series, event, request.values, faultWords(outcome.faults)) }] };
  }
  if (outcome.kind === 'refused') return refusedPlan('organise-save', outcome.reason);
  return showEventCard(
    context,
    outcome.eventId,
    event ? 'Saved.' : 'The draft has been created. Now add its sessions.',
  );
}

/** The form has only dates, so a custom time is kept if its date is unchanged. */
function keepTimes<Plan extends { opensAt: Date | null; closesAt: Date | null }>(
  plan: Plan,
  event: OrganisedEvent | undefined,
  context: TurnContext,
): Plan {
  const same = (before: Date | null | undefined, after: Date | null) => {
    if (!before || !after) return after;
    const noon = (day: Date) => hourOfSameDay(day, 12, context.zone).getTime();
    return noon(before) === noon(after) ? before : after;
  };
  return { ...plan, opensAt: same(event?.opensAt, plan.opensAt), closesAt: same(event?.closesAt, plan.closesAt) };
}

/** The event preview as members will see it. */
export async function previewEvent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await organisedEvent(core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  if (event.sessions.length === 0) return showEventCard(context, event.id, 'It has no session yet. Add one first.');
  const [first, ...rest] = (await sessionsOfEvent(core.prisma, event.id)).map((session) => ({
    ...session,
    eventStatus: 'published' as const,
  }));
  if (!first) return eventNotFound(context, request.data);
  const seen = eventCard([first, ...rest], [], context);
  const data = { event: event.id };
  const lead = `This is what ${pluralOf((await readPartnership(core)).member)} will see:`;
  const blocks = seen.blocks.map((block) =>
    block.kind === 'list'
      ? { ...block, items: block.items.map(({ title, detail }) => ({ title, ...(detail ? { detail } : {}) })) }
      : block,
  );
  const asked = event.questions.map(({ prompt, required }) => `${prompt}${required ? ' (required)' : ''}`);
  const note = [
    event.membersOnly ? 'Only schools of the partnership can book.' : 'Other schools can book too.',
    ...(asked.length > 0 ? [`Asked at booking: ${asked.join(' · ')}`] : []),
  ].join(' ');
  const card = {
    fallback: `${lead}\n${seen.fallback}\n${note}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'subtle' } as const,
      ...blocks,
      { kind: 'context', text: note } as const,
    ],
    actions: [
      organiserAct('Publish now', 'organise-publish', data, { style: 'primary' }),
      organiserAct('Audience and places', 'organise-audience', data, { opensForm: true }),
      organiserAct('Questions', 'organise-questions', data),
      organiserAct('Not yet', 'organise-event', data),
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}

export async function publish(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const outcome = await publishEvent(core, context.actor, request.data.event ?? '');
  const members = capitalise(pluralOf((await readPartnership(core)).member));
  return afterChange(context, 'organise-publish', outcome, `Published. ${members} can see it now.`);
}

export async function openBooking(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await setBooking(context.services.core, context.actor, request.data.event ?? '', 'open');
  return afterChange(context, 'organise-open', outcome, 'Booking is open.');
}

export async function closeBooking(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await setBooking(context.services.core, context.actor, request.data.event ?? '', 'closed');
  return afterChange(context, 'organise-close', outcome, 'Booking is closed. Existing bookings are not affected.');
}

/** "The same again next term". */
export async function copyToNextTerm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await copyEvent(context.services.core, context.actor, request.data.event ?? '');
  if (outcome.kind === 'refused') return refusedPlan('organise-copy', outcome.reason);
  const lead = `This is a draft copy on the same weekdays, ${outcome.weeks} weeks later. Check the days, then publish it.`;
  return showEventCard(context, outcome.eventId, lead);
}

export async function askToDiscard(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  const data = { event: event.id };
  const yes = organiserAct('Yes, delete it', 'organise-discard', data, { style: 'danger' });
  const card = askCard(`Delete the draft of ${event.title}?`, [], yes, organiserAct('Keep it', 'organise-event', data));
  return { replies: [{ kind: 'card', card }] };
}

export async function discard(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await discardDraft(context.services.core, context.actor, request.data.event ?? '');
  if (outcome.kind === 'refused') return refusedPlan('organise-discard', outcome.reason);
  return answerDrafts(context, { text: '', data: {}, values: {} });
}

/** After a change: the event as it is now, or why not. */
export async function afterChange(
  context: TurnContext,
  act: string,
  outcome: PlanOutcome,
  done: string,
): Promise<Answer> {
  if (outcome.kind === 'saved') return showEventCard(context, outcome.eventId, done);
  if (outcome.kind === 'refused') return refusedPlan(act, outcome.reason);
  return { replies: [text('Something about it has changed. Please open it again.')] };
}

/** Why not, in words. */
export function refusedPlan(act: string, reason: Extract<PlanOutcome, { kind: 'refused' }>['reason']): Answer {
  switch (reason) {
    case 'not-allowed':
      return refuse(act, 'Only the organisers of its series can do that.');
    case 'not-found':
      return { replies: [text('That no longer exists. Somebody may have removed it.')] };
    case 'no-sessions':
      return { replies: [text('It has no upcoming session. Add one first.')] };
    case 'published':
      return { replies: [text('It has been published since, so this is no longer possible. Please open it again.')] };
    case 'series-draft':
      return { replies: [text('Its series is still a draft. Publish the series first: say "manage series".')] };
    case 'series-retired':
      return {
        replies: [text('Its series is retired, so it cannot have new events. Reopen it first: say "manage series".')],
      };
    case 'cancelled':
      return { replies: [text('It cannot be changed, because it is cancelled or not published yet.')] };
  }
}
