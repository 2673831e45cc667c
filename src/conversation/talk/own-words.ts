import type { Core } from '../../app/core.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { partsInGeneralWords } from '../../understanding/own-names.js';

/**
 * What somebody asks to be done, with the general words for the partnership's own: "hide me from my family" is "hide me from my
 * cluster". @param names on record, which stay as they are
 */
export async function saidInGeneral(core: Core, typed: string, names: readonly string[] = []): Promise<string> {
  return partsInGeneralWords(typed, await readPartnership(core), names);
}
