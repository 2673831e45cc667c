import type { Beside } from '../../app/bookings/session-lock.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { noAccount } from '../../domain/actor.js';
import { saySpan } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
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
  const { actor, now, services, zone } = context;
  const held = await findSession(services.core.sql, sessionId);
  if (!held) return refusal(context, 'That event is no longer on the programme.');
  // The link of a page is good for its own event: who has the mail from somebody else reads nothing of other bookings.
  const isPage = actor.accountId === noAccount;
  const lead = besideWords('You already have', isPage ? undefined : held, why, zone);
  const title = sessionTitle(wanted);
  const question = `Shall I book ${title} as well?`;
  const swap = held.startsAt > now && !isPage ? swapAction(wanted.id, registrationId) : undefined;
  const bookBoth = { session: wanted.id, besides: 'yes' };
  const card: Card = {
    fallback: `${lead} ${question} Say "yes" to have both.`,
    blocks: [
      { kind: 'text', text: `${lead} ${question}`, tone: 'strong' },
      { kind: 'context', text: `${title}: ${saySpan(wanted.startsAt, wanted.endsAt, zone)}` },
      ...(swap ? [{ kind: 'context', text: `Swap gives up your place at ${sessionTitle(held)}.` } as const] : []),
    ],
    actions: [
      ...(swap ? [swap] : []),
      { kind: 'act', label: 'Book as well', verb: 'book', data: bookBoth },
      { kind: 'act', label: 'Leave it', verb: 'leave-it' },
    ],
  };
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: [wanted.eventId], session: wanted.id, pending: { verb: 'book', data: bookBoth } },
  };
}

/**
 * `You already have a place at the Northgate briefing at that time, Thursday 15 October 2026, 9:30am.`
 * @param who `You already have`, `Sam Field already has`
 * @param held undefined where the reader is not to know what it is
 */
export function besideWords(who: string, held: ProgrammeSession | undefined, why: Beside['why'], zone: string): string {
  if (!held)
    return `${who} a place at ${why === 'same-time' ? 'something else at that time' : 'another venue of this event'}.`;
  const when = saySpan(held.startsAt, held.endsAt, zone);
  const atOnce = why === 'same-time' ? ' at that time' : '';
  return `${who} a place at ${sessionTitle(held)}${atOnce}, ${when}.`;
}

function swapAction(session: string, instead: string): Action {
  return { kind: 'act', label: 'Swap', verb: 'book', data: { session, instead } };
}
