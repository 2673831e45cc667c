import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intents } from '../../src/conversation/intents.js';
import { verbsOfForms } from '../parity/coverage.js';
import { type Access, accessOf } from '../support/access-table.js';
import { forge, makePrey, type Prey, peopleOfAllRoles } from '../support/every-verb.js';
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

const rank: Record<Access, number> = { everyone: 0, board: 1, organiser: 2, administrator: 3, playground: 9 };
const verbs = [...accessOf].filter(([, access]) => access !== 'playground');

describe('the table of who may what', () => {
  it('has every verb of the intent table, and no other', () => {
    expect([...accessOf.keys()].sort()).toEqual(intents.map(({ verb }) => verb).sort());
  });

  it('has the verb that each form of the code sends', () => {
    expect(verbsOfForms().length).toBeGreaterThan(20);
    expect(verbsOfForms().filter((verb) => !accessOf.has(verb))).toEqual([]);
  });
});

describe.each([
  ['stranger', 0],
  ['headteacher', 0],
  ['board', 1],
  ['organiser of another series', 2],
  ['organiser', 2],
] as const)('a %s', (who, reach) => {
  const beyond = verbs.filter(([, access]) => rank[access] > reach);

  it('is refused kindly what is beyond the role, by button and by form, and nothing changes', async () => {
    const before = await prey.look();
    const audit = () => service.database.prisma.auditEntry.count({ where: { outcome: 'not-allowed' } });
    const noted = await audit();
    for (const [verb] of beyond) {
      const clicked = await forge(people[who], verb, prey.data);
      expect([verb, clicked.status, clicked.text]).toEqual([
        verb,
        200,
        expect.stringMatching(/for the (organisers|administrators)/),
      ]);
      const sent = await forge(people[who], verb, prey.data, { fields: { reason: 'text' }, typed: { reason: 'x' } });
      expect([verb, sent.text]).toEqual([verb, expect.stringMatching(/for the (organisers|administrators)/)]);
    }
    expect(await audit()).toBe(noted + 2 * beyond.length);
    expect(await prey.look()).toBe(before);
  }, 120_000);
});

describe.each(['stranger', 'headteacher', 'board', 'organiser of another series'] as const)('a %s', (who) => {
  it('changes nothing of another’s with any button, whatever ids it carries', async () => {
    const fields = { reason: 'text', words: 'text', capacity: 'number', title: 'text', to: 'choice', name: 'text' };
    const typed = { reason: 'x', words: 'x', capacity: '9', title: 'x', to: 'all', name: 'x' };
    for (const [verb] of verbs) {
      if (verb === 'forget') continue;
      const before = await prey.look();
      const clicked = await forge(people[who], verb, prey.data);
      const sent = await forge(people[who], verb, prey.data, { fields, typed });
      expect([verb, clicked.status, sent.status]).toEqual([verb, 200, 200]);
      expect([verb, `${clicked.text}${sent.text}`]).toEqual([
        verb,
        expect.not.stringContaining('something went wrong'),
      ]);
      expect([verb, await prey.look()]).toEqual([verb, before]);
    }
  }, 240_000);
});

describe('an administrator', () => {
  it('reaches every verb', async () => {
    for (const [verb] of verbs) {
      if (verb === 'forget') continue;
      const clicked = await forge(people.administrator, verb, prey.data);
      expect([verb, clicked.status]).toEqual([verb, 200]);
      expect([verb, clicked.text]).toEqual([
        verb,
        expect.not.stringMatching(/something went wrong|is for the administrators/),
      ]);
    }
  }, 120_000);
});
