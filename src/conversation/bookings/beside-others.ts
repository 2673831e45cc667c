import type { Beside } from '../../app/bookings/session-lock.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { saySpan } from '../../domain/when.js';
import type { Action } from '../../rendering/card.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';

/**
 * Asks before a place is booked beside one that it does not go with: another venue of the same event, or something else at
 * the same time. What has begun cannot be swapped.
 */
export async function askBesideOthers(
  context: TurnContext,
  wanted: ProgrammeSession,
  { registrationId, sessionId, why }: Beside,
): Promise<Answer> {
  const { now, services, zone } = context;
  const held = await findSession(services.core.sql, sessionId);
  if (!held) return refusal(context, 'That event is no longer on the programme.');
  const when = saySpan(held.startsAt, held.endsAt, zone);
  const [title, other] = [sessionTitle(wanted), sessionTitle(held)];
  const lead =
    why === 'same-time'
      ? `You already have a place at ${other} at that time, ${when}.`
      : `You already have a place at ${other}, ${when}.`;
  const question = `Shall I book ${title} as well?`;
  const isSwappable = held.startsAt > now;
  const bookBoth = { session: wanted.id, besides: 'yes' };
  const swap: Action = {
    kind: 'act',
    label: 'Swap',
    verb: 'book',
    data: { session: wanted.id, instead: registrationId },
  };
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: `${lead} ${question} Say "yes" to have both.`,
          blocks: [
            { kind: 'text', text: `${lead} ${question}`, tone: 'strong' },
            { kind: 'context', text: `${title}: ${saySpan(wanted.startsAt, wanted.endsAt, zone)}` },
            ...(isSwappable ? [{ kind: 'context', text: `Swap gives up your place at ${other}.` } as const] : []),
          ],
          actions: [
            ...(isSwappable ? [swap] : []),
            { kind: 'act', label: 'Book as well', verb: 'book', data: bookBoth },
            { kind: 'act', label: 'Leave it', verb: 'leave-it' },
          ],
        },
      },
    ],
    subject: { events: [wanted.eventId], session: wanted.id, pending: { verb: 'book', data: bookBoth } },
  };
}
