import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../../src/app/core.js';
import { cancelEvent } from '../../../src/app/organising/cancel-event.js';
import { cancelSeries, findCancelledSeries, seriesToCancel } from '../../../src/app/organising/cancel-series.js';
import { releaseHeld } from '../../../src/app/organising/held-sendings.js';
import { publishEvent } from '../../../src/app/organising/plan-event.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { coreOf, makeActors, makeSession } from '../../support/worlds/programme.js';
import { makeStaff } from '../../support/worlds/projects.js';

let database: Database;
let core: Core;
let organiser: Actor;
const clock = clockAt('2026-11-22T10:00:00Z');
beforeAll(async () => {
  database = await openTestDatabase();
  core = coreOf(database, idleQueue, clock);
  organiser = await makeStaff(database.prisma, { role: 'organiser' });
});
afterAll(() => database.close());

const day = 24 * 60 * 60_000;

/**
 * Three events: one of two days, the first of them past; one upcoming; one draft. One person holds places in two of
 * them, one waits, one attended, and one booked for a colleague without a chat.
 */
async function makeSeries() {
  const { prisma } = database;
  const held = await makeSession(prisma, clock.now(), { capacity: 9, startsAt: new Date(clock.now().getTime() - day) });
  const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id: held } });
  const { seriesId } = await prisma.event.findUniqueOrThrow({ where: { id: eventId } });
  const soon = { startsAt: new Date(clock.now().getTime() + day), endsAt: new Date(clock.now().getTime() + 1.1 * day) };
  const second = await prisma.session.create({ data: { eventId, label: 'Second day', ...soon } });
  const other = await makeSession(prisma, clock.now(), { capacity: 1, title: 'The other one' });
  const draft = await makeSession(prisma, clock.now(), { capacity: 1, title: 'The draft' });
  const ofOther = await prisma.session.findUniqueOrThrow({ where: { id: other } });
  const ofDraft = await prisma.session.findUniqueOrThrow({ where: { id: draft } });
  await prisma.event.update({ where: { id: ofOther.eventId }, data: { seriesId } });
  await prisma.event.update({ where: { id: ofDraft.eventId }, data: { seriesId, status: 'draft' } });
  const [holder = '', waiter = '', booker = '', past = ''] = (await makeActors(prisma, 4)).map(
    (one) => one.personId ?? '',
  );
  const colleague = await prisma.person.create({ data: { name: 'Chatless Colleague' } });
  const confirmed = { state: 'confirmed', confirmedAt: clock.now() } as const;
  await prisma.registration.createMany({
    data: [
      { ...confirmed, sessionId: held, personId: past },
      { ...confirmed, sessionId: second.id, personId: holder },
      { ...confirmed, sessionId: other, personId: holder },
      { sessionId: other, personId: waiter, state: 'waiting' },
      { ...confirmed, sessionId: second.id, personId: colleague.id, bookedById: booker },
    ],
  });
  return { seriesId, held, partly: eventId, other: ofOther.eventId, draft: ofDraft.eventId, holder, waiter, booker };
}

const told = (seriesId: string) =>
  database.prisma.delivery.findMany({ where: { key: { startsWith: `series-cancelled:${seriesId}:` } } });

describe('cancelling a series', () => {
  it('first shows what it affects: two events, one draft, three people', async () => {
    const made = await makeSeries();
    expect(await seriesToCancel(core, organiser, made.seriesId)).toMatchObject({
      events: [{ id: made.partly }, { id: made.other }],
      drafts: 1,
      reach: { chat: 2, passedOn: [{}], neither: [] },
    });
    const [stranger] = await makeActors(database.prisma, 1);
    expect(stranger && (await seriesToCancel(core, stranger, made.seriesId))).toBeUndefined();
  });

  it('cancels upcoming events, keeps past ones, and tells everyone once', async () => {
    const made = await makeSeries();
    const outcomes = await Promise.all([1, 2, 3].map(() => cancelSeries(core, organiser, made.seriesId, 'Money')));
    expect(outcomes.filter(({ kind }) => kind === 'cancelled')).toMatchObject([
      { kind: 'cancelled', told: 3, events: 2, drafts: 1 },
    ]);
    expect(outcomes.filter(({ kind }) => kind === 'already')).toHaveLength(2);
    expect((await told(made.seriesId)).map(({ personId }) => personId).sort()).toEqual(
      [made.holder, made.waiter, made.booker].sort(),
    );
    const rows = await database.prisma.event.findMany({
      where: { seriesId: made.seriesId },
      include: { sessions: true },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get(made.partly)?.status).toBe('published');
    expect(
      byId
        .get(made.partly)
        ?.sessions.map(({ status }) => status)
        .sort(),
    ).toEqual(['cancelled', 'published']);
    expect(byId.get(made.other)?.status).toBe('cancelled');
    expect(byId.get(made.draft)?.status).toBe('draft');
    for (const { held } of outcomes.flatMap((outcome) => (outcome.kind === 'cancelled' ? [outcome] : []))) {
      clock.advance(31_000);
      await releaseHeld(core, held);
    }
    expect(await database.prisma.event.count({ where: { id: made.draft } })).toBe(0);
    const ended = await database.prisma.registration.findFirst({ where: { personId: made.waiter } });
    expect(ended?.state).toBe('cancelled');
    const line = await database.prisma.auditEntry.findMany({
      where: { act: 'cancel-series', subjectId: made.seriesId },
    });
    expect(line.map(({ detail }) => detail)).toEqual([{ told: 3, events: 2, drafts: 1 }]);
  });

  it('names for each person the places they hold', async () => {
    const made = await makeSeries();
    await cancelSeries(core, organiser, made.seriesId, 'Money');
    const [message] = await told(made.seriesId);
    const payload = message?.payload as { seriesId: string; events: string };
    const seen = async (personId: string) =>
      (await findCancelledSeries(core, payload, personId))?.places.map(({ title, of }) => [title, of]);
    expect(await seen(made.holder)).toEqual([
      ['Leadership briefing', null],
      ['The other one', null],
    ]);
    expect(await seen(made.waiter)).toEqual([['The other one', null]]);
    expect(await seen(made.booker)).toEqual([['Leadership briefing', 'Chatless Colleague']]);
    const [stranger] = await makeActors(database.prisma, 1);
    expect(await seen(stranger?.personId ?? '')).toBeUndefined();
  });

  it('changes nothing when the messages cannot be queued', async () => {
    const made = await makeSeries();
    const enqueue = async () => {
      throw new Error('The queue is away');
    };
    const failing = coreOf(database, { ...idleQueue, enqueue }, clock);
    await expect(cancelSeries(failing, organiser, made.seriesId, 'Money')).rejects.toThrow('The queue is away');
    expect(await seriesToCancel(core, organiser, made.seriesId)).toMatchObject({
      drafts: 1,
      reach: { chat: 2, passedOn: [{}] },
    });
  });

  it('leaves no published event, even when one is published at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const made = await makeSeries();
      const [published] = await Promise.all([
        publishEvent(core, organiser, made.draft),
        cancelSeries(core, organiser, made.seriesId, 'Money'),
      ]);
      const draft = await database.prisma.event.findUnique({ where: { id: made.draft } });
      expect([published.kind, draft?.status]).toEqual(
        published.kind === 'saved' ? ['saved', 'cancelled'] : ['refused', 'draft'],
      );
    }
  });
});

describe('cancelling an event after one of its days', () => {
  it('keeps that day on record, and can be repeated for a session added later', async () => {
    const { partly, held } = await makeSeries();
    expect(await cancelEvent(core, organiser, partly, 'Snow')).toMatchObject({ kind: 'changed', told: 2 });
    expect(await cancelEvent(core, organiser, partly, 'Snow')).toEqual({ kind: 'unchanged' });
    const event = await database.prisma.event.findUniqueOrThrow({ where: { id: partly }, include: { sessions: true } });
    expect(event.status).toBe('published');
    expect(event.sessions.find(({ id }) => id === held)?.status).toBe('published');
  });
});
