import ICAL from 'ical.js';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookPlace } from '../../../src/app/bookings/book-place.js';
import { calendarFile, calendarOfPerson, webCalendarLinks } from '../../../src/app/bookings/calendar.js';
import { openCalendarFeed, readCalendarFeed, revokeCalendarFeed } from '../../../src/app/bookings/calendar-feeds.js';
import { cancelRegistration } from '../../../src/app/bookings/cancel-place.js';
import { muteReminders, scheduleReminders } from '../../../src/app/bookings/reminders.js';
import type { Core } from '../../../src/app/core.js';
import { findSession } from '../../../src/app/programme/sessions.js';
import { calendarWords } from '../../../src/conversation/bookings/calendar-words.js';
import type { Database } from '../../../src/db/database.js';
import type { Actor } from '../../../src/domain/actor.js';
import { type Queue, startQueue } from '../../../src/queue/queue.js';
import { clockAt, type MovableClock } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { coreOf, makeActors, makeSession } from '../../support/worlds/programme.js';

let database: Database;
let queue: Queue;
let clock: MovableClock;
let core: Core;
let people: readonly Actor[];
let sessionId: string;
beforeAll(async () => {
  database = await openTestDatabase();
  queue = await startQueue(database, pino({ level: 'silent' }));
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

const startsAt = new Date('2026-12-10T09:30:00Z');
const organiser: Actor = {
  accountId: '11111111-1111-4111-8111-111111111111',
  personId: null,
  name: 'Organiser',
  post: null,
  grants: [{ role: 'organiser', seriesId: null }],
};

beforeEach(async () => {
  await database.prisma.delivery.deleteMany();
  await database.prisma.session.updateMany({ data: { status: 'draft' } });
  clock = clockAt('2026-11-23T09:00:00Z');
  core = coreOf(database, queue, clock);
  people = await makeActors(database.prisma, 3);
  sessionId = await makeSession(database.prisma, clock.now(), {
    capacity: 1,
    title: 'Moved, "twice"; \n really',
    startsAt,
  });
});

async function book(index: number): Promise<string> {
  const actor = people[index];
  if (!actor) throw new Error('Nobody there');
  const outcome = await bookPlace(core, actor, sessionId, 'wait');
  if (outcome.kind !== 'confirmed' && outcome.kind !== 'waiting') throw new Error(`Not booked: ${outcome.kind}`);
  return outcome.registrationId;
}

/** Changes the session like the organisers' forms do. */
async function change(data: { startsAt?: Date; endsAt?: Date; venue?: string; status?: 'cancelled' }): Promise<void> {
  const sequence = { increment: 1 };
  await database.prisma.session.update({ where: { id: sessionId }, data: { ...data, sequence } });
}

const view = () => ({ now: clock.now(), zone: 'Europe/London', words: calendarWords });

async function eventOf(registrationId: string) {
  const file = await calendarFile(database.prisma, registrationId, view());
  const body = file?.body ?? '';
  for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const calendar = new ICAL.Component(ICAL.parse(body));
  const zone = calendar.getFirstSubcomponent('vtimezone');
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone({ component: zone, tzid: 'Europe/London' }));
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('No event in the file');
  return { calendar, component, event: new ICAL.Event(component) };
}

describe('the calendar file of a booking', () => {
  it('keeps to the rules of RFC 5545: stamps in UTC, properties before components, a line break at the end', async () => {
    const registrationId = await book(0);
    const file = await calendarFile(database.prisma, registrationId, view());
    for (const body of [file?.body ?? '', await calendarOfPerson(database.prisma, people[0]?.personId ?? '', view())]) {
      expect(body.endsWith('END:VCALENDAR\r\n')).toBe(true);
      expect(body).toContain('\r\nDTSTAMP:20261123T090000Z\r\n');
      const lines = body.split('\r\n');
      const begins = lines.flatMap((line, at) => (line.startsWith('BEGIN:') && at > 0 ? [at] : []));
      const ofCalendar = new ICAL.Component(ICAL.parse(body)).getAllProperties().map(({ name }) => name);
      expect(ofCalendar).toEqual(expect.arrayContaining(['version', 'prodid', 'method']));
      for (const name of ofCalendar)
        expect(lines.findIndex((line) => line.toLowerCase().startsWith(name))).toBeLessThan(begins[0] ?? 0);
    }
  });

  it('says where to join: in the description always, and as the place where there is no venue', async () => {
    const link = 'https://teams.example/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%22t1%22%7d';
    const registrationId = await book(0);
    const session = { where: { id: sessionId }, select: { id: true } } as const;
    await database.prisma.session.update({ ...session, data: { link } });
    const both = await eventOf(registrationId);
    expect(both.event.location).not.toContain(link);
    expect(both.event.description).toContain(link);
    await database.prisma.session.update({
      ...session,
      data: { venue: null, address: null, town: null, postcode: null },
    });
    const online = await eventOf(registrationId);
    expect([online.event.location, online.event.description.includes(link)]).toEqual([link, true]);
  });

  it('has a zone with its rules, a UID, an alarm and the session times', async () => {
    const id = await book(0);
    const { calendar, component, event } = await eventOf(id);
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(event.uid).toBe(`${id}@staffroom`);
    expect(event.sequence).toBe(0);
    expect(event.summary).toContain('Moved, "twice"');
    expect(component.getFirstProperty('dtstart')?.getFirstParameter('tzid')).toBe('Europe/London');
    expect(event.startDate.toJSDate()).toEqual(startsAt);
    expect(component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('action')).toBe('DISPLAY');
  });

  it('is right in summer time and across the clock change', async () => {
    const id = await book(0);
    const summer = new Date('2027-03-29T08:30:00Z');
    await change({ startsAt: summer, endsAt: new Date('2027-03-29T11:00:00Z') });
    const { component, event } = await eventOf(id);
    expect(event.startDate.toJSDate()).toEqual(summer);
    expect(String(component.getFirstPropertyValue('dtstart'))).toContain('T09:30:00');
  });

  it('keeps its UID and raises SEQUENCE when the session moves, and becomes CANCEL when it is cancelled', async () => {
    const id = await book(0);
    const before = await eventOf(id);
    await change({ venue: 'The other hall' });
    const moved = await eventOf(id);
    expect(moved.event.uid).toBe(before.event.uid);
    expect(moved.event.sequence).toBe(1);
    expect(moved.event.location).toContain('The other hall');
    await change({ status: 'cancelled' });
    const off = await eventOf(id);
    expect([off.calendar.getFirstPropertyValue('method'), off.event.sequence]).toEqual(['CANCEL', 2]);
    expect(off.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(off.component.getFirstSubcomponent('valarm')).toBeNull();
  });

  it('becomes CANCEL with a higher SEQUENCE when the place is given up', async () => {
    const id = await book(0);
    await cancelRegistration(core, people[0] ?? organiser, id);
    const { calendar, event } = await eventOf(id);
    expect([calendar.getFirstPropertyValue('method'), event.sequence]).toEqual(['CANCEL', 1]);
  });

  it('has links for Outlook and Google on the web', async () => {
    const session = await findSession(database.prisma, sessionId);
    if (!session) throw new Error('No session');
    const { outlook, google } = webCalendarLinks(session);
    expect(new URL(outlook).searchParams.get('startdt')).toBe('2026-12-10T09:30:00.000Z');
    expect(new URL(google).searchParams.get('dates')).toBe('20261210T093000Z/20261210T120000Z');
    expect(new URL(google).searchParams.get('text')).toContain('Moved, "twice"');
  });
});

describe('the calendar feed', () => {
  it('shows held places, ends when revoked or renewed, and stores only a hash', async () => {
    const [actor = organiser] = people;
    const id = await book(0);
    const secret = (await openCalendarFeed(core, actor)) ?? '';
    const body = (await readCalendarFeed(core, secret, calendarWords)) ?? '';
    const events = new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent');
    expect(events.map((event) => event.getFirstPropertyValue('uid'))).toEqual([`${id}@staffroom`]);
    expect(JSON.stringify(await database.prisma.calendarFeed.findMany())).not.toContain(secret);
    const renewed = (await openCalendarFeed(core, actor)) ?? '';
    expect(await readCalendarFeed(core, secret, calendarWords)).toBeUndefined();
    await cancelRegistration(core, actor, id);
    const empty = new ICAL.Component(ICAL.parse((await readCalendarFeed(core, renewed, calendarWords)) ?? ''));
    expect(empty.getAllSubcomponents('vevent')).toHaveLength(0);
    expect(await revokeCalendarFeed(core, actor)).toBe(true);
    expect(await readCalendarFeed(core, renewed, calendarWords)).toBeUndefined();
    expect(await revokeCalendarFeed(core, actor)).toBe(false);
  });
});

describe('reminders', () => {
  const at = (instant: string) => clock.advance(new Date(instant).getTime() - clock.now().getTime());
  const reminded = async () =>
    (await database.prisma.delivery.findMany({ where: { kind: 'reminder' } })).map(({ payload, personId }) => [
      (payload as { reminder: string }).reminder,
      people.findIndex((actor) => actor.personId === personId),
    ]);

  it('are sent a week before, the day before and on the morning, once each however often the task runs', async () => {
    await book(0);
    await book(1);
    for (const moment of [
      '2026-12-03T08:59:00Z',
      '2026-12-03T09:00:00Z',
      '2026-12-03T09:01:00Z',
      '2026-12-06T12:00:00Z',
      '2026-12-09T09:00:00Z',
      '2026-12-09T20:00:00Z',
      '2026-12-10T08:00:00Z',
      '2026-12-10T08:01:00Z',
      '2026-12-10T09:30:00Z',
    ]) {
      at(moment);
      await Promise.all([scheduleReminders(core), scheduleReminders(core)]);
    }
    expect((await reminded()).sort()).toEqual([
      ['day', 0],
      ['morning', 0],
      ['week', 0],
    ]);
  });

  it('move with the session, and are sent again for the new time', async () => {
    await book(0);
    at('2026-12-03T09:00:00Z');
    await scheduleReminders(core);
    await change({ startsAt: new Date('2026-12-15T09:30:00Z'), endsAt: new Date('2026-12-15T12:00:00Z') });
    at('2026-12-07T09:00:00Z');
    expect(await scheduleReminders(core)).toBe(0);
    at('2026-12-08T09:00:00Z');
    expect(await scheduleReminders(core)).toBe(1);
  });

  it('are not sent to people who cancelled, muted them, or booked later', async () => {
    await database.prisma.session.update({ where: { id: sessionId }, data: { capacity: 3 } });
    const cancelled = await book(0);
    await book(1);
    await cancelRegistration(core, people[0] ?? organiser, cancelled);
    expect(await muteReminders(core, people[1] ?? organiser, true)).toBe(true);
    at('2026-12-03T09:30:00Z');
    await book(2);
    expect(await scheduleReminders(core)).toBe(0);
    at('2026-12-09T09:00:00Z');
    await scheduleReminders(core);
    expect(await reminded()).toEqual([['day', 2]]);
    await change({ status: 'cancelled' });
    at('2026-12-10T08:00:00Z');
    expect(await scheduleReminders(core)).toBe(0);
  });

  it('skip school holidays', async () => {
    const name = 'Made holiday';
    const date = (day: string) => new Date(`${day}T00:00:00Z`);
    await database.prisma.schoolHoliday.create({
      data: { name, startsOn: date('2026-11-30'), endsOn: date('2026-12-04') },
    });
    await book(0);
    at('2026-12-03T09:00:00Z');
    expect(await scheduleReminders(core)).toBe(0);
    await database.prisma.schoolHoliday.deleteMany({ where: { name } });
    expect(await scheduleReminders(core)).toBe(1);
  });
});
