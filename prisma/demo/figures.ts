import { dateOfSource } from './articles/sources.js';
import type { Day } from './events/calendar.js';
import type { PublishedName } from './events/published-events.js';
import { type SeriesSlug, seriesId } from './events/series.js';
import { idsOf } from './ids.js';
import { type ProjectSlug, projectId } from './projects/project-row.js';

export type FigureKind = 'attended' | 'booked' | 'places' | 'schools' | 'people' | 'share' | 'change';

interface FigureRow {
  id: string;
  kind: FigureKind;
  counts: string;
  /** A share or a change is in per cent: 84 is 84%. */
  value: number;
  qualifier: 'exactly' | 'over' | 'nearly' | 'about';
  academicYear: number | null;
  asOf: Day;
  seriesId: string | null;
  eventId: string | null;
  projectId: string | null;
  sourceId: string;
}

/** One published figure; `about` names what it belongs to, if anything. */
export interface FigureSketch {
  readonly about?: { series?: SeriesSlug; event?: PublishedName; project?: ProjectSlug };
  readonly kind: FigureKind;
  readonly value: number;
  readonly counts: string;
  readonly qualifier?: FigureRow['qualifier'];
  readonly year?: number;
  readonly source: string;
}

/** Rows of the published figures. `eventIdOf` gives the ids of the published events. */
export function buildFigures(
  sketches: readonly FigureSketch[],
  eventIdOf: (name: PublishedName) => string,
): FigureRow[] {
  const nextId = idsOf('figure');
  return sketches.map(({ about, kind, value, counts, qualifier, year, source }) => ({
    id: nextId(),
    kind,
    counts,
    value,
    qualifier: qualifier ?? 'exactly',
    academicYear: year ?? null,
    asOf: dateOfSource(source),
    seriesId: about?.series ? seriesId(about.series) : null,
    eventId: about?.event ? eventIdOf(about.event) : null,
    projectId: about?.project ? projectId(about.project) : null,
    sourceId: source,
  }));
}
