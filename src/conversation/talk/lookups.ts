import type { Core } from '../../app/core.js';
import { findSchools } from '../../app/schools/schools.js';
import type { Lookup, Option } from '../../rendering/card.js';

/** As long as what is typed is looked at. Characters. */
const longestTyped = 100;

/**
 * Choices for what somebody has typed so far in a field that looks things up. The last one is what they typed, so that a town or a
 * postcode can be sent as it is.
 * @param most of all choices
 * @param failed gets the fault where nothing could be looked up
 */
export async function suggest(
  core: Core,
  lookup: Lookup,
  words: string,
  most: number,
  failed: (fault: unknown) => void,
): Promise<Option[]> {
  const typed = words.trim().slice(0, longestTyped);
  if (typed === '') return [];
  const found = await lookUp(core, lookup, typed, most - 1).catch((fault: unknown) => {
    failed(fault);
    return [];
  });
  return [...found, { value: typed, label: `“${typed}”, as I typed it` }];
}

async function lookUp(core: Core, lookup: Lookup, typed: string, most: number): Promise<Option[]> {
  switch (lookup) {
    case 'schools': {
      const schools = await findSchools(core, typed, most);
      return schools.map(({ urn, name, town }) => ({ value: String(urn), label: `${name}, ${town}` }));
    }
  }
}
