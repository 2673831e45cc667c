import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intents } from '../../src/conversation/intents.js';
import { forge, makePrey, type Prey, peopleOfAllRoles } from '../support/every-verb.js';
import { hostileTexts } from '../support/hostile-text.js';
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

/** What no client of ours sends, in every field at once. */
const hostile: readonly unknown[] = [
  hostileTexts.join(' '),
  'x'.repeat(1_200),
  '\u0000\ud800\u202e',
  '\'; DROP TABLE "Person"; --',
  '-1',
  '1e309',
  '99999999999999999999',
  '2026-02-31',
  '9999-12-31',
  '25:61',
  ['a', { b: 'c' }],
  { $ne: null },
  true,
  null,
  '00000000-0000-4000-8000-000000000000',
];

/** Ids as no button of ours carries them. */
const hostileIds: readonly unknown[] = [
  '',
  '../../etc',
  'x'.repeat(5_000),
  "' OR 1=1 --",
  '\u0000',
  7,
  null,
  ['a'],
  { a: 1 },
];

/** Ids of all fields of all forms; what is not a field of a verb is passed over by it. */
const kinds: Record<string, string> = Object.fromEntries([
  ...'series title description cost label venue address town postcode link capacity reason words school name role to session position answer question aliases owner number code find person rating mostUseful toChange quote naming'
    .split(' ')
    .map((id) => [id, 'text']),
  ...'audience phases strands people colleagues consent'.split(' ').map((id) => [id, 'choices']),
  ...'date opens closes asOf reviewBy'.split(' ').map((id) => [id, 'date']),
  ...'start end'.split(' ').map((id) => [id, 'time']),
]);

const verbs = intents.map(({ verb }) => verb).filter((verb) => verb !== 'act-as' && verb !== 'forget');

describe('every form, as an administrator', () => {
  it.each(verbs)('%s takes anything without a fault', async (verb) => {
    // Afresh for each: the one before may have called the event off.
    prey = await makePrey(service);
    for (const value of hostile) {
      const typed = Object.fromEntries(Object.keys(kinds).map((id) => [id, value]));
      const seen = await forge(people.administrator, verb, prey.data, { fields: kinds, typed });
      expect([seen.status, seen.text]).toEqual([200, expect.not.stringContaining('something went wrong')]);
    }
    for (const id of hostileIds) {
      const data = Object.fromEntries(Object.keys(prey.data).map((name) => [name, id]));
      const seen = await forge(people.administrator, verb, data, { fields: kinds, typed: {} });
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
