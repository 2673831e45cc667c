import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';

/** Whether somebody may use, change and delete what is saved for a series; what is saved for none is of organisers of everything. */
export function mayUseSaved(actor: Actor, seriesId: string | null): boolean {
  return holds(actor, 'organiser', seriesId ?? undefined);
}

/** Whether there is such a series, or none is meant. @param seriesId from a form */
export async function isKnownSeries(tx: Tx, seriesId: string | null): Promise<boolean> {
  return seriesId === null || (isUuid(seriesId) && (await tx.series.count({ where: { id: seriesId } })) > 0);
}

/** `mayUseSaved` as a condition, for lists. */
export function savedFor(actor: Actor): { readonly seriesId?: { readonly in: string[] } } {
  if (holds(actor, 'organiser')) return {};
  const own = actor.grants.flatMap(({ seriesId }) =>
    seriesId && holds(actor, 'organiser', seriesId) ? [seriesId] : [],
  );
  return { seriesId: { in: own } };
}

/** Two people who save at once could otherwise use one name twice. */
export async function lockSavedNames(tx: Tx, of: 'audiences' | 'message-templates'): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${of}, 7))`;
}
