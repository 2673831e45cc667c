import { randomUUID } from 'node:crypto';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePaper } from '../../src/app/board/papers.js';
import { type LinkSigner, openLinkSigner } from '../../src/app/links.js';
import {
  anotherAddress,
  ask,
  declaredRoutes,
  type KnownIds,
  type LinkHolder,
  linkHolders,
  purposes,
  routes,
} from '../support/routes.js';
import { startTestService, type TestService } from '../support/service.js';
import { makeActors, makeSession } from '../support/worlds/programme.js';

let service: TestService;
let signer: LinkSigner;
let known: KnownIds;
const accounts = new Map<LinkHolder, string>();
/** Accounts that take one file of their own after another, one for each route that gives files. */
const hoarders: string[] = [];
const links = routes.flatMap(({ method, route, link }) => (link ? [{ method, route, link }] : []));
const files = links.filter(({ link }) => link.file);

beforeAll(async () => {
  service = await startTestService();
  signer = await openLinkSigner(service.database.prisma);
  known = await makeKnown();
});
afterAll(() => service.stop());

async function makeKnown(): Promise<KnownIds> {
  const { prisma } = service.database;
  const session = await makeSession(prisma, service.clock.now(), { capacity: 9, title: 'Guarded' });
  await prisma.session.update({ where: { id: session }, data: { checkInCode: '1234' } });
  const { eventId: event } = await prisma.session.findUniqueOrThrow({ where: { id: session } });
  const made = await makeActors(prisma, linkHolders.length + files.length + 1);
  const other = await prisma.series.findUniqueOrThrow({ where: { slug: 'governor-briefing' } });
  for (const [index, holder] of linkHolders.entries()) {
    const account = made[index]?.accountId ?? '';
    accounts.set(holder, account);
    if (holder === 'member') continue;
    const role = holder === 'organiser of another series' ? 'organiser' : holder;
    const seriesId = holder === role ? null : other.id;
    await prisma.grant.create({ data: { accountId: account, role, seriesId } });
  }
  for (const { accountId } of made.slice(linkHolders.length, -1)) {
    hoarders.push(accountId);
    await prisma.grant.create({ data: { accountId, role: 'administrator' } });
  }
  const person = made.at(-1)?.personId ?? '';
  const registration = await prisma.registration.create({
    data: { sessionId: session, personId: person, state: 'confirmed', confirmedAt: service.clock.now() },
  });
  const outcome = await makePaper(service.core, undefined, { from: '2025-09-01', to: '2026-08-31' });
  if (outcome.kind !== 'made') throw new Error(`No paper: ${outcome.reason}`);
  const kept = randomUUID();
  await prisma.context.createMany({
    data: [...accounts.values(), ...hoarders].map((accountId) => ({
      accountId,
      place: `import:${kept}`,
      state: { kind: 'events', digest: '', lines: [] },
      expiresAt: new Date(service.clock.now().getTime() + 86_400_000),
    })),
  });
  const { id: withoutChat } = await prisma.person.create({ data: { name: 'Nobody Chatting' } });
  const registrationOf = { id: registration.id, person };
  const { id: cohortId } = await prisma.cohort.findFirstOrThrow();
  const asked = { cohortId, title: 'How was it?', askedAt: service.clock.now(), closesAt: service.clock.now() };
  const { id: survey } = await prisma.survey.create({ data: asked });
  const ids = { event, session, registration: registration.id, paper: outcome.paper.id, person, import: kept, survey };
  const { urn } = await prisma.school.findFirstOrThrow({ where: { inPartnership: true } });
  const { seriesId: series } = await prisma.event.findUniqueOrThrow({ where: { id: event } });
  return { ...ids, series, registrationOf, withoutChat, urn, attended: await makeAttended(person) };
}

/** Somebody was at an event that is over. */
async function makeAttended(person: string): Promise<KnownIds['attended']> {
  const { prisma } = service.database;
  const now = service.clock.now();
  const startsAt = new Date(now.getTime() - 30 * 86_400_000);
  const sessionId = await makeSession(prisma, now, { capacity: 9, title: 'Over', startsAt });
  await prisma.attendance.create({ data: { sessionId, personId: person, present: true, source: 'organiser' } });
  const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  return { person, event: eventId };
}

const soon = () => new Date(service.clock.now().getTime() + 60_000);
/** Somebody whose link of this route is good. */
const holderOf = (allowed: readonly LinkHolder[] | 'whoever has it'): LinkHolder =>
  allowed === 'whoever has it' ? 'member' : (allowed.at(-1) ?? 'administrator');

describe('the table of routes', () => {
  it('has every route that the code declares, and no other', () => {
    expect(routes.map(({ method, route }) => `${method} ${route}`).sort()).toEqual(declaredRoutes().sort());
  });
});

describe.each(links)('$method $route', (access) => {
  const { link } = access;
  const id = (holder: LinkHolder) => link.id(known, accounts.get(holder) ?? '');

  it('opens with its own link, and not with one for another purpose, expired or altered', async () => {
    const mine = id(holderOf(link.for));
    const good = signer.sign(link.purpose, mine, soon());
    expect(await ask(service, access, good)).not.toBe(404);
    for (const purpose of purposes.filter((one) => one !== link.purpose)) {
      expect([purpose, await ask(service, access, signer.sign(purpose, mine, soon()))]).toEqual([purpose, 404]);
    }
    const ended = new Date(service.clock.now().getTime() - 1_000);
    expect(await ask(service, access, signer.sign(link.purpose, mine, ended))).toBe(404);
    const [subject, expiry = '', signature] = good.split('.');
    const later = (Number.parseInt(expiry, 36) + 86_400).toString(36);
    const padded = [`${good}=`, `${good}%3D`];
    for (const token of [
      ...padded,
      `${subject}.${later}.${signature}`,
      `${subject}x.${expiry}.${signature}`,
      `${subject}..`,
      'x',
    ])
      expect([token, await ask(service, access, token)]).toEqual([token, 404]);
  });

  it.each(linkHolders)('is for the roles of the table: %s', async (holder) => {
    const status = await ask(service, access, signer.sign(link.purpose, id(holder), soon()));
    const allowed = link.for === 'whoever has it' || link.for.includes(holder);
    expect([holder, status === 404]).toEqual([holder, !allowed]);
    expect(status).toBeLessThan(500);
  });

  it('no longer works once its account is deleted', async () => {
    if (link.for === 'whoever has it') return;
    const nobody = link.id(known, '00000000-0000-4000-8000-000000000000');
    expect(await ask(service, access, signer.sign(link.purpose, nobody, soon()))).toBe(404);
  });
});

describe('whatever is asked', () => {
  it('is answered with headers that keep it out of frames, caches, referrers and search engines', async () => {
    for (const { method, route, link } of routes) {
      const token = link
        ? signer.sign(link.purpose, link.id(known, accounts.get(holderOf(link.for)) ?? ''), soon())
        : '';
      const path = link?.path(token) ?? route.replace(/:\w+/, 'x');
      for (const asked of [method, 'HEAD', 'DELETE']) {
        const { headers } = await fetch(service.baseUrl + path, {
          method: asked,
          headers: { 'x-forwarded-for': anotherAddress() },
        });
        expect([route, asked, headers.get('content-security-policy')]).toEqual([
          route,
          asked,
          expect.stringContaining("frame-ancestors 'none'"),
        ]);
        expect([route, headers.get('referrer-policy')]).toEqual([route, 'no-referrer']);
        expect([route, headers.get('x-robots-tag')]).toEqual([route, 'noindex']);
        expect([route, headers.get('x-content-type-options')]).toEqual([route, 'nosniff']);
        const kept = route === '/door/door-list.js' && asked === 'GET' ? /^public/ : /private|no-store/;
        expect([route, headers.get('cache-control')]).toEqual([route, expect.stringMatching(kept)]);
      }
    }
  });

  it('changes nothing when it is only looked at, by any signed link', async () => {
    const state = async () => {
      const { prisma } = service.database;
      return Promise.all([
        prisma.auditEntry.count({ where: { act: { not: 'retention' } } }),
        prisma.spentLink.count(),
        prisma.registration.findUniqueOrThrow({ where: { id: known.registration } }),
        prisma.attendance.findMany({ where: { sessionId: known.session } }),
        prisma.paper.count(),
        prisma.quoteUse.count(),
        prisma.context.count(),
      ]);
    };
    const before = await state();
    for (const { method, link } of links.filter((one) => one.method === 'GET')) {
      const token = signer.sign(link.purpose, link.id(known, accounts.get(holderOf(link.for)) ?? ''), soon());
      for (const asked of [method, 'HEAD', 'HEAD', method]) {
        const response = await fetch(service.baseUrl + link.path(token), {
          method: asked,
          headers: { 'x-forwarded-for': anotherAddress(), 'user-agent': 'Slackbot-LinkExpanding 1.0' },
        });
        await response.arrayBuffer();
        expect([link.purpose, response.ok]).toEqual([link.purpose, true]);
      }
    }
    expect(await state()).toEqual(before);
  });
});

describe('files with personal data', () => {
  it('cost nothing and leave no entry in the audit trail when a preview or a scanner follows their link', async () => {
    const asker = hoarders.at(-1) ?? '';
    const entries = () => service.database.prisma.auditEntry.count({ where: { accountId: asker } });
    const before = await entries();
    for (const { link } of files) {
      const address = service.baseUrl + link.path(signer.sign(link.purpose, link.id(known, asker), soon()));
      for (let looks = 0; looks < 8; looks += 1) {
        const headers = { 'x-forwarded-for': anotherAddress() };
        expect((await fetch(address, { method: 'HEAD', headers })).status).toBe(204);
        const page = await fetch(address, { headers });
        expect([page.status, page.headers.get('content-disposition')]).toEqual([200, null]);
        expect(await page.text()).toContain('<form method="post">');
      }
    }
    expect(await entries()).toBe(before);
  });

  it.each(files.map((access, index) => ({ ...access, index })))(
    'are not given without end to one account by $route, nor by any other route after it, while others get theirs',
    async ({ index, ...access }) => {
      const asker = hoarders[index] ?? '';
      const take = ({ method, link }: typeof access) =>
        ask(service, { method, link }, signer.sign(link.purpose, link.id(known, asker), soon()));
      expect(await take(access)).toBe(200);
      const cheapest = files.find(({ link }) => link.purpose === 'own-data') ?? access;
      for (let taken = 1; taken < 5; taken += 1) expect(await take(cheapest)).toBe(200);
      expect(await Promise.all(files.map((file) => take(file)))).toEqual(files.map(() => 429));
    },
  );
});

describe('a body that is too large', () => {
  const large = 'x'.repeat(2_000_000);

  // A report has the mail that came back: what is too large for it is tested with the reports.
  it.each(routes.filter(({ route }) => route !== '/slack/events' && route !== '/mail/bounces'))(
    'is refused with 413 by $method $route',
    async ({ route }) => {
      const path = route.replace(/:(token|file|secret)/, 'x');
      const response = await fetch(`${service.baseUrl}${path}`, {
        method: 'POST',
        body: JSON.stringify({ large }),
        headers: { 'content-type': 'application/json' },
      });
      expect([route, response.status]).toEqual([route, 413]);
    },
  );

  it('is refused without a length header, too', async () => {
    const answer = await sendChunked(`/door/x/mark`, large);
    expect(answer).toMatch(/^HTTP\/1.1 413/);
  });
});

/** Sends a body in chunks over a plain socket. @returns the answer as it came */
function sendChunked(path: string, body: string): Promise<string> {
  const { port, hostname } = new URL(service.baseUrl);
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(port), hostname);
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes.toString();
      socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nx-forwarded-for: ${anotherAddress()}\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    );
  });
}

describe('pages without a login', () => {
  const statusFor = async (forwarded: string) =>
    (await fetch(`${service.baseUrl}/terms`, { headers: { 'x-forwarded-for': forwarded } })).status;

  it('are rate limited by address, whatever headers it sends, while others are served', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      const batch = Array.from({ length: 10 }, (_, index) => statusFor(`10.9.${turn}.${index}, 203.0.113.7`));
      statuses.push(...(await Promise.all(batch)));
    }
    expect(statuses.slice(0, 290).every((status) => status === 200)).toBe(true);
    // On a slow machine one of the last may find that a place has come free.
    expect(statuses.slice(-20)).toContain(429);
    expect(await statusFor('198.51.100.20')).toBe(200);
    expect(await statusFor('203.0.113.7, 198.51.100.21')).toBe(200);
    expect(await statusFor('2001:db8:1:2:3::1')).toBe(200);
    expect((await fetch(`${service.baseUrl}/healthz`, { headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(
      200,
    );
  });
});
