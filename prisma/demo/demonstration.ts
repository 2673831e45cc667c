import { dayMs } from '../../src/domain/durations.js';
import { buildArticles } from './articles/articles.js';
import { sources } from './articles/sources.js';
import {
  answersTo,
  bookEvent,
  createRegistrationMaker,
  type RegistrationMaker,
  type RegistrationRow,
} from './bookings.js';
import { academicYearOfDay, dayAt, type Holiday, holidaysOf } from './events/calendar.js';
import type { MadeEvent } from './events/events.js';
import { buildHistory } from './events/history.js';
import { buildPublishedEvents } from './events/published-events.js';
import { buildRecentEvents } from './events/recent.js';
import { allSeries } from './events/series.js';
import { buildUpcoming } from './events/upcoming.js';
import { askFurther, buildFeedback, feedbackSince } from './feedback.js';
import { buildFigures } from './figures.js';
import { idsOf } from './ids.js';
import { buildPeople, type Member } from './people.js';
import { personas } from './personas.js';
import { buildProjectRecords } from './projects/project-records.js';
import { figureSketches } from './published-figures.js';
import { buildQuotes } from './quotes.js';
import { chooserFrom } from './random.js';
import { buildClosedSchools } from './schools/closed-schools.js';
import { buildOpenSchools } from './schools/schools.js';

/** Holidays of the years around `academicYear`, with ids. */
function holidayRows(academicYear: number): (Holiday & { id: string })[] {
  const nextId = idsOf('holiday');
  const years = [-3, -2, -1, 0, 1, 2].map((step) => academicYear + step);
  return years.flatMap((year) => holidaysOf(year).map((holiday) => ({ ...holiday, id: nextId() })));
}

/** All rows of the demonstration data as of `now`, in the order in which they have to be inserted. */
export function buildDemonstration(now: Date, timeZone: string) {
  const today = dayAt(now, timeZone);
  const academicYear = academicYearOfDay(today);
  const { schools: openSchools, trusts } = buildOpenSchools();
  const { closed, links } = buildClosedSchools(openSchools);
  const people = buildPeople(openSchools, academicYear);
  const schoolOf = new Map(openSchools.map((school) => [school.urn, school]));
  const localityOf = (member: Member): string => schoolOf.get(member.urn ?? 0)?.locality ?? '';
  const maker = createRegistrationMaker(chooserFrom(5309));
  const published = buildPublishedEvents(timeZone);
  const recent = buildRecentEvents(today, timeZone);
  const history = buildHistory(maker, recent, people.members, localityOf);
  const upcoming = buildUpcoming(today, timeZone);
  const booked = bookUpcoming(maker, upcoming, people.members, localityOf, now);
  askFurther(recent);
  const feedback = buildFeedback(chooserFrom(88), recent, history.attendances, feedbackSince(today), now);
  const memberOf = new Map(people.members.map((member) => [member.personId, member]));
  const events = [...Object.values(published), ...recent, ...Object.values(upcoming)];
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
    registrations: [...history.registrations, ...booked.registrations],
    answers: [...history.answers, ...booked.answers],
    attendances: history.attendances,
    ...feedback,
    ...buildProjectRecords({ schools: openSchools, members: people.members, academicYear, today, now, timeZone }),
    ...buildArticles(academicYear, now),
    figures: buildFigures(figureSketches, (name) => published[name].event.id),
    quotes: buildQuotes(recent, feedback, memberOf, schoolOf, now),
  };
}

type Upcoming = ReturnType<typeof buildUpcoming>;

function bookUpcoming(
  maker: RegistrationMaker,
  upcoming: Upcoming,
  members: readonly Member[],
  localityOf: (member: Member) => string,
  now: Date,
) {
  const booked = Object.values(upcoming).map((made) => {
    const registrations = bookEvent(maker, made, members, localityOf, now);
    return { registrations, answers: answersTo(maker.chooser, made.questions, registrations) };
  });
  const own = bookingOfHeadteacher(maker.nextId(), upcoming.facilitatorTraining, now);
  return {
    registrations: [...booked.flatMap(({ registrations }) => registrations), own],
    answers: booked.flatMap(({ answers }) => answers),
  };
}

/** The playground headteacher's booking. */
function bookingOfHeadteacher(id: string, training: MadeEvent, now: Date): RegistrationRow {
  const session = training.sessions[0];
  if (!session) throw new Error('The facilitator training has no session: give it one');
  const { personId, urn } = personas.headteacher;
  const createdAt = new Date(now.getTime() - 3 * dayMs);
  return {
    id,
    sessionId: session.id,
    personId,
    urn,
    state: 'confirmed',
    bookedById: personId,
    createdAt,
    confirmedAt: createdAt,
  };
}
