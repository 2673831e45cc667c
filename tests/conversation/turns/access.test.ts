import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intents } from '../../../src/conversation/intents.js';
import { verbsOfForms } from '../../parity/coverage.js';
import { type Access, accessOf } from '../../support/access-table.js';
import { forge, type Guarded, startGuarded } from '../../support/every-verb.js';

let guarded: Guarded;
beforeAll(async () => {
  guarded = await startGuarded();
});
afterAll(() => guarded.service.stop());

const rank: Record<Access, number> = { everyone: 0, board: 1, organiser: 2, administrator: 3, playground: 9 };
const verbs = [...accessOf].filter(([verb, access]) => access !== 'playground' && verb !== 'forget');

describe('the table of permissions', () => {
  it('has every verb of the intent table, and no other', () => {
    expect([...accessOf.keys()].sort()).toEqual(intents.map(({ verb }) => verb).sort());
  });

  it('has the verb that each form of the code sends', () => {
    const sent = verbsOfForms();
    expect(sent.length).toBeGreaterThan(20);
    expect(sent.filter((verb) => !accessOf.has(verb))).toEqual([]);
  });
});

const fields = { reason: 'text', words: 'text', capacity: 'number', title: 'text', to: 'choice', name: 'text' };
const typed = { reason: 'x', words: 'x', capacity: '9', title: 'x', to: 'all', name: 'x' };
const refusals = () => guarded.service.database.prisma.auditEntry.count({ where: { outcome: 'not-allowed' } });

describe.each([
  ['stranger', 0],
  ['headteacher', 0],
  ['board', 1],
  ['organiser of another series', 2],
  ['organiser', 2],
] as const)('a %s', (who, reach) => {
  const beyond = verbs.filter(([, access]) => rank[access] > reach);

  it('is politely refused anything beyond the role, by button and form, and nothing changes', async () => {
    const { people, others } = guarded;
    const before = await others.look();
    const noted = await refusals();
    for (const [verb] of beyond) {
      const clicked = await forge(people[who], verb, others.data);
      const sent = await forge(people[who], verb, others.data, { fields, typed });
      const kind = expect.stringMatching(/(for the|Only( the partnership’s)?) (organisers|administrators)/);
      expect([verb, clicked.status, clicked.text, sent.status, sent.text]).toEqual([verb, 200, kind, 200, kind]);
      expect([verb, await others.look()]).toEqual([verb, before]);
    }
    expect(await refusals()).toBe(noted + 2 * beyond.length);
  }, 120_000);
});

describe.each([
  ['stranger', 0],
  ['headteacher', 0],
  ['board', 1],
  ['organiser of another series', 2],
] as const)('a %s', (who, reach) => {
  it('changes nothing of anybody else’s with any permitted button, whatever ids it carries', async () => {
    const { people, others } = guarded;
    const before = await others.look();
    for (const [verb] of verbs.filter(([, access]) => rank[access] <= reach)) {
      const clicked = await forge(people[who], verb, others.data);
      const sent = await forge(people[who], verb, others.data, { fields, typed });
      expect([verb, clicked.status, sent.status]).toEqual([verb, 200, 200]);
      expect([verb, `${clicked.text}${sent.text}`]).toEqual([
        verb,
        expect.not.stringContaining('something went wrong'),
      ]);
      expect([verb, await others.look()]).toEqual([verb, before]);
    }
  }, 240_000);
});

describe('an administrator', () => {
  it('reaches every verb', async () => {
    const { people, others } = guarded;
    for (const [verb] of verbs) {
      const clicked = await forge(people.administrator, verb, others.data);
      expect([verb, clicked.status]).toEqual([verb, 200]);
      expect([verb, clicked.text]).toEqual([
        verb,
        expect.not.stringMatching(/something went wrong|Only the partnership’s administrators/),
      ]);
    }
  }, 120_000);
});
