import type { Db, Tx } from '../../db/database.js';
import type { Position } from '../../domain/person.js';

/** A series as anybody may see it. */
export interface SeriesFacts {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly audience: readonly Position[];
  readonly costPence: number;
}

/** Why no event of this series can be shown to members just now; undefined when it can. */
export async function seriesHindrance(
  db: Db | Tx,
  seriesId: string,
): Promise<'series-draft' | 'series-retired' | undefined> {
  const series = await db.series.findUnique({ where: { id: seriesId }, select: { status: true } });
  if (series?.status === 'draft') return 'series-draft';
  return series?.status === 'published' ? undefined : 'series-retired';
}

/**
 * Keeps a series as it is until this transaction ends: nobody cancels or retires it meanwhile. Take it before the lock of any
 * event of it.
 */
export async function keepSeries(
  tx: Tx,
  of: { readonly eventId: string } | { readonly seriesId: string },
): Promise<void> {
  if ('seriesId' in of) await tx.$executeRaw`SELECT 1 FROM "Series" WHERE id = ${of.seriesId}::uuid FOR SHARE`;
  else {
    await tx.$executeRaw`
      SELECT 1 FROM "Series" WHERE id = (SELECT "seriesId" FROM "Event" WHERE id = ${of.eventId}::uuid) FOR SHARE`;
  }
}
