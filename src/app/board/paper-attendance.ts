import { dayMs } from '../../domain/durations.js';
import type { Core } from '../core.js';
import type { Period } from '../figures/coverage.js';
import { type EventFigures, type Figure, pastEventsOfSeries } from '../figures/figures.js';
import type { PaperData, PaperRound } from './paper-data.js';

/** How many earlier rounds are shown for comparison, and how old they may be. */
const mostEarlier = 3;
const earlierMs = 3 * 366 * dayMs;

/** Attendance of every round of every series held in the period, with a few earlier rounds for comparison; by name. */
export async function readPaperAttendance(core: Core, period: Period): Promise<PaperData['attendance']> {
  const series = await core.prisma.series.findMany({
    where: { status: { not: 'draft' } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { slug: true, name: true },
  });
  const read: PaperData['attendance'] = [];
  for (const { slug, name } of series) {
    const oldest = period.since.getTime() - earlierMs;
    const events = (await pastEventsOfSeries(core, slug)).filter(
      ({ startsAt }) => startsAt < period.until && startsAt.getTime() >= oldest,
    );
    const first = events.findIndex(({ startsAt }) => startsAt >= period.since);
    const held = first < 0 ? [] : events.slice(Math.max(0, first - mostEarlier));
    read.push({ name, rounds: held.map((event) => roundOf(event, event.startsAt >= period.since)) });
  }
  return read;
}

function roundOf(event: EventFigures, inPeriod: boolean): PaperRound {
  const find = (kind: Figure['kind']) => event.figures.find((figure) => figure.kind === kind);
  const attended = find('attended');
  const leading = attended ?? event.figures[0];
  return {
    title: event.title,
    on: event.startsAt.toISOString(),
    booked: find('booked')?.value ?? null,
    attended: attended?.value ?? null,
    schools: find('schools')?.value ?? null,
    qualifier: leading && leading.qualifier !== 'exactly' ? leading.qualifier : '',
    provisional: event.provisional,
    source: leading?.source ? `${leading.source.title}, ${leading.source.publisher}` : null,
    inPeriod,
  };
}
