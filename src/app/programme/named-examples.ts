import type { Publication } from '../../domain/booking.js';
import { minuteMs } from '../../domain/durations.js';
import type { Core } from '../core.js';
import { readPartnership } from '../setup/partnership.js';
import type { ProgrammeSession } from './sessions.js';
import { upcomingSessions } from './upcoming-sessions.js';

/** What examples in the help and in hints name, so that they work when they are tried. */
export interface NamedExamples {
  /** To follow "the": `Northgate briefing`, `Annual conference`; undefined while nothing can be booked. */
  readonly event: string | undefined;
  /** An event whose attendance is on record, to follow "the": `October 2026 briefing`. */
  readonly past: string | undefined;
  /** The partnership's word for a cluster. */
  readonly cluster: string;
}

/** The next session with a free place that can be booked, as people would name it; undefined while nothing is on the programme. */
export async function nextToBook(core: Pick<Core, 'programme' | 'clock'>): Promise<string | undefined> {
  const now = core.clock.now();
  const open = (await upcomingSessions(core)).filter(
    ({ eventStatus, sessionStatus, startsAt, closesAt }) =>
      isOn(eventStatus) && isOn(sessionStatus) && startsAt > now && (closesAt === null || closesAt > now),
  );
  const next = open.find(({ capacity, taken }) => capacity === null || taken < capacity) ?? open[0];
  return next && shortName(next, open);
}

function isOn(status: Publication): boolean {
  return status === 'published';
}

/** The town and the kind of event where an event is held in several towns, else its title without what comes after a colon. */
function shortName(session: ProgrammeSession, open: readonly ProgrammeSession[]): string {
  const others = open.filter(({ eventId, id }) => eventId === session.eventId && id !== session.id);
  const tellsApart = session.town && others.length > 0 && others.every(({ town }) => town !== session.town);
  const [title = session.title] = session.title.split(':');
  return tellsApart ? `${session.town} ${kindOf(session.seriesName)}` : title;
}

/** `briefing`, of the series "Leadership briefing": titles have terms and themes besides. */
function kindOf(seriesName: string): string {
  return seriesName.trim().split(/\s+/).at(-1)?.toLowerCase() ?? '';
}

/** Names for examples. What is past is looked up every ten minutes at most, because it seldom changes. */
export async function namedExamples(core: Core): Promise<NamedExamples> {
  const kept = core.memory.of(noPast);
  const now = core.clock.now();
  if (!kept.asOf || Math.abs(now.getTime() - kept.asOf.getTime()) > 10 * minuteMs) {
    kept.past = await lastCounted(core);
    kept.asOf = now;
  }
  const { cluster } = await readPartnership(core);
  return { event: await nextToBook(core), past: kept.past, cluster };
}

function noPast(): { asOf?: Date; past?: string | undefined } {
  return {};
}

async function lastCounted(core: Core): Promise<string | undefined> {
  const session = await core.prisma.session.findFirst({
    where: {
      endsAt: { lt: core.clock.now() },
      status: 'published',
      event: { status: 'published' },
      attendances: { some: {} },
    },
    orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
    select: { startsAt: true, event: { select: { series: { select: { name: true } } } } },
  });
  if (!session) return undefined;
  const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: core.timeZone });
  return `${month.format(session.startsAt)} ${kindOf(session.event.series.name)}`;
}
