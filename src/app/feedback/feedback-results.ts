import { type Actor, holds } from '../../domain/actor.js';
import { countOfRatings, type SurveyCount, surveyRatings } from '../../domain/survey.js';
import type { Core } from '../core.js';
import { type AnsweredQuestion, countMarks } from './count-marks.js';

/** An event after which people were asked for feedback. */
export interface EventWithFeedback {
  readonly eventId: string;
  readonly title: string;
  readonly seriesId: string;
  readonly seriesName: string;
  /** Of its sessions, where they have any. */
  readonly labels: readonly string[];
  /** When its last session began; undefined where it has none. */
  readonly startsAt: Date | undefined;
}

/** The state of an event's feedback, for its organisers. */
export interface FeedbackResults extends EventWithFeedback {
  readonly asked: number;
  readonly answered: number;
  /** Null while nobody has answered. */
  readonly rating: number | null;
  /** How it was, as often as each rating was given. */
  readonly overall: SurveyCount;
  /** What was asked besides. */
  readonly questions: readonly AnsweredQuestion[];
  /** One of each person who wrote something, the latest first. */
  readonly mostUseful: readonly string[];
  readonly toChange: readonly string[];
  /** Quotes not moderated yet. */
  readonly pending: number;
}

/** The events with feedback requests among those the actor organises, the latest first. */
export async function eventsWithFeedback(core: Core, actor: Actor): Promise<EventWithFeedback[]> {
  const events = await core.prisma.event.findMany({
    where: { feedbackRequests: { some: {} } },
    select: {
      id: true,
      title: true,
      seriesId: true,
      series: { select: { name: true } },
      sessions: { select: { startsAt: true, label: true } },
    },
  });
  return events
    .filter(({ seriesId }) => holds(actor, 'organiser', seriesId))
    .map(({ id, title, seriesId, series, sessions }) => {
      const last = Math.max(...sessions.map(({ startsAt }) => startsAt.getTime()));
      const startsAt = sessions.length > 0 ? new Date(last) : undefined;
      const labels = sessions.flatMap(({ label }) => label || []);
      return { eventId: id, title, seriesId, seriesName: series.name, labels, startsAt };
    })
    .sort((a, b) => (b.startsAt?.getTime() ?? 0) - (a.startsAt?.getTime() ?? 0));
}

/** What has been answered after these events. @param events as they were read for the actor */
export async function feedbackResults(
  core: Core,
  events: readonly EventWithFeedback[],
): Promise<readonly FeedbackResults[]> {
  const marks = await countMarks(
    core.prisma,
    events.map(({ eventId }) => eventId),
  );
  return Promise.all(events.map((event) => resultsOf(core, event, marks.get(event.eventId) ?? [])));
}

async function resultsOf(
  core: Core,
  event: EventWithFeedback,
  questions: readonly AnsweredQuestion[],
): Promise<FeedbackResults> {
  const { eventId } = event;
  const [asked, responses, pending] = await Promise.all([
    core.prisma.feedbackRequest.count({ where: { eventId } }),
    core.prisma.feedbackResponse.findMany({
      where: { request: { eventId } },
      orderBy: { editedAt: 'desc' },
      select: { rating: true, mostUseful: true, toChange: true },
    }),
    core.prisma.quote.count({ where: { eventId, moderation: 'pending', withdrawnAt: null } }),
  ]);
  const overall = countOfRatings(
    surveyRatings.map((wanted) => responses.filter((one) => one.rating === wanted).length),
  );
  return {
    ...event,
    asked,
    answered: responses.length,
    rating: overall.mean,
    overall,
    questions,
    mostUseful: responses.flatMap(({ mostUseful }) => mostUseful ?? []),
    toChange: responses.flatMap(({ toChange }) => toChange ?? []),
    pending,
  };
}
