import { dayMs, hourMs } from '../../src/domain/durations.js';
import type { AttendanceRow } from './attendance.js';
import { addDays, type Day } from './events/calendar.js';
import type { MadeEvent } from './events/events.js';
import { seriesId } from './events/series.js';
import { idsOf } from './ids.js';
import { at, type Chooser, chooserFrom } from './random.js';

interface FeedbackRequestRow {
  id: string;
  eventId: string;
  personId: string;
  askedAt: Date;
  remindedAt: Date | null;
  closesAt: Date;
  questions: string[];
}

interface FeedbackResponseRow {
  requestId: string;
  rating: number;
  marks: number[];
  mostUseful: string | null;
  toChange: string | null;
  givenAt: Date;
  editedAt: Date;
}

export interface Feedback {
  requests: FeedbackRequestRow[];
  responses: FeedbackResponseRow[];
}

const useful = [
  'The county news, told quickly',
  'The school that spoke about its mornings',
  'Meeting heads of schools like ours',
  'Questions answered straight',
  'The handout with dates on it',
  'The example budget',
  'Hearing what other boards do',
  'Time to think with my deputy',
  'The part on speech and language',
  'Somebody explaining what we may ignore',
  'The diagram of who does what',
  'Tables mixed by size of school',
];

const changes = [
  'A venue nearer to the coast',
  'Start a little later, the roads are slow',
  'Send the slides the day before',
  'Shorter national part, longer tables',
  'A microphone for questions',
  'More from secondary schools',
  'Nothing comes to mind',
  'Some of it could have been a letter',
];

/**
 * Attendees are asked the morning after; about two in five answer, most of them pleased. Only events since `since` are
 * included, and no answer is later than `now`.
 */
export function buildFeedback(
  chooser: Chooser,
  events: readonly MadeEvent[],
  attendances: readonly AttendanceRow[],
  since: Day,
  now: Date,
): Feedback {
  const nextId = idsOf('feedback');
  // Of its own, so that a question more or less changes no other answer.
  const marker = chooserFrom(89);
  const feedback: Feedback = { requests: [], responses: [] };
  for (const { event, sessions } of events) {
    if (sessions.some((session) => session.startsAt < since)) continue;
    const ends = new Map(sessions.map((session) => [session.id, session.endsAt]));
    for (const { sessionId, personId } of attendances) {
      const end = ends.get(sessionId);
      const askedAt = end && new Date(end.getTime() + 21 * hourMs);
      if (!askedAt || askedAt > now) continue;
      const answers = chooser.chance(0.41);
      const reminder = new Date(askedAt.getTime() + 5 * dayMs);
      const remindedAt = answers || reminder > now ? null : reminder;
      const request = {
        id: nextId(),
        eventId: event.id,
        personId,
        askedAt,
        remindedAt,
        closesAt: addDays(askedAt, 14),
        questions: event.feedbackQuestions,
      };
      feedback.requests.push(request);
      const response = responseTo(chooser, marker, request);
      if (answers && response.givenAt <= now) feedback.responses.push(response);
    }
  }
  return feedback;
}

function responseTo(chooser: Chooser, marker: Chooser, request: FeedbackRequestRow): FeedbackResponseRow {
  const givenAt = new Date(request.askedAt.getTime() + chooser.whole(1, 6 * 24) * hourMs);
  const marks = request.questions.map((_prompt, place) => marker.pick(at(marksOf, place)));
  return {
    requestId: request.id,
    rating: chooser.pick([5, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 2]),
    marks,
    mostUseful: chooser.chance(0.6) ? chooser.pick(useful) : null,
    toChange: chooser.chance(0.35) ? chooser.pick(changes) : null,
    givenAt,
    editedAt: givenAt,
  };
}

/** What people were asked besides how it was, after the latest round of leadership briefings; one was liked less than the other. */
const furtherQuestions = ['I can use what I heard this week', 'There was enough time to talk with other schools'];
const marksOf = [
  [5, 5, 4, 4, 4, 4, 3, 0],
  [5, 4, 3, 3, 3, 2, 2, 0],
] as const;

/** Gives the latest round of leadership briefings its further questions. */
export function askFurther(events: readonly MadeEvent[]): void {
  const rounds = events.filter(({ event }) => event.seriesId === seriesId('leadership-briefing'));
  const begins = ({ sessions }: MadeEvent) => Math.min(...sessions.map(({ startsAt }) => startsAt.getTime()));
  const [latest] = rounds.sort((a, b) => begins(b) - begins(a));
  if (!latest) return;
  latest.event.feedbackQuestions = furtherQuestions;
  latest.event.ownFeedbackQuestions = true;
}

/** How far back feedback goes: thirteen months, so that a term can be compared with the same term a year before. */
export function feedbackSince(today: Day): Day {
  return addDays(today, -400);
}
