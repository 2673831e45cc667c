import { roomsOf } from '../../app/bookings/rooms.js';
import { noteNeedsRead, talliesOf } from '../../app/bookings/tallies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { type AskedOfComing, attendeeLinks, attendeesMeant } from './attendees.js';
import { badgesCard, cateringCard, roomsCard } from './on-the-day-cards.js';

const catering: AskedOfComing = { which: 'Food and other needs of which event?', verb: 'catering', label: 'Show them' };
const rooms: AskedOfComing = { which: 'Room sheets for which event?', verb: 'room-sheets', label: 'Rooms' };
const badges: AskedOfComing = { which: 'Badges for which event?', verb: 'badges', label: 'Badges' };

/** "Catering numbers for the Northgate briefing": what people need, counted; with names only when these are asked for. */
export async function answerCatering(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await attendeesMeant(context, request, catering);
  if ('replies' in found) return found;
  const withNames = request.data.names === 'yes';
  if (withNames) await noteNeedsRead(context.services.core, context.actor, found.eventId);
  return {
    replies: [{ kind: 'card', card: cateringCard(found, talliesOf(found), withNames, context) }],
    subject: { events: [found.eventId] },
  };
}

/** "Room sheets for the conference": how many are in each workshop or room, and the sheets to print. */
export async function answerRooms(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await attendeesMeant(context, request, rooms);
  if ('replies' in found) return found;
  const url = attendeeLinks(context, found.eventId)['rooms.pdf'];
  return {
    replies: [{ kind: 'card', card: roomsCard(found, roomsOf(found), url, context) }],
    subject: { events: [found.eventId] },
  };
}

/** "Badges for the conference": the sheet to print. */
export async function answerBadges(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await attendeesMeant(context, request, badges);
  if ('replies' in found) return found;
  return {
    replies: [{ kind: 'card', card: badgesCard(found, attendeeLinks(context, found.eventId)['badges.pdf']) }],
    subject: { events: [found.eventId] },
  };
}
