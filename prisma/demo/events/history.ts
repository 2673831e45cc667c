import { type AttendanceRow, attendanceAt, attendanceIds } from '../attendance.js';
import {
  type AnswerRow,
  answersTo,
  bookEvent,
  isFreeToBook,
  type RegistrationMaker,
  type RegistrationRow,
} from '../bookings.js';
import type { Member } from '../people.js';
import { personas } from '../personas.js';
import type { MadeEvent } from './events.js';
import { seriesId } from './series.js';

export interface History {
  registrations: RegistrationRow[];
  answers: AnswerRow[];
  attendances: AttendanceRow[];
}

/** Bookings and attendance of recent events, for people who were in post then. */
export function buildHistory(
  maker: RegistrationMaker,
  events: readonly MadeEvent[],
  members: readonly Member[],
  localityOf: (member: Member) => string,
): History {
  const nextId = attendanceIds();
  const history: History = { registrations: [], answers: [], attendances: [] };
  for (const made of events) {
    const start = made.sessions[0]?.startsAt ?? made.event.createdAt;
    const inPost = members.filter((member) => member.from <= start);
    const registrations = bookEvent(maker, made, inPost, localityOf, start);
    const booked = new Set(registrations.map(({ personId }) => personId));
    const others = inPost.filter(
      (member) => isFreeToBook(member) && !booked.has(member.personId) && made.event.audience.includes(member.position),
    );
    const attendances = attendanceAt(maker.chooser, nextId, made, registrations, maker.chooser.shuffle(others));
    history.registrations.push(...registrations);
    history.attendances.push(...attendances);
    // Answers about food and access are deleted after an event; the choice of workshop stays.
    history.answers.push(
      ...answersTo(
        maker.chooser,
        made.questions.filter(({ kind }) => kind === 'choice'),
        registrations,
      ),
    );
  }
  addHeadteacher(maker, nextId, events, history);
  return history;
}

/** The playground headteacher attended the last round of leadership briefings, in Boston. */
function addHeadteacher(
  maker: RegistrationMaker,
  nextId: () => string,
  events: readonly MadeEvent[],
  history: History,
): void {
  const last = events.findLast(({ event }) => event.seriesId === seriesId('leadership-briefing'));
  const session = last?.sessions.find(({ label }) => label === 'Boston');
  if (!last || !session) throw new Error('No past briefing in Boston: the recent history must hold a round');
  const { personId, urn } = personas.headteacher;
  const createdAt = last.event.opensAt ?? last.event.createdAt;
  const place = { sessionId: session.id, personId, urn };
  history.registrations.push({
    ...place,
    id: maker.nextId(),
    state: 'confirmed',
    bookedById: personId,
    createdAt,
    confirmedAt: createdAt,
  });
  const recordedAt = session.startsAt;
  history.attendances.push({ ...place, id: nextId(), source: 'check_in', minutes: null, recordedAt });
}
