import { type AnswerRow, bookEvent, openDesk, type RegistrationRow } from './bookings.js';
import { academicYearOfDay, dayAt, type Holiday, holidaysOf } from './calendar.js';
import { buildClosedSchools } from './closed-schools.js';
import { idsOf } from './ids.js';
import { buildPeople, type Member } from './people.js';
import { personas } from './personas.js';
import { chooserFrom } from './random.js';
import { buildOpenSchools } from './schools.js';
import { allSeries } from './series.js';
import { sources } from './sources.js';
import { buildUpcoming } from './upcoming.js';

/** The years around `academicYear`, with ids. */
function holidayRows(academicYear: number): (Holiday & { id: string })[] {
  const nextId = idsOf('holiday');
  const years = [-3, -2, -1, 0, 1, 2].map((step) => academicYear + step);
  return years.flatMap((year) => holidaysOf(year).map((holiday) => ({ ...holiday, id: nextId() })));
}

/** All rows of the demonstration as they are at `now`, in the order in which they can be stored. */
export function buildDemonstration(now: Date, timeZone: string) {
  const today = dayAt(now, timeZone);
  const academicYear = academicYearOfDay(today);
  const { schools: openSchools, trusts } = buildOpenSchools();
  const { closed, links } = buildClosedSchools(openSchools);
  const people = buildPeople(openSchools, academicYear);
  const localities = new Map(openSchools.map((school) => [school.urn, school.locality]));
  const localityOf = (member: Member): string => localities.get(member.urn ?? 0) ?? '';
  const upcoming = buildUpcoming(today, timeZone);
  const desk = openDesk(chooserFrom(5309));
  const registrations: RegistrationRow[] = [];
  const answers: AnswerRow[] = [];
  for (const made of Object.values(upcoming)) {
    const booked = bookEvent(desk, made, people.members, localityOf, now);
    registrations.push(...booked.registrations);
    answers.push(...booked.answers);
  }
  registrations.push(bookingOfHeadteacher(desk.nextId(), upcoming.facilitatorTraining, now));
  const events = Object.values(upcoming);
  return {
    sources,
    trusts,
    schools: [...openSchools, ...closed],
    links,
    people: people.people,
    posts: people.posts,
    holidays: holidayRows(academicYear),
    series: allSeries,
    events: events.map(({ event }) => event),
    sessions: events.flatMap(({ sessions }) => sessions),
    questions: events.flatMap(({ questions }) => questions),
    registrations,
    answers,
  };
}

/** The one booking that the playground headteacher has from the start. */
function bookingOfHeadteacher(
  id: string,
  training: ReturnType<typeof buildUpcoming>['facilitatorTraining'],
  now: Date,
): RegistrationRow {
  const session = training.sessions[0];
  if (!session) throw new Error('The facilitator training has no session: give it one');
  const { personId, urn } = personas.headteacher;
  const createdAt = new Date(now.getTime() - 3 * 86_400_000);
  return {
    id,
    sessionId: session.id,
    personId,
    urn,
    state: 'confirmed',
    bookedById: personId,
    createdAt,
    confirmedAt: createdAt,
    endedAt: null,
    endReason: null,
  };
}
