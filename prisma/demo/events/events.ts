import type { Term } from '../../../src/domain/academic-year.js';
import type { Publication } from '../../../src/domain/booking.js';
import type { Position } from '../../../src/domain/person.js';
import { demoId } from '../ids.js';
import { academicYearOfDay, type Day, instantAt, schoolDaysBefore, termOfDay } from './calendar.js';
import { type SeriesSlug, seriesId } from './series.js';
import { type VenueKey, venues } from './venues.js';

export interface EventRow {
  id: string;
  slug: string;
  seriesId: string;
  title: string;
  theme: string | null;
  description: string;
  agenda: string[];
  academicYear: number;
  term: Term;
  status: Publication;
  audience: Position[];
  localities: string[];
  placesPerSchool: number | null;
  costPence: number;
  opensAt: Date | null;
  closesAt: Date | null;
  cateringCutOff: Date | null;
  feedbackQuestions: string[];
  ownFeedbackQuestions: boolean;
  cancelReason: string | null;
  createdAt: Date;
}

interface SessionRow {
  id: string;
  eventId: string;
  label: string;
  venue: string | null;
  address: string | null;
  town: string | null;
  postcode: string | null;
  link: string | null;
  startsAt: Date;
  endsAt: Date;
  capacity: number | null;
  status: Publication;
  cancelReason: string | null;
  attendanceConfirmedAt: Date | null;
}

export interface QuestionRow {
  id: string;
  eventId: string;
  kind: 'dietary' | 'access' | 'choice' | 'text';
  prompt: string;
  options: string[];
  required: boolean;
  order: number;
}

/** Planned registrations of a session, created once there are people. */
export interface Demand {
  sessionId: string;
  confirmed: number;
  waiting: number;
  /** Localities whose people book first; empty is the whole county. */
  near: readonly string[];
}

/** Booking times of an event, as days: it opens at nine and closes at five. */
export interface Window {
  opens: Day;
  closes: Day;
}

export interface SessionSketch {
  day: Day;
  /** Wall-clock times such as `09:30`. */
  from: string;
  to: string;
  at?: VenueKey;
  link?: string;
  label?: string;
  capacity: number | null;
  confirmed?: number;
  waiting?: number;
  near?: readonly string[];
}

export interface EventSketch {
  series: SeriesSlug;
  /** Part of the slug, to tell apart events of one series in the same month. */
  topic?: string;
  title: string;
  theme?: string;
  description: string;
  agenda: string[];
  status?: Publication;
  audience: Position[];
  localities?: string[];
  placesPerSchool?: number;
  costPence?: number;
  window: Window;
  sessions: SessionSketch[];
  questions?: Omit<QuestionRow, 'id' | 'eventId' | 'order'>[];
  cancelReason?: string;
}

export interface MadeEvent {
  event: EventRow;
  sessions: SessionRow[];
  questions: QuestionRow[];
  demands: Demand[];
}

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** `leadership-briefing-october-2017`: series, topic if any, month and year of the first day. */
function slugOfEvent(series: SeriesSlug, topic: string | undefined, date: Day): string {
  return [series, topic, months[date.getUTCMonth()], date.getUTCFullYear()].filter(Boolean).join('-');
}

function firstDayOf(sketch: EventSketch): Day {
  const first = sketch.sessions[0];
  if (!first) throw new Error(`${sketch.title} has no session: give it a day`);
  return first.day;
}

/**
 * Rows of an event with its sessions and questions. `number` determines their ids: each event has room for eight
 * sessions and eight questions.
 */
export function makeEvent(number: number, sketch: EventSketch, timeZone: string): MadeEvent {
  const id = demoId('event', number);
  const sessions = sketch.sessions.map((one, index) =>
    makeSession(demoId('session', number * 8 + index), id, one, timeZone),
  );
  const questions = (sketch.questions ?? []).map((question, order) => ({
    ...question,
    id: demoId('question', number * 8 + order),
    eventId: id,
    order,
  }));
  const demands = sketch.sessions.map((one, index) => ({
    sessionId: demoId('session', number * 8 + index),
    confirmed: one.confirmed ?? 0,
    waiting: one.waiting ?? 0,
    near: one.near ?? [],
  }));
  return { event: eventRow(id, sketch, timeZone), sessions, questions, demands };
}

function eventRow(id: string, sketch: EventSketch, timeZone: string): EventRow {
  const first = firstDayOf(sketch);
  const catered = sketch.questions?.some(({ kind }) => kind === 'dietary') ?? false;
  return {
    id,
    slug: slugOfEvent(sketch.series, sketch.topic, first),
    seriesId: seriesId(sketch.series),
    title: sketch.title,
    theme: sketch.theme ?? null,
    description: sketch.description,
    agenda: sketch.agenda,
    academicYear: academicYearOfDay(first),
    term: termOfDay(first),
    status: sketch.status ?? 'published',
    audience: sketch.audience,
    localities: sketch.localities ?? [],
    placesPerSchool: sketch.placesPerSchool ?? null,
    costPence: sketch.costPence ?? 0,
    opensAt: instantAt(sketch.window.opens, '09:00', timeZone),
    closesAt: instantAt(sketch.window.closes, '17:00', timeZone),
    cateringCutOff: catered ? instantAt(schoolDaysBefore(first, 4), '12:00', timeZone) : null,
    feedbackQuestions: [],
    ownFeedbackQuestions: false,
    cancelReason: sketch.cancelReason ?? null,
    createdAt: instantAt(schoolDaysBefore(sketch.window.opens, 5), '11:00', timeZone),
  };
}

function makeSession(id: string, eventId: string, sketch: SessionSketch, timeZone: string): SessionRow {
  const place = sketch.at ? venues[sketch.at] : ({ venue: null, address: null, town: null, postcode: null } as const);
  return {
    id,
    eventId,
    label: sketch.label ?? '',
    ...place,
    link: sketch.link ?? null,
    startsAt: instantAt(sketch.day, sketch.from, timeZone),
    endsAt: instantAt(sketch.day, sketch.to, timeZone),
    capacity: sketch.capacity,
    status: 'published',
    cancelReason: null,
    attendanceConfirmedAt: null,
  };
}
