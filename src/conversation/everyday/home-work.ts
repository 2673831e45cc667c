import { readDigestState } from '../../app/board/digest-state.js';
import { registrationsOf } from '../../app/bookings/registrations.js';
import { openFeedbackRequests } from '../../app/feedback/feedback.js';
import { listTroubles } from '../../app/messages/platform-trouble.js';
import { type OrganisedEvent, organisedEvents } from '../../app/organising/organised-events.js';
import { openApplications } from '../../app/projects/applications.js';
import { enrolmentsOfSchool } from '../../app/projects/enrolment-views.js';
import { openNominations } from '../../app/projects/nominations.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import type { Card, ListItem } from '../../rendering/card.js';
import { sayTrouble } from '../operations/platform-trouble-words.js';
import { readNeedsDoing } from '../organising/needs-doing.js';
import type { Services } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { digestStateCard, eventsToRunCard } from './home-cards.js';

const eventsShown = 8;

/**
 * What somebody has to do and to run, by their roles: what waits for them, the events they organise, and how the weekly digest stands.
 * What there is nothing of is left out.
 */
export async function workCards(services: Services, actor: Actor): Promise<Card[]> {
  const { core } = services;
  const [own, organised, digest] = await Promise.all([
    ownTasks(services, actor),
    organiserTasks(services, actor),
    readDigestState(core, actor),
  ]);
  const organising = await readNeedsDoing(services, actor, 'What you organise.', []);
  const events = organising ? await comingEvents(services, actor) : undefined;
  return [
    ...toDoCard([...own, ...organised]),
    ...(organising ? [organising] : []),
    ...(events ? [eventsToRunCard(events, core.timeZone)] : []),
    ...(digest ? [digestStateCard(digest, core.timeZone, holds(actor, 'organiser'))] : []),
  ];
}

function toDoCard(items: readonly ListItem[]): Card[] {
  if (items.length === 0) return [];
  const title = 'For you to do';
  return [
    {
      fallback: [title, ...items.map((item) => item.title)].join('\n'),
      blocks: [
        { kind: 'heading', text: title },
        { kind: 'list', items },
      ],
    },
  ];
}

/** What waits for them as a guest of events and a head of their school. */
async function ownTasks({ core }: Services, actor: Actor): Promise<ListItem[]> {
  const { personId } = actor;
  if (personId === null) return [];
  const now = core.clock.now();
  const [places, feedback, enrolments] = await Promise.all([
    registrationsOf(core.prisma, personId, now),
    openFeedbackRequests(core, personId),
    enrolmentsOfSchool(core, actor, academicYearOf(now, core.timeZone)),
  ]);
  const offered = places.filter(({ state }) => state === 'offered').length;
  const toConfirm = enrolments.filter(({ state }) => state === 'awaiting_head').length;
  return [
    ...task(offered, `${plural(offered, 'place is', 'places are')} offered to you`, 'my-bookings', 'Answer'),
    ...task(toConfirm, `${plural(toConfirm, 'project waits', 'projects wait')} for the headteacher`, 'my-projects'),
    ...task(feedback.length, `${plural(feedback.length, 'event')} to say a word about`, 'feedback', 'Say how it was'),
  ];
}

/** What waits for organisers of everything beside what `readNeedsDoing` lists. */
async function organiserTasks({ core }: Services, actor: Actor): Promise<ListItem[]> {
  if (!holdsSomewhere(actor, 'organiser')) return [];
  const [applications, nominations] = await Promise.all([openApplications(core, actor), openNominations(core, actor)]);
  const asked = applications?.length ?? 0;
  const named = nominations?.length ?? 0;
  return [
    ...(await troubleTasks(core, actor)),
    ...task(asked, `${plural(asked, 'application')} to decide`, 'applications'),
    ...task(named, `${plural(named, 'nomination')} to decide`, 'nominations'),
  ];
}

async function troubleTasks(core: Services['core'], actor: Actor): Promise<ListItem[]> {
  if (!holds(actor, 'administrator')) return [];
  const troubles = await listTroubles(core);
  return troubles.map((trouble) => ({
    title: sayTrouble(trouble, core.timeZone),
    action: { kind: 'act', label: 'See', verb: 'status' },
  }));
}

type TaskVerb = 'my-bookings' | 'my-projects' | 'feedback' | 'applications' | 'nominations';

function task(count: number, title: string, verb: TaskVerb, label = 'See'): ListItem[] {
  return count === 0 ? [] : [{ title, action: { kind: 'act', label, verb } }];
}

/** Events that have not ended, and drafts. */
async function comingEvents({ core }: Services, actor: Actor): Promise<readonly OrganisedEvent[]> {
  const now = core.clock.now();
  const events = await organisedEvents(core, actor);
  const coming = events.filter(
    ({ status, sessions }) => status === 'draft' || sessions.some(({ endsAt }) => endsAt > now),
  );
  return coming.filter(({ status }) => status !== 'cancelled').slice(0, eventsShown);
}
