import type { Actor } from '../../domain/actor.js';
import type { ImportServices } from '../talk/turn-context.js';
import type { ImportLinks } from './imports-cards.js';

/** Links to the files about an import, for whoever made it. */
export function importLinks({ accountId }: Actor, imports: ImportServices, id: string): ImportLinks {
  return {
    lines: imports.report(accountId, id),
    people: imports.unknownPeople(accountId, id),
    mend: imports.toMend(accountId, id),
  };
}
