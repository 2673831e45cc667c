import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerQuestions } from '../../../src/app/bookings/booking-questions.js';
import type { Core } from '../../../src/app/core.js';
import { askTeam } from '../../../src/app/knowledge/tickets.js';
import { sendQuestionsHere } from '../../../src/app/messages/organiser-channels.js';
import { grantRole, revokeRole } from '../../../src/app/people/roles.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { coreOf, makeSession } from '../../support/worlds/programme.js';
import { makeStaff } from '../../support/worlds/projects.js';

let database: Database;
let core: Core;
let administrator: Actor;
beforeEach(async () => {
  database = await openTestDatabase();
  core = coreOf(database, idleQueue, clockAt('2026-11-22T10:00:00Z'));
  administrator = await makeStaff(database.prisma, { role: 'administrator', name: 'Administrator' });
});
afterEach(() => database.close());

async function organiser(name: string, seriesId: string | null): Promise<Actor> {
  const actor = await makeStaff(database.prisma, { name });
  await grantRole(core, administrator, { accountId: actor.accountId, role: 'organiser', seriesId });
  return actor;
}

async function withoutRoles({ accountId }: Actor): Promise<void> {
  const grants = await database.prisma.grant.findMany({ where: { accountId } });
  for (const { id } of grants) expect((await revokeRole(core, administrator, id)).kind).toBe('revoked');
}

/** A session with a question, past its catering cut-off, and somebody who has a place there. */
async function makeLateSession() {
  const { prisma } = database;
  const sessionId = await makeSession(prisma, core.clock.now(), { capacity: 5 });
  const { event } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { event: true } });
  await prisma.event.update({ where: { id: event.id }, data: { cateringCutOff: core.clock.now() } });
  const question = await prisma.bookingQuestion.create({
    data: { eventId: event.id, kind: 'dietary', prompt: 'Food?', order: 0 },
  });
  const holder = await makeStaff(prisma, { name: 'Holder' });
  const place = await prisma.registration.create({
    data: { sessionId, personId: holder.personId, state: 'confirmed', bookedById: holder.personId },
  });
  const changeAnswers = () => answerQuestions(core, holder, place.id, { [question.id]: 'No nuts' });
  return { seriesId: event.seriesId, changeAnswers };
}

/** Who got a message of a kind, by name. */
async function told(kind: string): Promise<Array<string | undefined>> {
  const rows = await database.prisma.delivery.findMany({
    where: { kind },
    select: { person: true, conversation: true },
  });
  return rows.map(({ person, conversation }) => person?.name ?? conversation?.externalId).sort();
}

describe('where there is no channel for the organisers', () => {
  it('what concerns an event is told to those of its series and of the whole programme, once each, and to nobody whose role has ended', async () => {
    const { seriesId, changeAnswers } = await makeLateSession();
    const { seriesId: elsewhere } = await makeLateSession();
    const both = await organiser('Of the series and of everything', seriesId);
    await grantRole(core, administrator, { accountId: both.accountId, role: 'organiser', seriesId: null });
    await organiser('Of the series', seriesId);
    await organiser('Of another series', elsewhere);
    await withoutRoles(await organiser('No longer of the series', seriesId));
    await withoutRoles(await organiser('No longer of everything', null));
    expect(await changeAnswers()).toEqual({ kind: 'kept', late: true });
    expect(await told('answers-late')).toEqual(['Administrator', 'Of the series', 'Of the series and of everything']);
  });

  it('a question for the team is told to those of the whole programme, and to nobody whose role has ended', async () => {
    const { seriesId } = await makeLateSession();
    await organiser('Of everything', null);
    await organiser('Of one series', seriesId);
    await withoutRoles(await organiser('No longer of everything', null));
    const asker = await makeStaff(database.prisma, { name: 'Asker' });
    await askTeam(core, asker, { question: 'Who paints the bus?', normalised: 'bus paint' });
    expect(await told('ticket')).toEqual(['Administrator', 'Of everything']);
  });
});

it('tells only the channel where the organisers have one', async () => {
  const { changeAnswers } = await makeLateSession();
  const place = { kind: 'channel', id: 'team-channel' } as const;
  const at = { platform: 'teams', tenant: 'tenant' } as const;
  await database.prisma.conversation.create({
    data: { ...at, externalId: place.id, kind: 'channel', name: 'Team', reference: {} },
  });
  expect(await sendQuestionsHere(core, administrator, { ...at, place })).toEqual({ kind: 'subscribed' });
  await changeAnswers();
  await askTeam(core, administrator, { question: 'Who paints the bus?', normalised: 'bus paint' });
  expect(await told('answers-late')).toEqual(['team-channel']);
  expect(await told('ticket')).toEqual(['team-channel']);
});
