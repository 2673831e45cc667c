import type { SchoolProject } from '../../app/projects/school-projects.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import type { Actor } from '../../domain/actor.js';
import { sayPost } from '../../domain/person.js';
import type { Action, Card } from '../../rendering/card.js';
import { type Booking, bookingsCard } from '../bookings/bookings-cards.js';
import { type EventSessions, eventsCard, type View } from '../programme/programme-cards.js';
import { capitalise } from '../talk/wording.js';

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
