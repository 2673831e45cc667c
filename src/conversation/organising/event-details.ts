import { eventOfSession, organisedEvent } from '../../app/organising/organised-events.js';
import { saveEventDetails, saveVenueDetails } from '../../app/organising/save-details.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { detailsForm, detailValues, readDetails, readVenueDetails, venueForm, venueValues } from './details-forms.js';
import { faultWords } from './event-forms.js';
import { afterChange, eventNotFound } from './organising.js';

/** *More details* of an event. */
export async function openDetails(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  return { replies: [{ kind: 'form', form: detailsForm(event, detailValues(event)) }] };
}

/** Saves the submitted form, or shows it again with its faults. */
export async function saveDetailsForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await organisedEvent(core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  const outcome = await saveEventDetails(core, context.actor, event.id, readDetails(request));
  if (outcome.kind === 'faulty') {
    return { replies: [{ kind: 'form', form: detailsForm(event, request.values, faultWords(outcome.faults)) }] };
  }
  return afterChange(context, 'organise-details-save', outcome, savedWords(event.status));
}

/** *Getting there*, of one session. */
export async function openVenue(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findOrganised(context, request);
  if (!found) return eventNotFound(context, request.data);
  const { event, session } = found;
  return { replies: [{ kind: 'form', form: venueForm(event, session, venueValues(session)) }] };
}

export async function saveVenueForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await findOrganised(context, request);
  if (!found) return eventNotFound(context, request.data);
  const { event, session } = found;
  const outcome = await saveVenueDetails(context.services.core, context.actor, session.id, readVenueDetails(request));
  if (outcome.kind === 'faulty') {
    const form = venueForm(event, session, request.values, faultWords(outcome.faults));
    return { replies: [{ kind: 'form', form }] };
  }
  return afterChange(context, 'organise-venue-save', outcome, savedWords(event.status));
}

async function findOrganised(context: TurnContext, request: TurnRequest) {
  const sessionId = request.data.session ?? '';
  const event = await eventOfSession(context.services.core.prisma, context.actor, sessionId);
  const session = event?.sessions.find(({ id }) => id === sessionId);
  return event && session ? { event, session } : undefined;
}

function savedWords(status: string): string {
  if (status !== 'published') return 'Saved.';
  return 'Saved. Nobody is told by itself: “Write to them” does that.';
}
