import type { Demand, MadeEvent, QuestionRow } from './events/events.js';
import { idsOf } from './ids.js';
import type { Member } from './people.js';
import { personas } from './personas.js';
import type { Chooser } from './random.js';

export interface RegistrationRow {
  id: string;
  sessionId: string;
  personId: string;
  urn: number | null;
  state: 'confirmed' | 'waiting';
  bookedById: string;
  createdAt: Date;
  confirmedAt: Date | null;
}

export interface AnswerRow {
  registrationId: string;
  questionId: string;
  answer: string;
}

/** Creates registrations with consecutive ids; shared by all demonstration data. */
export interface RegistrationMaker {
  readonly chooser: Chooser;
  readonly nextId: () => string;
}

export function createRegistrationMaker(chooser: Chooser): RegistrationMaker {
  return { chooser, nextId: idsOf('registration') };
}

/**
 * Members in the order in which they book: those from `near` first, and in each half headteachers and chairs mostly
 * before their colleagues.
 */
function inOrderOfInterest(
  chooser: Chooser,
  members: readonly Member[],
  isNear: (member: Member) => boolean,
): Member[] {
  const score = (member: Member): number => {
    const first = member.position === 'headteacher' || member.position === 'chair_of_governors';
    // One school in nineteen hardly ever comes, so that figures have absent schools to show.
    const shy = (member.urn ?? 0) % 19 === 4;
    return (isNear(member) ? 0 : 20) + (first ? 0 : 7) + (shy ? 60 : 0) + chooser.whole(0, 10);
  };
  return members
    .map((member) => ({ member, score: score(member) }))
    .sort((a, b) => a.score - b.score)
    .map(({ member }) => member);
}

/** `count` instants between `from` and `to`, in order, so that bookings are spread over the weeks. */
function momentsBetween(chooser: Chooser, from: Date, to: Date, count: number): Date[] {
  const span = Math.max(1, to.getTime() - from.getTime() - 60_000);
  return Array.from({ length: count }, () => from.getTime() + Math.floor((span * chooser.whole(0, 9_999)) / 10_000))
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

/** How many places each school may have at an event, and how many it already has. */
interface PlacesOfSchools {
  readonly limit: number;
  readonly held: Map<number | null, number>;
}

/** Takes the first `count` members of `candidates` whose school may have another place. */
function takeFair(candidates: Member[], count: number, { limit, held }: PlacesOfSchools): Member[] {
  const taken: Member[] = [];
  const passed: Member[] = [];
  for (const member of candidates) {
    const places = held.get(member.urn) ?? 0;
    const fits = taken.length < count && places < limit;
    (fits ? taken : passed).push(member);
    if (fits) held.set(member.urn, places + 1);
  }
  candidates.splice(0, candidates.length, ...passed);
  return taken;
}

/**
 * Registers `candidates` in their order, confirmed ones before those waiting. They are removed from `candidates`, so
 * that the next session of a round gets other people.
 */
function registrationsFor(
  maker: RegistrationMaker,
  demand: Demand,
  candidates: Member[],
  schools: PlacesOfSchools,
  between: readonly [from: Date, to: Date],
): RegistrationRow[] {
  const taken = takeFair(candidates, demand.confirmed + demand.waiting, schools);
  const moments = momentsBetween(maker.chooser, between[0], between[1], taken.length);
  return taken.map((member, index) => {
    const createdAt = moments[index] ?? between[0];
    const confirmed = index < demand.confirmed;
    return {
      id: maker.nextId(),
      sessionId: demand.sessionId,
      personId: member.personId,
      urn: member.urn,
      state: confirmed ? 'confirmed' : 'waiting',
      bookedById: member.personId,
      createdAt,
      confirmedAt: confirmed ? createdAt : null,
    };
  });
}

/** The playground headteacher's school and the office are never booked at random. */
export function isFreeToBook(member: Member): boolean {
  return member.urn !== null && member.urn !== personas.headteacher.urn && member.personId !== personas.board.personId;
}

const dietaryAnswers = ['Vegetarian', 'Vegan', 'Halal', 'No nuts, please', 'Gluten free', 'No dairy'];
const accessAnswers = ['Step-free way in, please', 'A seat near the front', 'Hearing loop', 'A parking space close by'];
const hopesAnswers = ['One thing to use on Monday', 'To meet schools of our size', 'Ideas that cost nothing'];

/** Answers given at booking: to every question with a choice, and to some of the others. */
export function answersTo(
  chooser: Chooser,
  questions: QuestionRow[],
  registrations: readonly RegistrationRow[],
): AnswerRow[] {
  const possible = { dietary: dietaryAnswers, access: accessAnswers, text: hopesAnswers };
  return registrations.flatMap((registration) =>
    questions
      .filter((question) => question.kind === 'choice' || chooser.chance(question.kind === 'access' ? 0.04 : 0.18))
      .map((question) => ({
        registrationId: registration.id,
        questionId: question.id,
        answer: chooser.pick(question.kind === 'choice' ? question.options : possible[question.kind]),
      })),
  );
}

/**
 * All registrations of an event, made between the opening of booking and `now` or its closing, whichever is earlier.
 */
export function bookEvent(
  maker: RegistrationMaker,
  made: MadeEvent,
  members: readonly Member[],
  localityOf: (member: Member) => string,
  now: Date,
): RegistrationRow[] {
  const wanted = made.event.audience;
  let left = members.filter(
    (member) => isFreeToBook(member) && (wanted.length === 0 || wanted.includes(member.position)),
  );
  const schools = { limit: made.event.placesPerSchool ?? Number.POSITIVE_INFINITY, held: new Map() };
  const until = made.event.closesAt && made.event.closesAt < now ? made.event.closesAt : now;
  return made.demands.flatMap((demand) => {
    const candidates = inOrderOfInterest(maker.chooser, left, (member) => demand.near.includes(localityOf(member)));
    const rows = registrationsFor(maker, demand, candidates, schools, [
      made.event.opensAt ?? made.event.createdAt,
      until,
    ]);
    left = candidates;
    return rows;
  });
}
