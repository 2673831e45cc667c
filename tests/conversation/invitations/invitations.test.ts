import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runTick } from '../../../src/jobs/tick.js';
import { eventually } from '../../support/eventually.js';
import { startSmtp, type TestSmtp } from '../../support/mail/smtp.js';
import { openInBrowser } from '../../support/own-page.js';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeSchool } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, words }) => {
  let service: TestService;
  let smtp: TestSmtp;
  let organiser: TeamsChat;
  const log = pino({ level: 'silent' });
  const day = 86_400_000;
  /** What organisers send can be undone before this. */
  const undoMs = 31_000;

  beforeAll(async () => {
    smtp = await startSmtp();
    // A Monday at ten.
    service = await start('2026-11-23T10:00:00Z', { mail: smtp.settings });
    organiser = await service.chatAs('organiser', 'announcer');
  });
  afterAll(async () => {
    await service.stop();
    await smtp.stop();
  });
  beforeEach(() => {
    smtp.taken.length = 0;
  });

  const prismaOf = () => service.database.prisma;
  let made = 0;

  /** Clerks at a school of their own: nobody else is a clerk of such a school. */
  async function clerk(name: string, given: { readonly address?: false; readonly urn?: number } = {}) {
    const urn = given.urn ?? (await makeSchool(prismaOf()));
    const email = given.address === false ? null : `${name.toLowerCase().replaceAll(' ', '.')}@made.example`;
    const post = { create: { urn, position: 'clerk' as const, ...onFile } };
    const { id } = await prismaOf().person.create({ data: { name, email, posts: post } });
    return { id, urn };
  }

  async function published(given: { readonly seriesId?: string; readonly inDays?: number } = {}) {
    made += 1;
    const seriesId =
      given.seriesId ??
      (
        await prismaOf().series.create({
          data: { slug: `announced-${made}`, name: `Series ${made}`, summary: '', description: '', audience: [] },
        })
      ).id;
    const startsAt = new Date(service.clock.now().getTime() + (given.inDays ?? 60) * day);
    const event = await prismaOf().event.create({
      data: {
        ...{
          slug: `announced-${made}`,
          seriesId,
          title: `Clerks’ day ${made}`,
          academicYear: 2026,
          term: 'spring',
          status: 'published',
        },
        audience: ['clerk'],
        sessions: {
          create: { startsAt, endsAt: new Date(startsAt.getTime() + 7_200_000), venue: 'Village hall', capacity: 50 },
        },
      },
      include: { sessions: true },
    });
    return { id: event.id, title: event.title, seriesId, session: event.sessions[0]?.id ?? '' };
  }

  async function formOf(title: string) {
    const list = await organiser.say('manage events');
    const event = await organiser.click(list.card, 'Open', title);
    return organiser.click(event.card, 'Announce');
  }

  const invitedTo = async (eventId: string) =>
    (await prismaOf().invitation.findMany({ where: { eventId }, include: { person: true } }))
      .map(({ person }) => person.name)
      .sort();

  describe('announcing an event', () => {
    it('says first how many are reached by which way, names who is not, and tells each of the others once', async () => {
      const urn = await makeSchool(prismaOf());
      const mailed = await clerk('Mailed Clerk', { urn });
      await clerk('Unreached Clerk', { urn, address: false });
      const stopped = await clerk('Stopped Clerk', { urn });
      await prismaOf().person.update({ where: { id: stopped.id }, data: { invitationsStopped: true } });
      const booked = await clerk('Booked Clerk', { urn });
      const event = await published();
      await prismaOf().registration.create({
        data: { sessionId: event.session, personId: booked.id, urn, state: 'confirmed' },
      });
      const form = await formOf(event.title);
      const preview = await organiser.submit(form.card, {
        audience: ['clerk'],
        schools: 'any',
        words: 'Bring a friend.',
      });
      expect(preview.text).toMatch(/\d+ people: .*1 by neither|by e-mail and \d+ by neither/);
      expect(preview.text).toContain('Unreached Clerk');
      expect(preview.text).toContain('1 who has booked');
      expect(preview.text).toContain('1 who wants no invitations');
      const send = preview.text.match(/Tell \d+ (person|people)/)?.[0] ?? '';
      const receipt = await organiser.click(preview.card, send);
      expect(receipt.text).toContain('Announced. It is on its way to');
      await organiser.click(preview.card, send);
      const names = await invitedTo(event.id);
      expect(names).toContain('Mailed Clerk');
      for (const name of ['Unreached Clerk', 'Stopped Clerk', 'Booked Clerk']) expect(names).not.toContain(name);
      service.clock.advance(undoMs);
      await eventually(() =>
        expect(smtp.taken.filter(({ to }) => to[0] === 'mailed.clerk@made.example')).toHaveLength(1),
      );
      const [mail] = smtp.taken.filter(({ to }) => to[0] === 'mailed.clerk@made.example');
      expect(mail?.mail.text).toContain('Bring a friend.');
      const again = await organiser.submit((await formOf(event.title)).card, { audience: ['clerk'], schools: 'any' });
      expect(again.text).toMatch(/told before/);
      expect(await prismaOf().invitation.count({ where: { personId: mailed.id, eventId: event.id } })).toBe(1);
    });

    it('is answered from the mail: a place is booked, or they say no and are not reminded', async () => {
      const event = await published({ inDays: 40 });
      const urn = await makeSchool(prismaOf());
      const yes = await clerk('Coming Clerk', { urn });
      await clerk('Absent Clerk', { urn });
      await clerk('Silent Clerk', { urn });
      const preview = await organiser.submit((await formOf(event.title)).card, {
        audience: ['clerk'],
        schools: 'never_came',
      });
      await organiser.click(preview.card, preview.text.match(/Tell \d+ (person|people)/)?.[0] ?? '');
      service.clock.advance(undoMs);
      const mailTo = (address: string) => smtp.taken.filter(({ to }) => to[0] === `${address}@made.example`);
      await eventually(() =>
        expect(['coming.clerk', 'absent.clerk', 'silent.clerk'].map((one) => mailTo(one).length)).toEqual([1, 1, 1]),
      );
      const pageOf = (address: string) => {
        const link = /http\S+\/my\/[^\s?"<]+/.exec(mailTo(address)[0]?.mail.text ?? '')?.[0] ?? '';
        return openInBrowser(service.baseUrl + new URL(link).pathname);
      };
      expect((await (await pageOf('coming.clerk')).press('Book my place')).text).toContain(event.title);
      expect(await prismaOf().registration.count({ where: { personId: yes.id, state: 'confirmed' } })).toBe(1);
      const page = await pageOf('absent.clerk');
      expect((await page.press('I cannot come')).text).toContain('Thank you for telling us.');
      smtp.taken.length = 0;
      service.clock.advance(8 * day);
      await runTick(service.core, log);
      // Reminders of the demonstration's events go out in the same round.
      await eventually(() => expect(mailTo('silent.clerk')).toHaveLength(1));
      expect(mailTo('silent.clerk')[0]?.mail.text).toContain('only reminder');
      service.clock.advance(7 * day);
      await runTick(service.core, log);
      const kinds = await prismaOf().delivery.groupBy({
        by: ['kind'],
        where: {
          kind: { startsWith: 'invitation' },
          payload: { path: ['invitationId'], not: '' },
          person: { posts: { some: { urn } } },
        },
        _count: true,
        orderBy: { kind: 'asc' },
      });
      expect(kinds.filter(({ kind }) => kind === 'invitation-reminder')).toMatchObject([{ _count: 1 }]);
      const card = await organiser.click((await organiser.say('manage events')).card, 'Open', event.title);
      expect(await organiser.readOn(card)).toMatch(/1 booked, 1 cannot come/);
    });

    it('waits for working hours, and then leaves out whoever has booked or wants none meanwhile', async () => {
      const urn = await makeSchool(prismaOf());
      const [early, late] = [await clerk('Early Clerk', { urn }), await clerk('Late Clerk', { urn })];
      const event = await published();
      // To the next Saturday.
      while (service.clock.now().getUTCDay() !== 6) service.clock.advance(day);
      const preview = await organiser.submit((await formOf(event.title)).card, { audience: ['clerk'], schools: 'any' });
      expect(preview.text).toContain('It is outside working hours, so it goes out on Monday');
      await organiser.click(preview.card, preview.text.match(/Tell \d+ (person|people)/)?.[0] ?? '');
      await prismaOf().registration.create({
        data: { sessionId: event.session, personId: early.id, urn, state: 'confirmed' },
      });
      await runTick(service.core, log);
      expect(smtp.taken.filter(({ mail }) => mail.subject?.includes(event.title))).toEqual([]);
      service.clock.advance(2 * day);
      await runTick(service.core, log);
      await eventually(() => expect(smtp.taken.some(({ to }) => to[0] === 'late.clerk@made.example')).toBe(true));
      expect(
        await prismaOf().invitation.count({ where: { eventId: event.id, personId: { in: [early.id, late.id] } } }),
      ).toBe(1);
    });

    it('chooses schools that never came, and those who came last time', async () => {
      const first = await published({ inDays: 1 });
      const came = await clerk('Came Before');
      await clerk('Never Came');
      await prismaOf().attendance.create({
        data: { sessionId: first.session, personId: came.id, urn: came.urn, source: 'organiser' },
      });
      const next = await published({ seriesId: first.seriesId });
      for (const [schools, meant, not] of [
        ['came_last_time', 'Came Before', 'Never Came'],
        ['never_came', 'Never Came', 'Came Before'],
      ] as const) {
        await prismaOf().invitation.deleteMany({ where: { eventId: next.id } });
        const preview = await organiser.submit((await formOf(next.title)).card, { audience: ['clerk'], schools });
        await organiser.click(preview.card, preview.text.match(/Tell \d+ (person|people)/)?.[0] ?? '');
        const names = await invitedTo(next.id);
        expect([schools, names.includes(meant), names.includes(not)]).toEqual([schools, true, false]);
      }
    });
  });

  describe('in words', () => {
    it('opens the form for the event and the people that are named, and asks which event where none is', async () => {
      const event = await published({ inDays: 1 });
      const valuesOf = (card: unknown) => JSON.stringify(card);
      const named = await organiser.say(`announce the ${event.title} to clerks and primary governors`);
      expect(named.text).toContain(event.title);
      const inputs = valuesOf(named.card);
      expect(inputs).toMatch(/"value":"clerk,governor,chair_of_governors"|"value":"chair_of_governors,clerk,governor"/);
      expect(inputs).toContain('"value":"primary"');
      const never = await organiser.say(`invite schools that never came to the ${event.title}`);
      expect(valuesOf(never.card)).toContain('"value":"never_came"');
      // Of an event that was just opened it would be about that one.
      const another = await service.chatAs('organiser', 'announces-too');
      const which = await another.say('invite last time’s attendees');
      expect(which.text).toContain('Which event shall I announce?');
      const chosen = await another.click(which.card, 'Announce', event.title);
      expect(valuesOf(chosen.card)).toContain('"value":"came_last_time"');
    });

    it('announces to a cluster that is named, and to nobody else', async () => {
      const event = await published({ inDays: 70 });
      const [inside, outside] = [await clerk('Inside Teazel'), await clerk('Outside Teazel')];
      await prismaOf().school.update({ where: { urn: inside.urn }, data: { cluster: 'Teazel' } });
      const form = await organiser.say(`announce the ${event.title} to clerks in the Teazel ${words.cluster}`);
      expect(form.text).toContain(`Only in these ${words.cluster}`.replace(/y$/, ''));
      const wrong = await organiser.submit(form.card, { clusters: 'Bramble' });
      expect(wrong.text).toContain('I do not know one of them.');
      const preview = await organiser.submit(form.card, {});
      expect(preview.text).toContain(`To: Clerk to the governors, of the ${words.cluster} Teazel.`);
      const sent = await organiser.click(preview.card, 'Tell 1 person');
      expect(sent.text).toContain('Announced.');
      const told = await prismaOf().invitation.findMany({ where: { eventId: event.id } });
      expect(told.map(({ personId }) => personId)).toEqual([inside.id]);
      expect(outside.id).not.toBe(inside.id);
    });

    it('says who gets the reminder and the request for feedback, by which way, and who is reached by neither', async () => {
      const event = await published({ inDays: 20 });
      const urn = await makeSchool(prismaOf());
      const people = [
        await clerk('Reminded Clerk', { urn }),
        await clerk('Addressless Clerk', { urn, address: false }),
        await clerk('Quiet Clerk', { urn }),
      ];
      await prismaOf().person.update({ where: { id: people[2]?.id ?? '' }, data: { remindersMuted: true } });
      await prismaOf().registration.createMany({
        data: people.map(({ id }) => ({ sessionId: event.session, personId: id, urn, state: 'confirmed' as const })),
      });
      const said = await organiser.say(`who gets the reminder of ${event.title}?`);
      expect(said.text).toContain(`Who is reminded of ${event.title}`);
      expect(said.text).toContain('To 2 people: 1 by e-mail and 1 by neither. 1 person has turned reminders off.');
      expect(said.text).toContain('Addressless Clerk');
      expect(said.text).toContain('If everybody with a place comes: 3 people: 2 by e-mail and 1 by neither.');
      const back = await organiser.click(said.card, 'Back to the event');
      expect(await organiser.readOn(back)).toContain('Reminders and feedback');
      await prismaOf().attendance.create({
        data: { sessionId: event.session, personId: people[0]?.id ?? '', urn, source: 'organiser' },
      });
      const after = await organiser.say(`who will be asked for feedback on ${event.title}?`);
      expect(after.text).toContain('1 person, by e-mail.');
    });
  });
});
