import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayMoment } from '../../domain/when.js';
import type { Action } from '../../rendering/card.js';
import { askToCancel } from '../bookings/cancelling.js';
import { bookingsMeant, bookingsOf, type HeldBooking } from '../bookings/held-bookings.js';
import { openEventMeant } from '../organising/event-meant.js';
import { organiserAct } from '../organising/organising-cards.js';
import { ownSessionsMeant } from '../programme/own-sessions-meant.js';
import { sessionTitle } from '../programme/programme-cards.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';

/**
 * What organisers say of an event that they run. "I need to cancel the briefing", from an organiser who holds a place at it, may mean
 * either, and is asked about; of what others run they can give up their own place only.
 */
export async function organiseMeant(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.deed !== 'cancel' || !request.text) return openEventMeant(context, request);
  const held = await bookingsOf(context);
  if (held.length === 0) return openEventMeant(context, request);
  const run = await ownSessionsMeant(context, request.text, false);
  if (run.length === 0) {
    const own = await bookingsMeant(context, held, request.text);
    return own.length > 0 ? askToCancel(context, request) : openEventMeant(context, request);
  }
  const [mine, ...more] = held.filter(({ session }) => run.some(({ id }) => id === session.id));
  return mine && more.length === 0 ? askWhich(context, mine, run) : openEventMeant(context, request);
}

function askWhich({ zone }: TurnContext, mine: HeldBooking, run: readonly ProgrammeSession[]): Answer {
  const { session, registration } = mine;
  const title = 'Your own place, or the session for everybody?';
  const which = `${sessionTitle(session)}, ${sayMoment(session.startsAt, zone)}`;
  const actions: Action[] = [
    { kind: 'act', label: 'My place only', verb: 'cancel-ask', data: { registration: registration.id } },
    run.length === 1
      ? organiserAct('The session', 'organise-cancel-ask', {
          event: session.eventId,
          title: session.title,
          session: session.id,
        })
      : organiserAct('The session', 'organise-meant', { deed: 'cancel', among: run.map(({ id }) => id).join(' ') }),
  ];
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: `${title}\n${which}`,
          blocks: [
            { kind: 'heading', text: title },
            { kind: 'text', text: which },
          ],
          actions,
        },
      },
    ],
    subject: { events: [session.eventId], session: session.id },
  };
}
