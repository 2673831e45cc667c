import { webCalendarLinks } from '../../app/bookings/calendar.js';
import { openCalendarFeed, revokeCalendarFeed } from '../../app/bookings/calendar-feeds.js';
import { muteReminders } from '../../app/bookings/reminders.js';
import { askWho } from '../people/people.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type Ask, type Talk, text } from '../talk/turn-context.js';
import { bookingsMeant, bookingsOf } from './held-bookings.js';

/** One booking for any calendar: a file, Outlook or Google. */
export async function addToCalendar(talk: Talk, ask: Ask): Promise<Answer> {
  const held = (await bookingsOf(talk)).filter(({ registration }) => registration.state === 'confirmed');
  const byButton = ask.data.registration;
  const [only, ...more] = byButton
    ? held.filter(({ registration }) => registration.id === byButton)
    : await bookingsMeant(talk, held, ask.text);
  if (!only) return refusal(talk, 'You have no booking to put in a calendar.');
  if (more.length > 0) return shareCalendar(talk);
  const links = webCalendarLinks(only.session);
  const lead = `Add ${sessionTitle(only.session)} to your calendar:`;
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: `${lead} ${talk.desk.links.calendar(only.registration.id)}`,
          blocks: [
            { kind: 'text', text: lead },
            {
              kind: 'context',
              text: 'The file follows changes: open it again after one. A shared calendar does so by itself.',
            },
          ],
          actions: [
            { kind: 'link', label: 'Calendar file', url: talk.desk.links.calendar(only.registration.id) },
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

/** A secret link to all of somebody's bookings; a new one each time, and the old one ends. */
export async function shareCalendar(talk: Talk): Promise<Answer> {
  const secret = await openCalendarFeed(talk.desk.core, talk.actor);
  if (secret === undefined) return askWho(talk, 'One thing first, so that I know whose bookings they are.');
  const url = talk.desk.links.feed(secret);
  const lead = 'Subscribe to this address in your calendar, and it always shows your bookings:';
  const note =
    'Whoever has the address sees your bookings. An older one no longer works; this one ends when you say so.';
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
            { kind: 'act', label: 'End it', verb: 'revoke-feed', style: 'danger' },
          ],
        },
      },
    ],
  };
}

export async function endSharedCalendar(talk: Talk): Promise<Answer> {
  const ended = await revokeCalendarFeed(talk.desk.core, talk.actor);
  return { replies: [text(ended ? 'The address no longer works.' : 'You share no calendar just now.')] };
}

export async function mute(talk: Talk): Promise<Answer> {
  return setMuted(talk, true);
}

export async function unmute(talk: Talk): Promise<Answer> {
  return setMuted(talk, false);
}

async function setMuted(talk: Talk, muted: boolean): Promise<Answer> {
  if (!(await muteReminders(talk.desk.core, talk.actor, muted))) {
    return askWho(talk, 'One thing first, so that I know whose reminders they are.');
  }
  const words = muted
    ? 'No more reminders. You still hear of offers, changes and cancellations. Say "send me reminders" to have them again.'
    : 'I will remind you a week and a day before, and on the morning.';
  return { replies: [text(words)] };
}
