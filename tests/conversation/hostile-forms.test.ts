import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intents } from '../../src/conversation/intents.js';
import { forge, makePrey, type Prey, peopleOfAllRoles } from '../support/every-verb.js';
import { hostileIds, hostileValues, kindsOfFields, mixed } from '../support/hostile-forms.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
let prey: Prey;
let people: Awaited<ReturnType<typeof peopleOfAllRoles>>;
beforeAll(async () => {
  service = await startTestService();
  prey = await makePrey(service);
  people = await peopleOfAllRoles(service);
});
afterAll(() => service.stop());

const verbs = intents.map(({ verb }) => verb).filter((verb) => verb !== 'act-as' && verb !== 'forget');

describe('every form, as an administrator', () => {
  it.each(verbs)('%s takes anything without a fault', async (verb) => {
    // Afresh for each: the one before may have called the event off.
    prey = await makePrey(service);
    for (const typed of mixed(Object.keys(kindsOfFields), hostileValues, 5)) {
      const seen = await forge(people.administrator, verb, prey.data, { fields: kindsOfFields, typed });
      expect([seen.status, seen.text]).toEqual([200, expect.not.stringContaining('something went wrong')]);
    }
    for (const data of mixed(Object.keys(prey.data), hostileIds, 3)) {
      const seen = await forge(people.administrator, verb, data, { fields: kindsOfFields, typed: {} });
      expect([seen.status, seen.text]).toEqual([200, expect.not.stringContaining('something went wrong')]);
    }
  });
});

describe('a form of a megabyte', () => {
  it('is refused as too large, and the next one is answered', async () => {
    const fields = { words: 'text' };
    const huge = await forge(people.administrator, 'organise-save', prey.data, {
      fields,
      typed: { words: 'x'.repeat(2_000_000) },
    });
    expect(huge.status).toBe(413);
    expect((await forge(people.administrator, 'organise', {})).status).toBe(200);
  });
});
