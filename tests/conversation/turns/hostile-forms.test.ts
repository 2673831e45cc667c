import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  forge,
  type Guarded,
  type OthersRecords,
  startGuarded,
  triedVerbs,
  untouchedOthersRecords,
} from '../../support/every-verb.js';
import { hostileSendings, kindsOfFields } from '../../support/hostile/hostile-forms.js';

let guarded: Guarded;
let nextPrey: () => Promise<OthersRecords>;
beforeAll(async () => {
  guarded = await startGuarded();
  nextPrey = untouchedOthersRecords(guarded.service.database.prisma, guarded.service.clock);
});
afterAll(() => guarded.service.stop());

describe('every form, as an administrator', () => {
  it.each(triedVerbs)('%s takes anything without a fault', async (verb) => {
    // Afresh where it is needed: the one before may have called the event off.
    const others = await nextPrey();
    for (const { data, typed } of hostileSendings(others.data)) {
      const seen = await forge(guarded.people.administrator, verb, data, { fields: kindsOfFields, typed });
      expect([seen.status, seen.text]).toEqual([200, expect.not.stringContaining('something went wrong')]);
    }
  });
});

describe('a form of a megabyte', () => {
  it('is refused as too large, and the next one is answered', async () => {
    const { people, others } = guarded;
    const huge = await forge(people.administrator, 'organise-save', others.data, {
      fields: { words: 'text' },
      typed: { words: 'x'.repeat(2_000_000) },
    });
    expect(huge.status).toBe(413);
    expect((await forge(people.administrator, 'organise', {})).status).toBe(200);
  });
});
