/**
 * A conference for 160 people, of whom 60 have no chat, from the announcement to the feedback: over the service, a fake Teams and a
 * real SMTP server. Counts who got what by which way, and how often; with a folder, writes there every mail as HTML and every page.
 * `tsx tests/bench/conference.ts [FOLDER]`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { announceEvent } from '../../src/app/invitations/announce-event.js';
import { moveSession } from '../../src/app/organising/change-session.js';
import { releaseOverdue } from '../../src/app/organising/held-sendings.js';
import type { Db } from '../../src/db/database.js';
import { newId } from '../../src/db/new-id.js';
import type { Actor } from '../../src/domain/actor.js';
import { runTick } from '../../src/jobs/tick.js';
import { startSmtp, type TestSmtp } from '../support/mail/smtp.js';
import { openInBrowser } from '../support/own-page.js';
import { startServiceOn, type TestService } from '../support/service.js';
import { personalChatOf } from '../support/teams/teams.js';
import { onFile } from '../support/worlds/on-file.js';
import { makeActors, makeSchool, makeSession } from '../support/worlds/programme.js';
import { printColumns } from './table.js';

const inChat = 100;
const byMail = 60;
const day = 86_400_000;
const title = 'Harbour conference';
const log = pino({ level: 'silent' });

interface Attendee {
  readonly id: string;
  readonly user: string | undefined;
  readonly email: string;
}

const folder = process.argv[2];
const smtp = await startSmtp();
// A Monday at ten.
const service = await startServiceOn(async () => [], '2026-11-23T10:00:00Z', { mail: smtp.settings });
const { prisma } = service.database;
const session = await makeSession(prisma, service.clock.now(), { capacity: inChat + byMail, title });
const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id: session } });
const [made] = await makeActors(prisma, 1);
if (!made) throw new Error('Nobody');
const organiser: Actor = { ...made, grants: [{ role: 'organiser', seriesId: null }] };
const people = await attend(prisma);
const rows: string[][] = [['', 'in the chat', 'by e-mail', 'twice or more', 'nobody got', 'seconds']];

await stage('invited', async () => {
  const invitees = { positions: [], phases: [], localities: [], schools: 'any' } as const;
  const outcome = await announceEvent(service.core, organiser, eventId, { id: newId(), words: 'Do come.', invitees });
  if (outcome.kind !== 'announced') throw new Error(`Not announced: ${outcome.kind}`);
  service.clock.advance(2 * 60_000);
  await releaseOverdue(service.core);
  console.log(
    `Announced to ${outcome.reach.chat} in their chat, ${outcome.reach.mail} by e-mail, ${outcome.reach.neither.length} by neither.`,
  );
});
const invitations = new Map(smtp.taken.map((mail) => [mail.to[0] ?? '', mail]));
await stage('booked', async () => {
  for (const { user, email } of people) {
    if (user) await (await service.chat(user)).say(`book me on the ${title}`);
    else await pageOf(invitations.get(email)?.mail.text ?? '', 'Book my place', email);
  }
});
await stage('moved', async () => {
  const startsAt = new Date(service.clock.now().getTime() + 30 * day + 3_600_000);
  await moveSession(service.core, organiser, session, {
    startsAt,
    endsAt: new Date(startsAt.getTime() + 2 * 3_600_000),
  });
  service.clock.advance(2 * 60_000);
  await releaseOverdue(service.core);
});
service.clock.advance(29 * day);
await stage('reminded', () => runTick(service.core, log));
service.clock.advance(1.3 * day);
await prisma.attendance.createMany({
  data: people.map(({ id }) => ({ sessionId: session, personId: id, source: 'organiser' as const, present: true })),
});
await stage('asked for feedback', () => runTick(service.core, log));
const held = await prisma.registration.count({ where: { sessionId: session, state: 'confirmed' } });
console.log(`\n${held} places were taken by ${people.length} people.\n`);
printColumns(rows);
await service.stop();
await smtp.stop();
// What the fake platform leaves open would keep it from ending.
process.exit(0);

/** 160 people on record at schools of their own: 100 of them have said hello in Teams. */
async function attend(db: Db): Promise<Attendee[]> {
  const all: Attendee[] = [];
  for (let number = 0; number < inChat + byMail; number += 1) {
    const urn = await makeSchool(db, { name: `Harbour ${number} Primary School` });
    const name = number % 7 === 0 ? `Wilhelmina Featherstonehaugh-Cholmondeley ${number}` : `Person ${number} Reed`;
    const email = `person-${number}@school.example`;
    const posts = { create: { urn, position: 'headteacher' as const, ...onFile } };
    const { id } = await db.person.create({ data: { name, email, posts }, select: { id: true } });
    const user = number < inChat ? `attendee-${number}` : undefined;
    if (user) {
      await (await service.chat(user, { name })).say('hello');
      await db.account.updateMany({ where: { user }, data: { personId: id } });
    }
    all.push({ id, user, email });
  }
  return all;
}

/** Does it, waits until nothing is under way, and counts what came to whom since. */
async function stage(name: string, act: () => Promise<unknown>): Promise<void> {
  smtp.taken.length = 0;
  const posted = service.connector.posted.length;
  const before = performance.now();
  await act();
  const open = { state: { in: ['scheduled', 'claimed'] as Array<'scheduled' | 'claimed'> } };
  while ((await prisma.delivery.count({ where: open })) > 0) await new Promise((resolve) => setTimeout(resolve, 200));
  const seconds = ((performance.now() - before) / 1_000).toFixed(1);
  keepMails(name, smtp);
  const mails = countBy(smtp.taken.map(({ to }) => to[0] ?? ''));
  const posts = countBy(told(service, posted));
  const times = people.map(({ user, email }) => (mails.get(email) ?? 0) + (user ? (posts.get(user) ?? 0) : 0));
  rows.push([
    name,
    String([...posts.keys()].length),
    String([...mails.keys()].length),
    String(times.filter((count) => count > 1).length),
    String(times.filter((count) => count === 0).length),
    seconds,
  ]);
}

/** Users whom the bot wrote to in their own chat. */
function told({ connector }: TestService, since: number): string[] {
  const users = new Map<string, string>(
    people.flatMap(({ user }) => (user ? [[personalChatOf(user), user] as const] : [])),
  );
  return connector.posted.slice(since).flatMap(({ conversationId }) => users.get(conversationId) ?? []);
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function keepMails(name: string, { taken }: TestSmtp): void {
  for (const { to, mail } of taken) keep(`mail-${name}-${to[0]}`, mail.html ?? '');
}

/** Opens the page of a mail, and presses what does it. */
async function pageOf(mail: string, label: string, email: string): Promise<void> {
  const link = /http\S+\/my\/[^\s?"<]+/.exec(mail)?.[0] ?? '';
  const page = await openInBrowser(service.baseUrl + new URL(link).pathname);
  keep(`page-before-${email}`, page.html);
  keep(`page-after-${email}`, (await page.press(label)).html);
}

function keep(name: string, html: string): void {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replace(/[^\w@.-]/g, '-')}.html`), html);
}
