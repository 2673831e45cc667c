import type { Db, Tx } from '../../db/database.js';
import type { Position } from '../../domain/person.js';
import { isUuid } from '../../domain/uuid.js';

/** What anyone may see of a series. */
export interface SeriesFacts {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly audience: readonly Position[];
  readonly costPence: number;
}

/** What a series is called; undefined for an unknown one. */
export async function findSeriesName(db: Db | Tx, seriesId: string): Promise<string | undefined> {
  if (!isUuid(seriesId)) return undefined;
  return (await db.series.findUnique({ where: { id: seriesId }, select: { name: true } }))?.name;
}

/** Why the events of this series are not visible to members; undefined when they are. */
export async function reasonSeriesIsHidden(
  db: Db | Tx,
  seriesId: string,
): Promise<'series-draft' | 'series-retired' | undefined> {
  const series = await db.series.findUnique({ where: { id: seriesId }, select: { status: true } });
  if (series?.status === 'draft') return 'series-draft';
  return series?.status === 'published' ? undefined : 'series-retired';
}

/**
 * Locks a series so that nobody cancels or retires it during this transaction. Take it before the lock of any of its
 * events.
 */
export async function lockSeries(
  tx: Tx,
  of: { readonly eventId: string } | { readonly seriesId: string },
): Promise<void> {
  if ('seriesId' in of) await tx.$executeRaw`SELECT 1 FROM "Series" WHERE id = ${of.seriesId}::uuid FOR SHARE`;
  else {
    await tx.$executeRaw`
      SELECT 1 FROM "Series" WHERE id = (SELECT "seriesId" FROM "Event" WHERE id = ${of.eventId}::uuid) FOR SHARE`;
  }
}
