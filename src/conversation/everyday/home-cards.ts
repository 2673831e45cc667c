import type { DigestState } from '../../app/board/digest-state.js';
import type { OrganisedEvent } from '../../app/organising/organised-events.js';
import type { SchoolProject } from '../../app/projects/school-projects.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import type { Actor } from '../../domain/actor.js';
import { sayMoment } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import { type Booking, bookingsCard } from '../bookings/bookings-cards.js';
import { type EventSessions, eventsCard, type View } from '../programme/programme-cards.js';
import { sayPost } from '../talk/person-words.js';
import { capitalise, listWords, plural } from '../talk/wording.js';

/** Head of the Home tab: who the user is, and the main actions. */
export function homeHeadCard(actor: Actor | undefined): Card {
  const post = actor?.post;
  const who = post ? [sayPost(post), post.school].filter(Boolean).join(', ') : undefined;
  const lead = who
    ? `${actor?.name}: ${who}`
    : 'Tell me your school and your role. I will remember them and show you what is relevant.';
  return {
    fallback: lead,
    blocks: [
      { kind: 'heading', text: 'Staffroom' },
      { kind: 'text', text: lead },
    ],
    actions: [
      { kind: 'act', label: "What's on", verb: 'whats-on', ...(who ? { style: 'primary' } : {}) },
      who
        ? { kind: 'act', label: 'Change my school', verb: 'change-school', opensForm: true }
        : { kind: 'act', label: 'Tell me your school', verb: 'who-am-i', opensForm: true, style: 'primary' },
      { kind: 'act', label: 'What I can do', verb: 'help' },
    ],
  };
}

/** The person's bookings and projects, or a sentence that there are none. */
export function homeBookingsCard(bookings: readonly Booking[], view: View): Card {
  if (bookings.length > 0) return { ...bookingsCard(bookings, view), actions: [] };
  return section('My bookings', 'You have no bookings just now.');
}

/** Coming events for somebody in this position, up to a limit. */
export function homeEventsCard(events: readonly EventSessions[], view: View): Card {
  if (events.length > 0) return { ...eventsCard("What's on for me", events, view), actions: [] };
  return section("What's on for me", 'Nothing is on the programme for you just now.');
}

/** What the school takes part in. */
export function homeProjectsCard(school: string, projects: readonly SchoolProject[]): Card {
  const title = `Projects at ${school}`;
  if (projects.length === 0) return section(title, 'Your school is not in any project this year.');
  return {
    fallback: [title, ...projects.map(({ name }) => name)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'list',
        items: projects.map((project) => ({
          title: project.name,
          detail: [
            sayAcademicYear(project.academicYear),
            capitalise(standing[project.state]),
            ...(project.strands.length > 0 ? [project.strands.join(', ')] : []),
          ].join(' · '),
        })),
      },
    ],
  };
}

/** The events that somebody organises, with how full they are. */
export function eventsToRunCard(events: readonly OrganisedEvent[], zone: string): Card {
  const title = 'Events you run';
  const all: Action = { kind: 'act', label: 'All my events', verb: 'organise' };
  const plan: Action = { kind: 'act', label: 'Plan an event', verb: 'organise-new', opensForm: true };
  if (events.length === 0) return section(title, 'None is coming up.', [plan]);
  const items = events.map((event) => ({
    title: event.title,
    detail: sayFullness(event, zone),
    action: { kind: 'act', label: 'Open', verb: 'organise-event', data: { event: event.id } } as const,
  }));
  return {
    fallback: [title, ...items.map((item) => `${item.title}: ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
    actions: [all, plan],
  };
}

/** `Thursday 15 October 2026, 9:30am · 31 of 40 places · 2 waiting` */
function sayFullness({ status, sessions }: OrganisedEvent, zone: string): string {
  const [first] = sessions;
  const sum = (one: 'confirmed' | 'waiting') => sessions.reduce((total, session) => total + session[one], 0);
  const limited = sessions.every(({ capacity }) => capacity !== null);
  const places = sessions.reduce((total, { capacity }) => total + (capacity ?? 0), 0);
  const booked = limited && sessions.length > 0 ? `${sum('confirmed')} of ${plural(places, 'place')}` : undefined;
  const when = first ? sayMoment(first.startsAt, zone) : 'no date yet';
  return [
    when + (sessions.length > 1 ? ` and ${plural(sessions.length - 1, 'more date')}` : ''),
    status === 'draft' ? 'draft' : (booked ?? `${sum('confirmed')} booked`),
    ...(sum('waiting') > 0 ? [`${sum('waiting')} waiting`] : []),
  ].join(' · ');
}

/** Where the weekly digest goes, and when it went out last. */
export function digestStateCard(
  { channels, readers, lastSentAt }: DigestState,
  zone: string,
  mayChange: boolean,
): Card {
  const names = channels.map(({ name, isClosed }) => `${name ?? 'a channel'}${isClosed ? ' (closed to me)' : ''}`);
  const to = [...names, ...(readers > 0 ? [plural(readers, 'person', 'people')] : [])];
  const goes =
    to.length > 0
      ? `It goes to ${listWords(to)}.`
      : 'It goes to nobody yet. Say “send the digest here” in the channel that should have it.';
  const last = lastSentAt ? `Last sent ${sayMoment(lastSentAt, zone)}.` : 'It has not been sent yet.';
  const actions: Action[] = [
    { kind: 'act', label: 'See it now', verb: 'digest-now' },
    ...(mayChange ? [{ kind: 'act', label: 'All channels', verb: 'channels' } as const] : []),
  ];
  return section('Weekly digest', `${goes} ${last}`, actions);
}

const standing: Record<SchoolProject['state'], string> = {
  interested: 'interested',
  awaiting_head: 'waiting for the headteacher to confirm',
  registered: 'taking part',
  waiting: 'on the waiting list',
};

function section(title: string, words: string, actions: readonly Action[] = []): Card {
  return {
    fallback: `${title}: ${words}`,
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: words },
    ],
    actions,
  };
}
