import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import type { ImportKind } from './import-file-format.js';

/**
 * Schools and people belong to all: their imports are for administrators. Events and past attendance are for organisers,
 * each row for those who organise its series. @param actor undefined for the service's own commands
 */
export function mayImport(actor: Actor | undefined, kind: ImportKind): boolean {
  if (!actor) return true;
  return kind === 'schools' || kind === 'people' ? holds(actor, 'administrator') : holdsSomewhere(actor, 'organiser');
}

/** Whether the actor may import into this series. */
export function mayImportInto(actor: Actor | undefined, seriesId: string): boolean {
  return !actor || holds(actor, 'organiser', seriesId);
}
