import { registrationsOf } from '../../app/bookings/registrations.js';
import { findActor } from '../../app/people/home-tabs.js';
import { ownSchool } from '../../app/people/school-standing.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { projectsOfSchool } from '../../app/projects/school-projects.js';
import { academicYearOf } from '../../domain/academic-year.js';
import type { AccountKey } from '../../domain/account.js';
import type { Actor } from '../../domain/actor.js';
import { isMeantFor } from '../../domain/booking.js';
import type { Card } from '../../rendering/card.js';
import type { Booking } from '../bookings/bookings-cards.js';
import type { View } from '../programme/programme-cards.js';
import { byEvent } from '../programme/programme-words.js';
import type { Services } from '../talk/turn-context.js';
import { homeBookingsCard, homeEventsCard, homeHeadCard, homeProjectsCard } from './home-cards.js';
import { workCards } from './home-work.js';

/** The Home tab of one person, on platforms that have one. */
export interface HomePage {
  /** Undefined for an unknown account. */
  readonly accountId: string | undefined;
  /** In order: who they are, what waits for them and what they run, their bookings, upcoming events, their school's projects. */
  readonly cards: readonly Card[];
}

/** Reads the Home tab of an account as it is now. */
export type ReadHome = (account: AccountKey) => Promise<HomePage>;

const shownAtMost = 10;

export function createHome(services: Services): ReadHome {
  return async (account) => {
    const actor = await findActor(services.core, account);
    return { accountId: actor?.accountId, cards: await cardsFor(services, actor) };
  };
}

async function cardsFor(services: Services, actor: Actor | undefined): Promise<readonly Card[]> {
  const { core } = services;
  const now = core.clock.now();
  const view: View = { now, zone: core.timeZone };
  const sessions = await upcomingSessions(core);
  const post = actor?.post ?? undefined;
  const own = actor?.personId ? await registrationsOf(core.prisma, actor.personId, now) : [];
  const held = new Map(sessions.map((session) => [session.id, session]));
  const bookings = own.flatMap((registration): Booking[] => {
    const session = held.get(registration.sessionId);
    return session ? [{ registration, session }] : [];
  });
  const meant = sessions.filter(({ audience: positions, phases, localities }) =>
    isMeantFor({ positions, phases, localities }, post ?? {}),
  );
  const cards = [
    homeHeadCard(actor),
    ...(actor ? await workCards(services, actor) : []),
    homeBookingsCard(bookings.slice(0, shownAtMost), view),
    homeEventsCard(byEvent(meant).slice(0, shownAtMost), view),
  ];
  const urn = actor ? ownSchool(actor) : null;
  if (!post?.school || urn === null) return cards;
  const projects = await projectsOfSchool(core.prisma, urn, academicYearOf(now, core.timeZone));
  return [...cards, homeProjectsCard(post.school, projects.slice(0, shownAtMost))];
}
