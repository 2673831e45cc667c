import { webCalendarLinks } from '../../app/bookings/calendar.js';
import { openCalendarFeed, revokeCalendarFeed, sharesCalendar } from '../../app/bookings/calendar-feeds.js';
import { muteReminders } from '../../app/bookings/reminders.js';
import { noAccount } from '../../domain/actor.js';
import type { ActAction } from '../../rendering/card.js';
import { answerMails } from '../people/mail-choice.js';
import { askWho } from '../people/people.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { bookingsMeant, bookingsOf } from './held-bookings.js';

/** One booking for any calendar: a file, Outlook or Google. */
export async function addToCalendar(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const held = (await bookingsOf(context)).filter(({ registration }) => registration.state === 'confirmed');
  const byButton = request.data.registration;
  const [only, ...more] = byButton
    ? held.filter(({ registration }) => registration.id === byButton)
    : await bookingsMeant(context, held, request.text);
  if (!only) return refusal(context, 'You have no booking to add to a calendar.');
  if (more.length > 0) return shareCalendar(context, request);
  const links = webCalendarLinks(only.session);
  const lead = `Add ${sessionTitle(only.session)} to your calendar:`;
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: `${lead} ${context.services.links.calendar(only.registration.id)}`,
          blocks: [
            { kind: 'text', text: lead },
            {
              kind: 'context',
              text: 'If the booking changes, open the file again. A shared calendar updates itself.',
            },
          ],
          actions: [
            { kind: 'link', label: 'Calendar file', url: context.services.links.calendar(only.registration.id) },
            { kind: 'link', label: 'Outlook', url: links.outlook },
            { kind: 'link', label: 'Google', url: links.google },
            { kind: 'act', label: 'All my bookings', verb: 'calendar-feed', keepsCard: true },
          ],
        },
      },
    ],
    subject: { events: [only.session.eventId], session: only.session.id, registration: only.registration.id },
  };
}

/**
 * A secret link to all of a person's bookings. A new one ends the old, which somebody's calendar may be reading: words alone
 * do that to nobody.
 */
export async function shareCalendar(context: TurnContext, { text: said }: TurnRequest): Promise<Answer> {
  if (said !== '' && (await sharesCalendar(context.services.core, context.actor))) return askBeforeNewAddress();
  const secret = await openCalendarFeed(context.services.core, context.actor);
  if (secret === undefined) return askWho(context, 'One thing first, so that I know whose bookings they are.');
  const url = context.services.links.feed(secret);
  const lead = 'Subscribe to this address in your calendar, and it will always show your bookings:';
  const note =
    'Anybody who has the address can see your bookings. Older addresses no longer work, and you can switch this one off at any time.';
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: `${lead} ${url} ${note}`,
          blocks: [
            { kind: 'text', text: lead },
            { kind: 'text', text: url },
            { kind: 'context', text: note },
          ],
          actions: [
            { kind: 'link', label: 'Open it', url },
            { kind: 'act', label: 'Switch it off', verb: 'revoke-feed', style: 'danger' },
          ],
        },
      },
    ],
  };
}

function askBeforeNewAddress(): Answer {
  const words =
    'You share your calendar already. I keep no copy of its address, so I can only make a new one, and the old one then stops.';
  const actions: ActAction[] = [
    { kind: 'act', label: 'New address', verb: 'calendar-feed' },
    { kind: 'act', label: 'Switch it off', verb: 'revoke-feed', style: 'danger' },
  ];
  return { replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions } }] };
}

export async function endSharedCalendar(context: TurnContext): Promise<Answer> {
  const ended = await revokeCalendarFeed(context.services.core, context.actor);
  return { replies: [text(ended ? 'The address no longer works.' : 'You are not sharing a calendar.')] };
}

export async function mute(context: TurnContext): Promise<Answer> {
  return setMuted(context, true);
}

export async function unmute(context: TurnContext): Promise<Answer> {
  return setMuted(context, false);
}

async function setMuted(context: TurnContext, muted: boolean): Promise<Answer> {
  if (!(await muteReminders(context.services.core, context.actor, muted))) {
    return askWho(context, 'One thing first, so that I know whose reminders they are.');
  }
  if (context.actor.accountId === noAccount)
    return answerMails(context, muted ? 'You will get no more reminders.' : 'You will be reminded again.');
  const words = muted
    ? 'I will not send you any more reminders. You will still hear about offers, changes and cancellations. Say "send me reminders" to switch them back on.'
    : 'I will remind you a week and a day before, and on the morning.';
  return { replies: [text(words)] };
}
