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
import { eventFaults } from '../../domain/event-plan.js';
import { inHoliday } from '../../domain/next-term.js';
import { hourOfSameDay, isWorkingTime } from '../../domain/working-hours.js';
import type { FormValues } from '../../rendering/card.js';
import { eventCard } from '../programme/programme-cards.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { eventForm, eventValues, faultWords } from './event-forms.js';
import {
  askCard,
  type OrganiserView,
  organisedEventCard,
  organisedEventsCard,
  organiserAct,
} from './organising-cards.js';
import { readEventPlan } from './read-event-form.js';

/** Events to run. */
export async function listMyEvents(context: TurnContext): Promise<Answer> {
  const events = await organisedEvents(context.services.core, context.actor);
  return { replies: [{ kind: 'card', card: organisedEventsCard('Events to run', events, context) }] };
}

/** What is not published yet. */
export async function answerDrafts(context: TurnContext): Promise<Answer> {
  const events = await organisedEvents(context.services.core, context.actor, 'drafts');
  return { replies: [{ kind: 'card', card: organisedEventsCard('Drafts', events, context) }] };
}

/** Holidays and the week, for warnings. */
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

/** The event with all that can be done; what is gone gets the list. */
export async function showEventCard(context: TurnContext, eventId: string, lead?: string): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, eventId);
  if (!event) return eventNotFound(context, { event: eventId });
  return { replies: [{ kind: 'card', card: organisedEventCard(event, await viewOf(context), lead) }] };
}

/**
 * Not there, or another series' organisers see to it: both look the same from outside. The second is noted.
 * @param meant ids as the button carried them
 */
export async function eventNotFound(context: TurnContext, meant: Readonly<Record<string, string>>): Promise<Answer> {
  const list = await listMyEvents(context);
  const refused = await isAnothersEvent(context.services.core.prisma, context.actor, meant);
  return {
    ...list,
    ...(refused ? { refused: 'organise-event' } : {}),
    replies: [text('You do not organise that event, or it is gone. Here are yours.'), ...list.replies],
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

/** The form came back: a draft is made, or the event changed; or the form again with what is wrong. */
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
  return showEventCard(context, outcome.eventId, event ? 'Saved.' : 'The draft is made. Now add its sessions.');
}

/** A form knows days only: an hour that was set otherwise stays when its day does. */
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

/** The event as members will see it, before they do. */
export async function previewEvent(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await organisedEvent(core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  if (event.sessions.length === 0) return showEventCard(context, event.id, 'It has no session yet: add one first.');
  const [first, ...rest] = (await sessionsOfEvent(core.prisma, event.id)).map((session) => ({
    ...session,
    eventStatus: 'published' as const,
  }));
  if (!first) return eventNotFound(context, request.data);
  const seen = eventCard([first, ...rest], [], context);
  const data = { event: event.id };
  const lead = 'This is what members will see:';
  const blocks = seen.blocks.map((block) =>
    block.kind === 'list'
      ? { ...block, items: block.items.map(({ title, detail }) => ({ title, ...(detail ? { detail } : {}) })) }
      : block,
  );
  const asked = event.questions.map(({ prompt, required }) => `${prompt}${required ? ' (to be answered)' : ''}`);
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
  const outcome = await publishEvent(context.services.core, context.actor, request.data.event ?? '');
  return afterChange(context, 'organise-publish', outcome, 'It is published: members see it now.');
}

export async function openBooking(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await setBooking(context.services.core, context.actor, request.data.event ?? '', 'open');
  return afterChange(context, 'organise-open', outcome, 'Booking is open.');
}

export async function closeBooking(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await setBooking(context.services.core, context.actor, request.data.event ?? '', 'closed');
  return afterChange(context, 'organise-close', outcome, 'Booking is closed. Places that are held stay held.');
}

/** "The same again next term". */
export async function copyToNextTerm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await copyEvent(context.services.core, context.actor, request.data.event ?? '');
  if (outcome.kind === 'refused') return refusedPlan('organise-copy', outcome.reason);
  const lead = `This is the copy, a draft: the same weekdays, ${outcome.weeks} weeks later. Check the days, then publish it.`;
  return showEventCard(context, outcome.eventId, lead);
}

export async function askToDiscard(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  const data = { event: event.id };
  const yes = organiserAct('Yes, throw it away', 'organise-discard', data, { style: 'danger' });
  const card = askCard(
    `Throw the draft of ${event.title} away?`,
    [],
    yes,
    organiserAct('Keep it', 'organise-event', data),
  );
  return { replies: [{ kind: 'card', card }] };
}

export async function discard(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await discardDraft(context.services.core, context.actor, request.data.event ?? '');
  if (outcome.kind === 'refused') return refusedPlan('organise-discard', outcome.reason);
  return answerDrafts(context);
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
  return { replies: [text('Something about it is not right any more. Open it again.')] };
}

/** Why not, in words. */
export function refusedPlan(act: string, reason: Extract<PlanOutcome, { kind: 'refused' }>['reason']): Answer {
  switch (reason) {
    case 'not-allowed':
      return refuse(act, 'That is for the organisers of its series.');
    case 'not-found':
      return { replies: [text('That is gone: somebody may have removed it.')] };
    case 'no-sessions':
      return { replies: [text('It has no session that is still to come: add one first.')] };
    case 'published':
      return { replies: [text('It is published by now, so this is no longer possible. Open it again.')] };
    case 'series-draft':
      return { replies: [text('Its series is still a draft. Publish the series first: say "manage series".')] };
    case 'series-retired':
      return {
        replies: [text('Its series is retired, so it has no new events. Take it up again first: say "manage series".')],
      };
    case 'cancelled':
      return { replies: [text('It is not open to changes: it is cancelled, or not published yet.')] };
  }
}
