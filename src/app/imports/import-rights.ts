import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import type { ImportKind } from './import-file-format.js';

/**
 * Imports of schools and people are for administrators, because they affect everyone. Imports of events and past
 * attendance are for organisers, limited to their series. @param actor undefined for the service's own commands
 */
export function mayImport(actor: Actor | undefined, kind: ImportKind): boolean {
  if (!actor) return true;
  return kind === 'schools' || kind === 'people' ? holds(actor, 'administrator') : holdsSomewhere(actor, 'organiser');
}

/** Whether the actor may import into this series. */
export function mayImportInto(actor: Actor | undefined, seriesId: string): boolean {
  return !actor || holds(actor, 'organiser', seriesId);
}
