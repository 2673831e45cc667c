import { findCancelledSeries } from '../../app/organising/cancel-series.js';
import { type CancelledPlace, findCancelledEvent } from '../../app/organising/cancelled-places.js';
import { fieldValues } from '../../app/organising/field-values.js';
import { findEventTitle } from '../../app/programme/event-title.js';
import { findCancelled } from '../../app/projects/cancel-cohort.js';
import { findCohortChange, type ToldChange } from '../../app/projects/cohort-changes.js';
import { sayDate, saySpan } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import { cohortTitle } from '../projects/enrolments-cards.js';
import { saySchedule } from '../projects/projects-cards.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import type { Services } from '../talk/turn-context.js';
import { fillIn } from '../writing/field-words.js';

/** A message from an organiser to people registered. */
const organiserMessage: MakeMessage<'organiser-message'> = async (services, { payload, personId }) => {
  const title = await findEventTitle(services.core.prisma, payload.eventId);
  if (!title || !payload.words) return undefined;
  const words = fillIn(payload.words, await fieldValues(services.core, payload.eventId, personId ?? ''));
  const lead = `From the organisers of ${title}:`;
  return {
    fallback: `${lead}\n${words}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'text', text: words },
    ],
    actions: [{ kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true }],
  };
};

/** That a project, or a year of it, does not go on, and why. */
const projectCancelled: MakeMessage<'project-cancelled'> = async (services, { payload }) => {
  const found = await findCancelled(services.core.prisma, payload);
  if (!found) return undefined;
  const { academicYear, projectName } = found;
  const lead = `${academicYear === null ? projectName : cohortTitle({ ...found, academicYear })} is cancelled.`;
  const why = payload.words ?? '';
  return {
    fallback: `${lead} ${why}`.trim(),
    blocks: [
      { kind: 'text', text: lead, tone: 'warning' },
      { kind: 'text', text: why },
      { kind: 'context', text: 'No school is in it any more. You do not need to do anything.' },
    ],
    actions: [{ kind: 'act', label: 'My projects', verb: 'my-projects', keepsCard: true }],
  };
};

/** That a year of a project has other days or another place, what they are now and what they were. */
const projectMoved: MakeMessage<'project-moved'> = async (services, { payload }) => {
  const found = await findCohortChange(services.core.prisma, payload);
  if (!found) return undefined;
  const lines = changeLines(found);
  const lead = `${cohortTitle(found)}: the plan has changed.`;
  return {
    fallback: [lead, ...lines].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      ...lines.map((text) => ({ kind: 'text', text }) as const),
      { kind: 'context', text: 'Your school’s place has not changed. You do not need to do anything.' },
    ],
    actions: [{ kind: 'act', label: 'My projects', verb: 'my-projects', keepsCard: true }],
  };
};

function changeLines(change: ToldChange): string[] {
  const by = (dueOn: Date | null) => (dueOn ? `by ${sayDate(dueOn)}` : 'with no date');
  switch (change.part) {
    case 'schedule': {
      const was = saySchedule(change.was);
      return [`Now: ${saySchedule(change.now) || 'no days are set yet'}`, ...(was ? [`It was: ${was}`] : [])];
    }
    case 'milestone': {
      const { title, dueOn, wasDueOn } = change;
      if (wasDueOn === undefined) return [`New milestone: ${title}, ${by(dueOn)}`];
      return [`${title}: now ${by(dueOn)}`, `It was: ${by(wasDueOn)}`];
    }
    case 'milestone-gone':
      return [`No longer needed: ${change.title}`];
  }
}

const shownPlaces = 20;

/** That an event does not take place, and why: one message for all the places that the reader has, or booked. */
const eventCancelled: MakeMessage<'event-cancelled'> = async (services, { payload, personId }) => {
  const found = await findCancelledEvent(services.core, payload.eventId, personId ?? '');
  return found && cancelledCard(services, found, ({ label }) => label);
};

/** That a whole series does not go on, and why: one message for all the places in it. */
const seriesCancelled: MakeMessage<'series-cancelled'> = async (services, { payload, personId }) => {
  const found = await findCancelledSeries(services.core, payload, personId ?? '');
  const named = ({ title, label }: CancelledPlace) => [title, label].filter(Boolean).join(': ');
  return found && cancelledCard(services, { ...found, title: found.name, reason: payload.words ?? '' }, named);
};

interface Cancelled {
  readonly title: string;
  readonly reason: string;
  readonly places: readonly CancelledPlace[];
}

function cancelledCard(
  { core, links }: Services,
  { title, reason, places }: Cancelled,
  nameOf: (place: CancelledPlace) => string,
): Card {
  const lead = `${title} is cancelled.`;
  const lines = places.slice(0, shownPlaces).map((place) => {
    const name = [nameOf(place), saySpan(place.startsAt, place.endsAt, core.timeZone)].filter(Boolean).join(', ');
    const { registrationId: id } = place;
    const own: Action = { kind: 'link', label: 'Remove from my calendar', url: links.calendar(id) };
    const theirs: Action = { kind: 'link', label: 'Page to pass on', url: links.place(id, place.startsAt) };
    const action = place.of ? theirs : place.held ? own : undefined;
    return { title: name, ...(place.of ? { detail: `for ${place.of}` } : {}), ...(action ? { action } : {}) };
  });
  const handOn = places.some((place) => place.of !== null)
    ? 'You booked for colleagues who have no chat with me: please tell them.'
    : '';
  const words = lines.map(({ title: name, detail }) => [name, detail].filter(Boolean).join(' '));
  return {
    fallback: [`${lead} ${reason}`.trim(), ...words, handOn].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'warning' },
      { kind: 'text', text: reason },
      { kind: 'list', items: lines },
      ...(handOn ? [{ kind: 'context', text: handOn } as const] : []),
    ],
    actions: [{ kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true }],
  };
}

type Kind = 'organiser-message' | 'event-cancelled' | 'series-cancelled' | 'project-cancelled' | 'project-moved';

/** Messages from organisers. */
export const organiserMessages: MessageForms<Kind> = {
  'organiser-message': { label: 'Message from the organisers', card: organiserMessage },
  'event-cancelled': { label: 'Cancellation of an event', card: eventCancelled },
  'series-cancelled': { label: 'Cancellation of a series', card: seriesCancelled },
  'project-cancelled': { label: 'Cancellation of a project', card: projectCancelled },
  'project-moved': { label: 'Change of a project’s days or place', card: projectMoved },
};
