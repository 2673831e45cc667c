import { Prisma } from '../../db/generated/client.js';
import type { Position } from '../../domain/person.js';
import type { Core } from '../core.js';
import { readPartnership } from '../setup/partnership.js';

/** Names that a question for a number may hold. */
export interface NamesOnRecord {
  readonly series: ReadonlyArray<{ slug: string; name: string; aliases: string[]; audience: Position[] }>;
  readonly projects: ReadonlyArray<{ slug: string; name: string; aliases: string[] }>;
  readonly events: ReadonlyArray<{ slug: string; series: string; title: string }>;
  /** Labels, towns and venues of sessions with the series held there; `Online` for those joined by a link. */
  readonly places: ReadonlyArray<{ name: string; series: string[] }>;
  /** Localities and districts of open schools of the partnership, and their local authorities where there is more than one. */
  readonly areas: readonly string[];
  readonly localities: readonly string[];
  readonly districts: readonly string[];
  readonly authorities: readonly string[];
  /** What the partnership calls one of these. */
  readonly localityWord: string;
}

interface Kept {
  names: Promise<NamesOnRecord> | undefined;
  version: string;
  readAt: number;
}

const nothingKept = (): Kept => ({ names: undefined, version: '', readAt: 0 });

/** How long names are kept, in milliseconds: no version tells when a school moves to another locality. */
const keptMs = 60_000;

/**
 * Names of series, projects, events, places and areas.
 * @param version changes with every series, event, session and project; names of the same version are read once
 */
export function readFigureNames(core: Core, version: string): Promise<NamesOnRecord> {
  const kept = core.memory.of(nothingKept);
  if (kept.names && kept.version === version && performance.now() - kept.readAt < keptMs) return kept.names;
  kept.readAt = performance.now();
  kept.version = version;
  const names = readNames(core).catch((fault) => {
    kept.names = undefined;
    throw fault;
  });
  kept.names = names;
  return names;
}

/** Reads the names again at the next question: a file may have changed the areas of schools, which no version tells. */
export function forgetFigureNames(core: Core): void {
  core.memory.of(nothingKept).names = undefined;
}

async function readNames(core: Core): Promise<NamesOnRecord> {
  const { prisma } = core;
  const shown = { status: { not: 'draft' as const } };
  const [series, projects, events, places, areas] = await Promise.all([
    prisma.series.findMany({
      where: shown,
      select: { slug: true, name: true, aliases: true, audience: true },
      orderBy: { slug: 'asc' },
    }),
    prisma.project.findMany({
      where: shown,
      select: { slug: true, name: true, aliases: true },
      orderBy: { slug: 'asc' },
    }),
    prisma.event.findMany({
      where: { status: { in: ['published', 'retired'] }, series: shown },
      select: { slug: true, title: true, series: { select: { slug: true } } },
      orderBy: { slug: 'asc' },
    }),
    prisma.$queryRaw<Array<{ name: string; series: string[] }>>(placesOfSessions),
    prisma.school.groupBy({
      by: ['locality', 'district', 'localAuthority'],
      where: { inPartnership: true, status: { in: ['open', 'closing'] } },
    }),
  ]);
  const localities = distinct(areas.map(({ locality }) => locality));
  const districts = distinct(areas.map(({ district }) => district));
  const authorities = distinct(areas.map(({ localAuthority }) => localAuthority));
  // The one that all schools are in is a name of the whole.
  const isDivided = new Set(areas.map(({ localAuthority }) => localAuthority)).size > 1;
  return {
    series,
    projects,
    events: events.map(({ slug, title, series: { slug: of } }) => ({ slug, title, series: of })),
    places,
    ...{ localities, districts, authorities },
    localityWord: (await readPartnership(core)).locality,
    areas: distinct([...localities, ...districts, ...(isDivided ? authorities : [])]),
  };
}

function distinct(names: ReadonlyArray<string | null>): string[] {
  return [...new Set(names)].flatMap((name) => name || []);
}

/** The kind of area that all of these are; a name may be of several. Where they are of none together, what lies between the others. */
export function areaGroupOf(
  areas: readonly string[],
  { localities, districts, authorities }: Pick<NamesOnRecord, 'localities' | 'districts' | 'authorities'>,
): 'locality' | 'district' | 'authority' {
  const isAll = (kind: readonly string[]) => areas.every((area) => kind.includes(area));
  if (isAll(localities)) return 'locality';
  if (isAll(districts)) return 'district';
  if (isAll(authorities)) return 'authority';
  return districts.length > 0 ? 'district' : 'locality';
}

const placesOfSessions = Prisma.sql`
  SELECT p.name, array_agg(DISTINCT r.slug ORDER BY r.slug) AS series
    FROM "Session" s JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
    CROSS JOIN LATERAL unnest(ARRAY[NULLIF(s.label, ''), s.town, s.venue,
      CASE WHEN s.link IS NOT NULL AND s.venue IS NULL THEN 'Online' END]) AS p(name)
   WHERE p.name IS NOT NULL AND s.status <> 'cancelled' AND e.status IN ('published', 'retired')
   GROUP BY p.name`;
