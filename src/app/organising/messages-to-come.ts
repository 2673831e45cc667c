import { type Actor, holds } from '../../domain/actor.js';
import { type Reminder, remindersFor } from '../../domain/bookings/reminders.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { type Holder, type Reach, reachOf, reachOfHolders } from '../messages/reach.js';
import { readWorkingCalendar } from '../programme/working-calendar.js';

/** The next reminder of a session, and whom it reaches as things are now. */
export interface ReminderToCome {
  readonly label: string;
  readonly startsAt: Date;
  /** Undefined: there is none any more before it starts. */
  readonly next: Reminder | undefined;
  readonly reach: Reach;
  /** People with a place who have turned reminders off. */
  readonly muted: number;
}

/** The messages of an event that go out by themselves. */
export interface MessagesToCome {
  readonly title: string;
  /** Of sessions that have not begun, soonest first. */
  readonly reminders: readonly ReminderToCome[];
  /** Everybody who is reminded of any of them, each once. */
  readonly reminded: Reach;
  readonly feedback: {
    /** `present`: those recorded as present; `booked`: nobody is yet, so those with a place. */
    readonly of: 'present' | 'booked';
    /** When the last session ends; each is asked after their own. */
    readonly endsAt: Date;
    readonly reach: Reach;
  };
}

/** Who gets the reminders and the request for feedback, as things are now; undefined for anyone who does not run the event. */
export async function messagesToCome(core: Core, actor: Actor, eventId: string): Promise<MessagesToCome | undefined> {
  const event = isUuid(eventId) ? await readEvent(core, eventId) : null;
  const endsAt = event?.sessions.at(-1)?.endsAt;
  if (!event || !endsAt || !holds(actor, 'organiser', event.seriesId)) return undefined;
  const now = core.clock.now();
  const calendar = await readWorkingCalendar(core.prisma, core.timeZone);
  const upcoming = event.sessions.filter(({ startsAt }) => startsAt > now);
  const reminders = await Promise.all(
    upcoming.map(async ({ label, startsAt, registrations }): Promise<ReminderToCome> => {
      const reached = registrations.filter(({ person }) => !person.remindersMuted);
      return {
        ...{ label, startsAt, next: remindersFor(startsAt, calendar).find(({ at }) => at > now) },
        reach: await reachOfHolders(core, core.prisma, reached),
        muted: registrations.length - reached.length,
      };
    }),
  );
  const reminded: Holder[] = upcoming.flatMap(({ registrations }) =>
    registrations.filter(({ person }) => !person.remindersMuted),
  );
  const present = event.sessions.flatMap(({ attendances }) => attendances.flatMap(({ personId }) => personId ?? []));
  const booked = event.sessions.flatMap(({ registrations }) => registrations.map(({ personId }) => personId));
  const asked = present.length > 0 ? present : booked;
  return {
    title: event.title,
    reminders,
    reminded: await reachOfHolders(core, core.prisma, reminded),
    feedback: {
      of: present.length > 0 ? 'present' : 'booked',
      endsAt,
      reach: await reachOf(core, core.prisma, asked, 'news'),
    },
  };
}

function readEvent(core: Core, id: string) {
  return core.prisma.event.findUnique({
    where: { id },
    select: {
      title: true,
      seriesId: true,
      sessions: {
        where: { status: 'published' },
        orderBy: { startsAt: 'asc' },
        select: {
          label: true,
          startsAt: true,
          endsAt: true,
          registrations: {
            where: { state: 'confirmed' },
            select: { personId: true, bookedById: true, person: { select: { remindersMuted: true } } },
          },
          attendances: { where: { present: true }, select: { personId: true } },
        },
      },
    },
  });
}
