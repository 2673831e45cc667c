import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendMornings } from '../../../src/app/organising/mornings.js';
import { eventually } from '../../support/eventually.js';
import { startServiceOn, type TestService } from '../../support/service.js';
import { personalChatOf, type TeamsChat } from '../../support/teams/teams.js';
import { makeActors, makeSession } from '../../support/worlds/programme.js';

let service: TestService;
let organiser: TeamsChat;
let ofOneSeries: TeamsChat;
const hour = 3_600_000;

beforeAll(async () => {
  // A Monday at ten.
  service = await startServiceOn(async ({ prisma }) => {
    const ada = await prisma.person.create({ data: { name: 'Ada Marsh' } });
    const bea = await prisma.person.create({ data: { name: 'Bea Hill' } });
    return [
      { key: 'organiser', personId: ada.id, role: 'organiser', title: 'Ada', tries: '' },
      { key: 'headteacher', personId: bea.id, role: null, title: 'Bea', tries: '' },
    ];
  }, '2026-11-23T10:00:00Z');
  organiser = await service.chatAs('organiser', 'n-organiser');
  ofOneSeries = await service.chatAs('headteacher', 'n-of-one-series');
});
afterAll(() => service.stop());

const prismaOf = () => service.database.prisma;
const until = (instant: string) => service.clock.advance(Date.parse(instant) - service.clock.now().getTime());
const inHours = (hours: number) => new Date(service.clock.now().getTime() + hours * hour);

async function booked(title: string, hours: number, capacity: number, taken: number) {
  const id = await makeSession(prismaOf(), service.clock.now(), { capacity, title, startsAt: inHours(hours) });
  const people = await makeActors(prismaOf(), taken);
  await prismaOf().registration.createMany({
    data: people.map(({ personId }) => ({ sessionId: id, personId: personId ?? '', state: 'confirmed' as const })),
  });
  return prismaOf().session.findUniqueOrThrow({ where: { id }, include: { event: true } });
}

describe('what needs doing', () => {
  it('is nothing while there is nothing, and a member is greeted as ever', async () => {
    expect((await organiser.say('hi')).text).toContain('Hello Ada. Nothing needs doing just now.');
    expect((await ofOneSeries.say('hi')).text).toContain('Hello Bea. What can I do for you?');
    expect((await ofOneSeries.say('what needs doing?')).text).not.toContain('needs doing');
  });

  it('has the most urgent first, each with a button that leads there, and six buttons at most', async () => {
    const tomorrow = await booked('Bramble day', 20, 10, 1);
    await booked('Fern day', 5 * 24, 100, 50);
    await booked('Teasel day', 6 * 24, 10, 10);
    await booked('Sedge day', 15 * 24, 40, 3);
    await booked('Rush day', 60 * 24, 40, 0);
    const over = await booked('Moss day', -48, 10, 4);
    await prismaOf().ticket.create({ data: { question: 'Who has the key?', normalised: 'key' } });
    await prismaOf().quote.create({ data: { eventId: over.eventId, words: 'Worth it.', consentBoard: true } });
    const { id, ...draft } = { ...tomorrow.event, slug: 'a-draft', status: 'draft' as const };
    await prismaOf().event.create({ data: { ...draft, copiedFromId: id } });
    const seen = await organiser.say('what needs doing?');
    const order = [
      ...['No check-in code yet: Bramble day', '1 question to answer', 'Attendance to confirm: Moss day'],
      ...['Full: Teasel day', 'No check-in code yet at 2 sessions', 'Few bookings yet at 2 sessions'],
    ];
    const places = order.map((words) => seen.text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(seen.text).toContain('4 booked, 0 marked as there');
    expect(seen.text).toContain('Also: 1 quote to moderate; 1 draft not published yet.');
    expect(seen.text).not.toContain('Rush day');
    expect(JSON.stringify(seen.card).match(/Action\.Execute/g)).toHaveLength(6);
    expect((await organiser.click(seen.card, 'Open the list')).text).toContain('Moss day');
    expect((await organiser.click(seen.card, 'Make the code')).text).toContain('Bramble day');
    expect((await organiser.say('what needs doing?')).text).not.toContain('No check-in code yet: Bramble day');
  });

  it('has only what is of the series that somebody organises', async () => {
    const account = await prismaOf().account.findFirstOrThrow({ where: { user: 'n-of-one-series' } });
    const { seriesId } = await prismaOf().event.findFirstOrThrow({ where: { title: 'Teasel day' } });
    await prismaOf().grant.create({ data: { accountId: account.id, role: 'organiser', seriesId } });
    const seen = (await ofOneSeries.say('hello')).text;
    expect(seen).toContain('Full: Teasel day');
    for (const other of ['Bramble', 'Moss', 'Sedge', 'question']) expect(seen).not.toContain(other);
  });
});

describe('the morning message', () => {
  const mornings = () => prismaOf().delivery.findMany({ where: { kind: 'morning' } });
  const posted = () =>
    JSON.stringify(
      service.connector.posted.filter(({ conversationId }) => conversationId === personalChatOf('n-organiser')),
    );

  it('comes to nobody who has not asked for it', async () => {
    expect(await sendMornings(service.core)).toBe(0);
  });

  it('comes once a working day, in its morning, whoever looks and however often', async () => {
    until('2026-11-23T12:00:00Z');
    await organiser.say('morning message on');
    expect(await sendMornings(service.core)).toBe(0);
    until('2026-11-24T06:30:00Z');
    expect(await sendMornings(service.core)).toBe(0);
    until('2026-11-24T08:01:00Z');
    // The service's own minute may be the one that sends it.
    await Promise.all([sendMornings(service.core), sendMornings(service.core)]);
    expect(await mornings()).toHaveLength(1);
    expect(await sendMornings(service.core)).toBe(0);
    await eventually(() => expect(posted()).toContain('Good morning. It is Tuesday 24 November 2026.'));
    expect(posted()).toContain('Attendance to confirm');
    until('2026-11-28T10:00:00Z');
    expect(await sendMornings(service.core)).toBe(0);
    expect(await mornings()).toHaveLength(1);
  });

  it('ends when they say so', async () => {
    until('2026-11-30T10:00:00Z');
    await organiser.say('stop the morning message');
    expect(await sendMornings(service.core)).toBe(0);
    expect((await organiser.say('what needs doing?')).text).toContain('Tell me each morning');
  });
});
