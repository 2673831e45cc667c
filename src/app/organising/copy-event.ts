import type { Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';
import { newId } from '../../db/new-id.js';
import { academicYearOf, sayAcademicYear, type Term, termOf } from '../../domain/academic-year.js';
import { type Actor, holds } from '../../domain/actor.js';
import { laterBy, weeksToNextTerm, workdayUntil } from '../../domain/next-term.js';
import { isUuid } from '../../domain/uuid.js';
import { hourOfSameDay, isWorkingTime, type WorkingCalendar } from '../../domain/working-hours.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { reasonSeriesIsHidden } from '../programme/series.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';
import { slugOf } from './plan-event.js';

type CopyOutcome =
  | { readonly kind: 'copied'; readonly eventId: string; readonly weeks: number }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' | 'no-sessions' | 'series-retired' };

/**
 * "The same again next term": a draft with everything except the people, moved to the same weekdays of the next term,
 * outside school holidays. Copying an event twice makes two drafts.
 */
export async function copyEvent(core: Core, actor: Actor, eventId: string): Promise<CopyOutcome> {
  if (!isUuid(eventId)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<CopyOutcome> => {
    const source = await tx.event.findUnique({
      where: { id: eventId },
      include: { sessions: { where: { status: { not: 'cancelled' } } }, questions: true },
    });
    if (!source) return { kind: 'refused', reason: 'not-found' };
    if (!holds(actor, 'organiser', source.seriesId)) return { kind: 'refused', reason: 'not-allowed' };
    if ((await reasonSeriesIsHidden(tx, source.seriesId)) === 'series-retired') {
      return { kind: 'refused', reason: 'series-retired' };
    }
    const starts = source.sessions.map(({ startsAt }) => startsAt);
    if (starts.length === 0) return { kind: 'refused', reason: 'no-sessions' };
    const now = core.clock.now();
    const calendar = await readWorkingCalendar(tx, core.timeZone);
    const weeks = weeksToNextTerm(starts, now, calendar.holidays, core.timeZone);
    const { id } = await insertEventCopy(core, tx, source, { weeks, calendar, seriesId: source.seriesId });
    const line = { act: 'copy-event', subject: 'event', subjectId: id, outcome: 'draft', detail: { weeks } } as const;
    await recordAct(tx, actor, line, now);
    return { kind: 'copied', eventId: id, weeks };
  });
}

export type EventSource = Prisma.EventGetPayload<{ include: { sessions: true; questions: true } }>;

/** The term that a copy is for. */
interface CopyTarget {
  readonly weeks: number;
  readonly seriesId: string;
  readonly calendar: WorkingCalendar;
}

type Deadlines = Pick<EventSource, 'opensAt' | 'closesAt' | 'cateringCutOff'>;

/** Moved by as many weeks as the sessions; a deadline on a day off moves to the working day before. */
function deadlinesOf(zone: string, source: EventSource, { weeks, calendar }: CopyTarget): Deadlines {
  const isDayOff = (day: Date) => !isWorkingTime(hourOfSameDay(day, calendar.fromHour, zone), calendar);
  const due = (instant: Date | null) => instant && workdayUntil(laterBy(instant, weeks, zone), isDayOff, zone);
  return { opensAt: due(source.opensAt), closesAt: due(source.closesAt), cateringCutOff: due(source.cateringCutOff) };
}

/** A draft made by copying. */
export interface CopiedDraft {
  readonly id: string;
  readonly title: string;
  /** The start of its first session. */
  readonly startsAt: Date;
}

/** Inserts the copy as a draft. @param source with at least one session to copy */
export async function insertEventCopy(
  core: Core,
  tx: Tx,
  source: EventSource,
  target: CopyTarget,
): Promise<CopiedDraft> {
  const zone = core.timeZone;
  const now = core.clock.now();
  const moved = (instant: Date) => laterBy(instant, target.weeks, zone);
  const startsAt = moved(new Date(Math.min(...source.sessions.map((session) => session.startsAt.getTime()))));
  const when = { academicYear: academicYearOf(startsAt, zone), term: termOf(startsAt, zone) };
  const { id: _id, sessions, questions, createdAt: _made, updatedAt: _changed, cancelReason: _why, ...rest } = source;
  const id = newId();
  const title = retitle(source.title, when);
  await tx.event.create({
    data: {
      ...rest,
      ...when,
      ...deadlinesOf(zone, source, target),
      id,
      title,
      seriesId: target.seriesId,
      slug: slugOf(title, id),
      status: 'draft',
      copiedFromId: source.id,
      // They are of the day that has been.
      slides: null,
      recording: null,
      createdAt: now,
      sessions: {
        create: sessions.map((session) => ({
          ...placeOf(session),
          startsAt: moved(session.startsAt),
          endsAt: moved(session.endsAt),
        })),
      },
      questions: {
        create: questions.map(({ kind, prompt, options, required, order }) => ({
          kind,
          prompt,
          options,
          required,
          order,
        })),
      },
    },
    select: { id: true },
  });
  return { id, title, startsAt };
}

function placeOf(session: EventSource['sessions'][number]) {
  const { label, venue, address, town, postcode, link, capacity, parking, stepFree, travel } = session;
  return { label, venue, address, town, postcode, link, capacity, parking, stepFree, travel };
}

/** A title with its term gets the new term: "Leadership briefing, autumn term 2026/27". */
function retitle(title: string, { academicYear, term }: { academicYear: number; term: Term }): string {
  const year = sayAcademicYear(academicYear);
  return title.replace(
    /\b(?:autumn|spring|summer) term( \d{4}\/\d{2})?\b/gi,
    (_all, had?: string) => `${term} term${had ? ` ${year}` : ''}`,
  );
}
