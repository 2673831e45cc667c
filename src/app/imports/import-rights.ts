import { type Actor, holds } from '../../domain/actor.js';

/** Whether the actor may import into this series. @param actor undefined for the service's own commands */
export function mayImportInto(actor: Actor | undefined, seriesId: string): boolean {
  return !actor || holds(actor, 'organiser', seriesId);
}
