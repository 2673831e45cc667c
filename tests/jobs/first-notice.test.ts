import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commit } from '../../src/app/commit.js';
import { scheduleDelivery } from '../../src/app/messages/schedule-delivery.js';
import { runTick } from '../../src/jobs/tick.js';
import { eventually } from '../support/eventually.js';
import { startSmtp, type TestSmtp } from '../support/mail/smtp.js';
import { openInBrowser, pageAddress } from '../support/own-page.js';
import { startTestService, type TestService } from '../support/service.js';
import { makeSession } from '../support/worlds/programme.js';

let service: TestService;
let smtp: TestSmtp;
const log = pino({ level: 'silent' });

beforeAll(async () => {
  smtp = await startSmtp();
  service = await startTestService('2026-11-23T10:00:00Z', { mail: smtp.settings });
});
afterAll(async () => {
  await service.stop();
  await smtp.stop();
});

async function fromFile(name: string) {
  const email = `${randomUUID()}@made.example`;
  const createdAt = service.clock.now();
  return service.database.prisma.person.create({ data: { name, email, noticeDue: true, createdAt } });
}

const subjectsTo = (address: string | null) =>
  smtp.taken.filter(({ to }) => to[0] === address).map(({ mail }) => mail.subject ?? '');

it('goes out before the first message to somebody from a file, once, and says where the data came from', async () => {
  const { prisma } = service.database;
  const person = await fromFile('Listed Person');
  const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 3, title: 'Told after' });
  const { id: registrationId } = await prisma.registration.create({
    data: { sessionId, personId: person.id, state: 'confirmed', confirmedAt: service.clock.now() },
  });
  for (const key of ['one', 'two'])
    await commit(service.core, (tx) =>
      scheduleDelivery(service.core, tx, {
        key: `${key}:${registrationId}`,
        kind: 'booked-for-you',
        to: { personId: person.id },
        payload: { registrationId },
      }),
    );
  await eventually(() => expect(subjectsTo(person.email)).toHaveLength(3));
  const [first, ...others] = subjectsTo(person.email);
  expect(first).toContain('on record');
  expect(others.every((subject) => subject.includes('Told after'))).toBe(true);
  const notice = smtp.taken.find(({ to }) => to[0] === person.email)?.mail.text ?? '';
  for (const said of ['from a list of the organisers', 'Information Commissioner', 'made anonymous', '/privacy'])
    expect(notice).toContain(said);
  const link = /http\S+\/my\/\S+/.exec(notice)?.[0] ?? '';
  const page = await openInBrowser(service.baseUrl + new URL(link).pathname);
  expect([page.title, page.text.includes(person.email ?? '')]).toEqual(['What I hold about you', true]);
});

it('goes out by itself after two weeks, in working hours, to whoever is written to about nothing else', async () => {
  const person = await fromFile('Quiet Person');
  await runTick(service.core, log);
  expect(subjectsTo(person.email)).toEqual([]);
  service.clock.advance(15 * 86_400_000);
  await runTick(service.core, log);
  await runTick(service.core, log);
  await eventually(() => expect(subjectsTo(person.email)).toHaveLength(1));
});

it('stops mails by the button of a mail program, and sends the link to what is held only to the person’s own address', async () => {
  const { prisma } = service.database;
  const email = `${randomUUID()}@made.example`;
  const person = await prisma.person.create({ data: { name: 'Unsubscribing Person', email } });
  const url = await pageAddress(service, person.id, { kind: 'mails' });
  const choice = async () => (await prisma.person.findUniqueOrThrow({ where: { id: person.id } })).mails;
  await openInBrowser(url);
  expect(await choice()).toBe('instead');
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  for (const body of [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), form]) {
    await prisma.person.update({ where: { id: person.id }, data: { mails: 'instead' } });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
    expect(await choice()).toBe('own');
  }
  const page = await openInBrowser(url);
  expect((await page.press('Stop all e-mails')).text).toContain('You will get no more e-mails.');
  expect(await choice()).toBe('none');
  const again = await openInBrowser(url);
  const sent = await (await again.press('Send me e-mails again')).press('What is held about me');
  expect(sent.html).not.toContain('Download it all');
  expect(sent.text).toContain('I have sent a link');
  await eventually(() => expect(subjectsTo(email)).toHaveLength(1));
});
