import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { scheduleDelivery } from '../../../src/app/messages/schedule-delivery.js';
import { cancelEvent } from '../../../src/app/organising/cancel-event.js';
import { cancelSeries } from '../../../src/app/organising/cancel-series.js';
import { cancelSession, moveSession } from '../../../src/app/organising/change-session.js';
import { releaseOverdue } from '../../../src/app/organising/held-sendings.js';
import { writeToReaders } from '../../../src/app/organising/write-to-attendees.js';
import type { Actor } from '../../../src/domain/actor.js';
import { sayDay } from '../../../src/domain/when.js';
import { eventually } from '../../support/eventually.js';
import { invitationOf } from '../../support/mail/invitation.js';
import { startSmtp, type TakenMail, type TestSmtp } from '../../support/mail/smtp.js';
import { startTestService, type TestService } from '../../support/service.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeActors, makeSession } from '../../support/worlds/programme.js';

let smtp: TestSmtp;
let service: TestService;
let organiser: Actor;
beforeAll(async () => {
  smtp = await startSmtp();
  service = await startTestService(undefined, { mail: smtp.settings });
  const { prisma } = service.database;
  const { urn } = personas.headteacher;
  await prisma.post.updateMany({
    where: { urn, position: 'deputy_headteacher', until: null },
    data: { until: service.clock.now() },
  });
  await prisma.person.create({
    data: {
      name: 'Priya Deputy',
      email: 'priya@school.example',
      posts: { create: { urn, position: 'deputy_headteacher', ...onFile } },
    },
  });
  const [made] = await makeActors(prisma, 1);
  if (!made) throw new Error('Nobody');
  organiser = { ...made, grants: [{ role: 'organiser', seriesId: null }] };
});
afterAll(async () => {
  await service.stop();
  await smtp.stop();
});
beforeEach(() => {
  smtp.taken.splice(0);
});

/** What organisers do can be undone before this. */
const undoMs = 31_000;

/** The mail to somebody whose subject has these words, once it is there. */
async function mailTo(address: string, words: string): Promise<TakenMail> {
  service.clock.advance(undoMs);
  const find = () => smtp.taken.find(({ to, mail }) => to.includes(address) && mail.subject?.includes(words));
  await eventually(() => expect(find()).toBeDefined());
  const found = find();
  if (!found) throw new Error('No such mail');
  return found;
}

/** What organisers do can be undone for half a minute; then it goes out. */
async function pastUndoing(): Promise<void> {
  service.clock.advance(2 * 60_000);
  await releaseOverdue(service.core);
}

/** When nothing waits any more, what came. */
async function allMails(): Promise<string[]> {
  const waiting = { state: { in: ['scheduled', 'claimed'] as Array<'scheduled' | 'claimed'> } };
  service.clock.advance(undoMs);
  await eventually(async () => expect(await service.database.prisma.delivery.count({ where: waiting })).toBe(0));
  return smtp.taken.map(({ to, mail }) => `${to}: ${mail.subject}`);
}

async function event(title: string, given: { label?: string } = {}) {
  const id = await makeSession(service.database.prisma, service.clock.now(), { capacity: 5, title, ...given });
  const { eventId } = await service.database.prisma.session.findUniqueOrThrow({ where: { id } });
  return { id, eventId };
}

const hour = 60 * 60_000;

describe('a colleague who has an address and no chat', () => {
  it('is told by e-mail that a place was booked for them, with an invitation, and the booker reads so', async () => {
    await event('Teasel evening');
    const chat = await service.chatAs('headteacher', 'booker');
    const form = await chat.say('book my deputy on the Teasel evening');
    const done = /A place is booked/.test(form.text) ? form : await chat.submit(form.card, { me: 'false' });
    expect(done.text).toContain('I will tell them by e-mail.');
    const taken = await mailTo('priya@school.example', 'Booking by somebody else: Teasel evening');
    expect(taken.mail.text).toContain('Dear Priya Deputy,');
    expect(taken.mail.text).toContain('A colleague has booked a place for you.');
    expect(taken.mail.text).toMatch(/Cancel my place.*: http/);
    expect(taken.mail.text).not.toContain('[');
    expect(taken.mail.html).toContain('Teasel evening');
    expect(invitationOf(taken)).toMatchObject({
      ...{ announced: 'REQUEST', method: 'REQUEST', status: 'CONFIRMED', sequence: 0, copies: 1 },
      organizer: 'mailto:organisers@partnership.example',
      attendee: 'mailto:priya@school.example',
      rsvp: 'FALSE',
    });
    expect(invitationOf(taken)?.longest).toBeLessThanOrEqual(75);
  });

  it('gets a changed invitation when the session moves, and its end when it is cancelled', async () => {
    const { id } = await event('Bryony evening');
    const chat = await service.chatAs('headteacher', 'booker');
    const form = await chat.say('book my deputy on the Bryony evening');
    if (!/A place is booked/.test(form.text)) await chat.submit(form.card, { me: 'false' });
    const first = invitationOf(await mailTo('priya@school.example', 'Bryony evening'));
    const session = await service.database.prisma.session.findUniqueOrThrow({ where: { id } });
    const startsAt = new Date(session.startsAt.getTime() + hour);
    const endsAt = new Date(session.endsAt.getTime() + hour);
    expect(await moveSession(service.core, organiser, id, { startsAt, endsAt })).toMatchObject({
      kind: 'changed',
      told: 1,
    });
    const change = await mailTo('priya@school.example', 'Bryony evening has changed');
    expect(change.mail.text).not.toContain('calendar file');
    const moved = invitationOf(change);
    expect(moved).toMatchObject({ method: 'REQUEST', uid: first?.uid });
    expect(moved?.start).not.toBe(first?.start);
    expect(moved?.sequence).toBeGreaterThan(first?.sequence ?? 0);
    await cancelSession(service.core, organiser, id, 'Snow');
    await pastUndoing();
    const over = invitationOf(await mailTo('priya@school.example', 'is cancelled'));
    expect(over).toMatchObject({ announced: 'CANCEL', method: 'CANCEL', status: 'CANCELLED', uid: first?.uid });
    expect(over?.sequence).toBeGreaterThan(moved?.sequence ?? 0);
    expect((await allMails()).filter((mail) => mail.includes('Bryony'))).toHaveLength(3);
  });

  it('gets the end of it when the whole event is cancelled, and what the organisers write', async () => {
    const { eventId } = await event('Sedge evening');
    const chat = await service.chatAs('headteacher', 'booker');
    const form = await chat.say('book my deputy on the Sedge evening');
    if (!/A place is booked/.test(form.text)) await chat.submit(form.card, { me: 'false' });
    await mailTo('priya@school.example', 'Sedge evening');
    const readers = { eventId, sessionId: null, state: 'all', urn: null } as const;
    const words = 'Please bring a coat.\n<b>And</b> a hat.';
    expect(
      await writeToReaders(service.core, organiser, { id: '0190f7a2-0000-7000-8000-00000000000a', readers, words }),
    ).toMatchObject({ kind: 'sent', count: 1 });
    await pastUndoing();
    const written = await mailTo('priya@school.example', 'From the organisers of Sedge evening');
    expect(written.mail.text).toContain(words);
    expect(written.mail.html).toContain('&#60;b&#62;And&#60;/b&#62; a hat.');
    expect(await cancelEvent(service.core, organiser, eventId, 'Snow')).toMatchObject({ kind: 'changed', told: 1 });
    await pastUndoing();
    expect(invitationOf(await mailTo('priya@school.example', 'Sedge evening is cancelled'))).toMatchObject({
      method: 'CANCEL',
    });
  });
});

describe('somebody without a chat who holds several places', () => {
  it.each(['event', 'series'] as const)('has each invitation ended when the whole %s is cancelled', async (what) => {
    const { prisma } = service.database;
    const { id, eventId } = await event(`Yarrow ${what}`, { label: 'Morning' });
    const { seriesId } = await prisma.event.findUniqueOrThrow({ where: { id: eventId } });
    await prisma.series.update({ where: { id: seriesId }, data: { status: 'published' } });
    const first = await prisma.session.findUniqueOrThrow({ where: { id } });
    const later = (hours: number) => ({
      startsAt: new Date(first.startsAt.getTime() + hours * hour),
      endsAt: new Date(first.endsAt.getTime() + hours * hour),
    });
    const others = await prisma.session.createManyAndReturn({
      data: [4, 8].map((hours) => ({ eventId, label: `Later ${hours}`, venue: 'Village hall', ...later(hours) })),
    });
    const address = `yarrow-${what}@school.example`;
    const person = await prisma.person.create({ data: { name: 'Yarrow Reader', email: address } });
    const sessions = [id, ...others.map((one) => one.id)];
    const places = await prisma.registration.createManyAndReturn({
      data: sessions.map((sessionId) => ({
        ...{ sessionId, personId: person.id },
        ...{ state: 'confirmed' as const, confirmedAt: service.clock.now() },
      })),
    });
    if (what === 'event') await cancelEvent(service.core, organiser, eventId, 'Snow');
    else await cancelSeries(service.core, organiser, seriesId, 'Snow');
    await pastUndoing();
    await allMails();
    const mine = smtp.taken.filter(({ to }) => to.includes(address));
    expect(mine.filter(({ mail }) => mail.text?.includes('Snow'))).toHaveLength(1);
    const ended = mine.map((mail) => invitationOf(mail));
    expect(ended.map((one) => one?.uid).sort()).toEqual(places.map((place) => `${place.id}@staffroom`).sort());
    expect(new Set(ended.map((one) => `${one?.announced} ${one?.method} ${one?.status}`))).toEqual(
      new Set(['CANCEL CANCEL CANCELLED']),
    );
  });
});

describe('somebody with a chat who says "mail me too"', () => {
  it('gets what they book and cancel by e-mail besides, until they say "stop mails"', async () => {
    await event('Campion evening');
    const chat = await service.chatAs('headteacher', 'both');
    const { email } = await service.database.prisma.person.findUniqueOrThrow({
      where: { id: personas.headteacher.personId },
    });
    const address = email ?? '';
    await chat.say('book me on the Campion evening');
    expect(await allMails()).toEqual([]);
    expect((await chat.say('mail me too')).text).toContain(`comes by e-mail as well, to ${address}.`);
    const cancelling = await chat.say('cancel the Campion evening');
    await chat.click(cancelling.card, 'Yes, cancel my place');
    const over = await mailTo(address, 'Your booking for Campion evening');
    expect(invitationOf(over)).toMatchObject({ method: 'CANCEL' });
    await event('Mallow evening');
    await chat.say('book me on the Mallow evening');
    const booked = await mailTo(address, 'Confirmation: Mallow evening');
    expect(invitationOf(booked)).toMatchObject({ method: 'REQUEST', attendee: `mailto:${address}` });
    expect(await allMails()).toHaveLength(2);
    expect((await chat.say('stop mails')).text).toContain('I will not e-mail you any more.');
    await event('Yarrow evening');
    await chat.say('book me on the Yarrow evening');
    expect(await allMails()).toHaveLength(2);
  });

  it('keeps one entry in the calendar when the place moves to another date', async () => {
    const { id, eventId } = await event('Burdock evening', { label: 'Lincoln' });
    const other = await service.database.prisma.session.findUniqueOrThrow({ where: { id } });
    const { id: _id, checkInCode: _code, ...rest } = other;
    const startsAt = new Date(other.startsAt.getTime() + 48 * hour);
    const endsAt = new Date(other.endsAt.getTime() + 48 * hour);
    await service.database.prisma.session.create({ data: { ...rest, eventId, label: 'Boston', startsAt, endsAt } });
    const chat = await service.chatAs('headteacher', 'moves');
    await chat.say('mail me too');
    const dates = await chat.say('book me on the Burdock evening');
    await chat.click(dates.card, 'Book', `Lincoln, ${sayDay(other.startsAt, 'Europe/London')}`);
    const { email } = await service.database.prisma.person.findUniqueOrThrow({
      where: { id: personas.headteacher.personId },
    });
    const first = invitationOf(await mailTo(email ?? '', 'Burdock evening'));
    smtp.taken.splice(0);
    const choice = await chat.say('move my Burdock evening place to another date');
    await chat.click(choice.card, 'Move here');
    const moved = invitationOf(await mailTo(email ?? '', 'Burdock evening'));
    expect(moved).toMatchObject({ method: 'REQUEST', uid: first?.uid });
    expect(moved?.start).not.toBe(first?.start);
    expect(moved?.sequence).toBeGreaterThan(first?.sequence ?? 0);
  });
});

describe('an invitation', () => {
  it('stays small, however much the event has to say of itself', async () => {
    const { eventId } = await event('Orpine evening');
    const description = 'All about it. '.repeat(20_000);
    await service.database.prisma.event.update({ where: { id: eventId }, data: { description } });
    const chat = await service.chatAs('headteacher', 'booker');
    const form = await chat.say('book my deputy on the Orpine evening');
    if (!/A place is booked/.test(form.text)) await chat.submit(form.card, { me: 'false' });
    const taken = await mailTo('priya@school.example', 'Orpine evening');
    expect(invitationOf(taken)?.size).toBeLessThan(20_000);
  });
});

describe('a request for feedback', () => {
  it('has a link for each rating and one for words, and the ledger has the time of the act', async () => {
    const { prisma } = service.database;
    const { eventId } = await event('Yarrow evening');
    const { id: personId } = await prisma.person.findFirstOrThrow({ where: { name: 'Priya Deputy' } });
    const askedAt = service.clock.now();
    const request = { eventId, personId, askedAt, closesAt: new Date(askedAt.getTime() + 24 * hour) };
    const { id } = await prisma.feedbackRequest.create({ data: request });
    const delivery = { kind: 'feedback-request', to: { personId }, payload: { requestId: id } } as const;
    await prisma.$transaction((tx) => scheduleDelivery(service.core, tx, { key: `yarrow:${id}`, ...delivery }));
    const kept = await prisma.delivery.findUniqueOrThrow({ where: { key: `yarrow:${id}` } });
    expect(kept.createdAt).toEqual(askedAt);
    const { mail } = await mailTo('priya@school.example', 'Request for feedback: Yarrow evening');
    const links = [...(mail.text ?? '').matchAll(/^.*: (http\S+)$/gm)].map(([line = '', url = '']) => ({ line, url }));
    for (const rating of ['1', '2', '3', '4', '5'])
      expect(links.filter(({ url }) => url.endsWith(`?rating=${rating}`)).map(({ line }) => line[0])).toEqual([rating]);
    expect(links.some(({ line }) => line.startsWith('Give feedback in words'))).toBe(true);
  });
});
