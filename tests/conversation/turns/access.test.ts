import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLinkSigner } from '../../../src/app/links.js';
import { intents } from '../../../src/conversation/intents.js';
import { verbsOfForms } from '../../parity/coverage.js';
import { type Access, accessOf } from '../../support/access-table.js';
import { startBothPlatforms } from '../../support/both-platforms.js';
import { forge, type Guarded, makeOthersRecords, startGuarded } from '../../support/every-verb.js';
import { idsThatVerbsRead } from '../../support/ids-of-verbs.js';
import { anotherAddress } from '../../support/routes.js';
import { makeActors, makeSession } from '../../support/worlds/programme.js';

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
  ['unproven member', 0],
  ['former member of the school', 0],
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
  });
});

describe.each([
  ['stranger', 0],
  ['unproven member', 0],
  ['former member of the school', 0],
  ['headteacher', 0],
  ['board', 1],
  ['organiser of another series', 2],
] as const)('a %s', (who, reach) => {
  it('changes and reads nothing of anybody else’s with any permitted button, whatever ids it carries', async () => {
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
      for (const secret of others.secrets)
        expect([verb, `${clicked.text}${sent.text}`]).toEqual([verb, expect.not.stringContaining(secret)]);
      expect([verb, await others.look()]).toEqual([verb, before]);
    }
  }, 240_000);
});

describe('a person by signed link', () => {
  it('reaches their own place and nothing else, whatever the page is sent', async () => {
    const { service, others } = guarded;
    const { prisma } = service.database;
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 3, title: 'Linked event' });
    const [holder] = await makeActors(prisma, 1);
    const place = await prisma.registration.create({
      data: { sessionId, personId: holder?.personId ?? '', state: 'confirmed', confirmedAt: service.clock.now() },
    });
    const signer = await openLinkSigner(prisma);
    const token = signer.sign('place', place.id, new Date(service.clock.now().getTime() + 86_400_000));
    const before = await others.look();
    for (const [verb] of verbs) {
      for (const answer of ['save', verb]) {
        const body = new URLSearchParams({ ...others.data, ...typed, verb, answer });
        const sent = await fetch(`${service.baseUrl}/place/${token}`, {
          ...{ method: 'POST', body },
          headers: { 'x-forwarded-for': anotherAddress() },
        });
        const seen = await sent.text();
        expect([verb, sent.status]).toEqual([verb, answer === verb && !linkAnswers.has(verb) ? 400 : 200]);
        for (const secret of others.secrets) expect(seen).not.toContain(secret);
      }
      expect([verb, await others.look()]).toEqual([verb, before]);
    }
    // “decline” is what the page's own button says, and gives back their own place.
    expect((await prisma.registration.findUniqueOrThrow({ where: { id: place.id } })).state).toBe('cancelled');
  });
});

/** What the page of a place takes for an answer. */
const linkAnswers = new Set(['accept', 'decline', 'save']);

describe('a person of another tenant', () => {
  it('is turned away with every button and form, and leaves no trace', async () => {
    const service = await startBothPlatforms();
    try {
      const others = await makeOthersRecords(service);
      const chat = await service.inTeams('role-foreign', { tenant: 'ffffffff-0000-4000-8000-000000000009' });
      const before = await others.look();
      for (const [verb] of verbs) {
        const clicked = await forge(chat, verb, others.data);
        const sent = await forge(chat, verb, others.data, { fields, typed });
        expect([verb, clicked.status, sent.status]).toEqual([verb, 403, 403]);
        for (const secret of others.secrets) expect(`${clicked.text}${sent.text}`).not.toContain(secret);
      }
      expect(await others.look()).toBe(before);
      expect(await service.database.prisma.account.count({ where: { user: 'role-foreign' } })).toBe(0);
    } finally {
      await service.stop();
    }
  });
});

describe('the records of others', () => {
  it('have an id under every name of one that a verb reads', () => {
    const read = idsThatVerbsRead();
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter((name) => !(name in guarded.others.data) && !withoutRecord.has(name))).toEqual([]);
  });
});

/** What buttons carry besides the ids of records: choices, places in a list, and what only lives in a conversation. */
const withoutRecord = new Set(
  'all among answer answering aspect at attendance before besides chosenFor code date deed detail events find from good group kind more name named names others page part persona places plan position query rated rating shown start state step subject suggest sure tap title to told topic why without words year'.split(
    ' ',
  ),
);

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
  });
});
