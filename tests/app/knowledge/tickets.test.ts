import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import {
  answerTicket,
  askTeam,
  findTicket,
  openTickets,
  releaseTicket,
  takeTicket,
} from '../../../src/app/knowledge/tickets.js';
import { countUnanswered, listUnanswered } from '../../../src/app/knowledge/unanswered.js';
import { sendQuestionsHere } from '../../../src/app/messages/organiser-channels.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor, Role } from '../../../src/domain/actor.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { coreOf } from '../../support/worlds/programme.js';

let database: Database;
let core: Core;
beforeEach(async () => {
  database = await openTestDatabase();
  core = coreOf(database, idleQueue, clockAt('2026-11-22T10:00:00Z'));
});
afterEach(() => database.close());

async function actor(name: string, role?: Role): Promise<Actor> {
  const person = await database.prisma.person.create({ data: { name } });
  const account = await database.prisma.account.create({
    data: { platform: 'teams', tenant: 'tenant', user: name, personId: person.id },
  });
  const grants = role ? [{ role, seriesId: null }] : [];
  return { accountId: account.id, personId: person.id, name, post: null, grants };
}

const asked = { question: 'Who paints the bus?', normalised: 'bus paint' };

it('opens one ticket for a question, however many people ask it at once', async () => {
  const askers = await Promise.all(Array.from({ length: 12 }, (_, index) => actor(`asker ${index}`)));
  const outcomes = await Promise.all(askers.map((asker) => askTeam(core, asker, asked)));
  expect(new Set(outcomes.map(({ ticketId }) => ticketId)).size).toBe(1);
  expect(await database.prisma.ticketAsker.count()).toBe(12);
  expect(await database.prisma.ticket.count()).toBe(1);
});

it('gives a ticket to one of several organisers who take it at once, and tells the others who has it', async () => {
  const { ticketId } = await askTeam(core, await actor('asker'), asked);
  const organisers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => actor(`organiser ${index}`, 'organiser')),
  );
  const outcomes = await Promise.all(organisers.map((organiser) => takeTicket(core, organiser, ticketId)));
  const winners = organisers.filter((_, index) => outcomes[index]?.kind === 'taken');
  expect(winners).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.kind === 'taken-by-other') expect(outcome.ticket.takenBy).toBe(winners[0]?.name);
  }
});

it('is answered once, tells each person who asked once, and opens a new ticket for the same question afterwards', async () => {
  const [first, second] = [await actor('first'), await actor('second')];
  const { ticketId } = await askTeam(core, first, asked);
  await askTeam(core, second, asked);
  const organisers = [await actor('one', 'organiser'), await actor('two', 'organiser')];
  const outcomes = await Promise.all(
    organisers.map((organiser) => answerTicket(core, organiser, ticketId, 'The art club.')),
  );
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['answered', 'sent']);
  const deliveries = await database.prisma.delivery.findMany({ where: { kind: 'ticket-answered' } });
  expect(deliveries.map(({ personId }) => personId).sort()).toEqual([first.personId, second.personId].sort());
  const again = await askTeam(core, first, asked);
  expect(again.ticketId).not.toBe(ticketId);
});

it('can be given back by its holder, and taken over only from the holder one saw', async () => {
  const { ticketId } = await askTeam(core, await actor('asker'), asked);
  const [one, two, three] = [
    await actor('one', 'organiser'),
    await actor('two', 'organiser'),
    await actor('three', 'organiser'),
  ];
  await takeTicket(core, one, ticketId);
  expect((await releaseTicket(core, two, ticketId)).kind).toBe('taken-by-other');
  expect((await takeTicket(core, two, ticketId, one.accountId)).kind).toBe('taken');
  expect((await takeTicket(core, three, ticketId, one.accountId)).kind).toBe('taken-by-other');
  await releaseTicket(core, two, ticketId);
  expect((await findTicket(core, ticketId))?.state).toBe('open');
});

it.each([undefined, 'board'] as const)('refuses everything to somebody with the role %s', async (role) => {
  const { ticketId } = await askTeam(core, await actor('asker'), asked);
  const other = await actor('other', role);
  expect((await takeTicket(core, other, ticketId)).kind).toBe('refused');
  expect((await releaseTicket(core, other, ticketId)).kind).toBe('refused');
  expect((await answerTicket(core, other, ticketId, 'Mine')).kind).toBe('refused');
  expect(await openTickets(core, other)).toBeUndefined();
  expect(await listUnanswered(core, other)).toBeUndefined();
  const place = { kind: 'channel', id: 'c' } as const;
  expect(await sendQuestionsHere(core, other, { platform: 'teams', tenant: 'tenant', place })).toMatchObject({
    kind: 'refused',
  });
  expect((await findTicket(core, ticketId))?.state).toBe('open');
});

it('counts unanswered questions of any length, even when asked at once', async () => {
  await Promise.all(
    Array.from({ length: 10 }, () => countUnanswered(core, { question: 'Where?', normalised: 'where' })),
  );
  await countUnanswered(core, { question: 'x'.repeat(5_000), normalised: 'é'.repeat(5_000) });
  await countUnanswered(core, { question: '???', normalised: '' });
  const listed = await listUnanswered(core, await actor('organiser', 'organiser'));
  expect(listed?.map(({ count }) => count)).toEqual([10, 1]);
});
