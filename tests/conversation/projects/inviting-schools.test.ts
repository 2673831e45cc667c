import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseOverdue } from '../../../src/app/organising/held-sendings.js';
import { eventually } from '../../support/eventually.js';
import { startSmtp, type TestSmtp } from '../../support/mail/smtp.js';
import { openInBrowser } from '../../support/own-page.js';
import { startTestService, type TestService } from '../../support/service.js';
import { buttonsOf } from '../../support/teams/adaptive-card.js';
import { personalChatOf, type TeamsChat } from '../../support/teams/teams.js';
import { makeSchool } from '../../support/worlds/programme.js';
import { makeCohort } from '../../support/worlds/projects.js';

let service: TestService;
let smtp: TestSmtp;
let organiser: TeamsChat;
beforeAll(async () => {
  smtp = await startSmtp();
  service = await startTestService('2026-11-23T10:00:00Z', { mail: smtp.settings });
  organiser = await service.chatAs('organiser', 'invites');
});
afterAll(async () => {
  await service.stop();
  await smtp.stop();
});

describe('inviting the schools that are not in a project', () => {
  const user = 'invited-head';
  const asked = 'which nurseries are not in Larch readers?';
  const told = (who: string) =>
    JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId === personalChatOf(who)));
  const invitations = () => service.database.prisma.delivery.findMany({ where: { kind: 'project-invitation' } });
  let urn: number;
  let cohortId: string;

  /** A nursery whose head has a chat, one where nobody is on record, and one that was turned down; a project for all of them. */
  beforeAll(async () => {
    const { prisma } = service.database;
    ({ id: cohortId } = await makeCohort(prisma, { name: 'Larch readers', joinBy: 'application' }));
    urn = await makeSchool(prisma, { name: 'Larch Nursery' });
    await (await service.chat(user, { name: 'Lin Larch' })).say('hello');
    const post = { urn, position: 'headteacher', proof: 'organiser' } as const;
    const { id } = await prisma.person.create({ data: { name: 'Lin Larch', posts: { create: post } } });
    await prisma.account.updateMany({ where: { user }, data: { personId: id } });
    const empty = await makeSchool(prisma, { name: 'Empty Nursery' });
    const written = await makeSchool(prisma, { name: 'Written Nursery' });
    const hers = { urn: written, position: 'headteacher', proof: 'organiser' } as const;
    await prisma.person.create({ data: { name: 'Mia Mail', email: 'mia@made.example', posts: { create: hers } } });
    const refused = await makeSchool(prisma, { name: 'Refused Nursery' });
    await prisma.application.create({ data: { cohortId, urn: refused, state: 'declined', answers: {} } });
    await prisma.school.updateMany({
      where: { urn: { in: [urn, empty, refused, written] } },
      data: { phase: 'nursery' },
    });
    // What is on record is looked at again every few seconds.
    await eventually(async () => expect((await organiser.say(asked)).text).toMatch(/^Schools that did not join/));
  });

  const preview = async () => {
    const list = await organiser.say(asked);
    expect(list.text).toMatch(/^Schools that did not join: Larch readers/);
    const form = await organiser.click(list.card, 'Invite them');
    return organiser.submit(form.card, { words: 'Your larches would like it.' });
  };
  const press = ({ card }: Awaited<ReturnType<typeof preview>>) =>
    organiser.click(card, buttonsOf(card).find((label) => /^Invite \d+ school/.test(label)) ?? '');
  const invite = async () => press(await preview());

  it('says nothing to a head whose claim was undone while it waited', async () => {
    const { prisma } = service.database;
    await invite();
    await prisma.post.updateMany({ where: { urn }, data: { proof: null } });
    service.clock.advance(95_000);
    await releaseOverdue(service.core);
    const mailed = () => smtp.taken.some(({ to }) => to[0] === 'mia@made.example');
    await eventually(() => expect(mailed()).toBe(true));
    await eventually(async () =>
      expect((await invitations()).filter(({ state }) => state === 'scheduled')).toEqual([]),
    );
    expect(told(user)).not.toContain('Larch Nursery is invited');
    await prisma.post.updateMany({ where: { urn }, data: { proof: 'organiser' } });
    await prisma.delivery.deleteMany({ where: { kind: 'project-invitation' } });
    smtp.taken.length = 0;
  });

  it('previews whom it reaches, and can be undone before anybody is told', async () => {
    const shown = await preview();
    expect(shown.text).toMatch(/Invite \d+ schools? to Larch readers 2026\/27\?/);
    expect(shown.text).toMatch(/Left out: 1 that has joined, asked to or said no.* 1 without a head on record\./);
    expect(shown.text).toContain('with “Apply”: it can be joined at any time');
    expect(await invitations()).toEqual([]);
    expect((await press(shown)).text).toContain('until then it can be undone');
    // Pressed twice, the second answer takes the place of the first.
    const twice = await press(shown);
    expect(twice.text).toContain('no school is told twice');
    const undone = await organiser.click(twice.card, 'Undo');
    expect(undone.text).toContain('No school was invited. Nobody was told.');
    expect(await invitations()).toEqual([]);
  });

  it('tells each head once, with the way to join; nobody who joined meanwhile', async () => {
    expect((await invite()).text).toContain('until then it can be undone');
    service.clock.advance(95_000);
    await releaseOverdue(service.core);
    await eventually(() =>
      expect(told(user)).toContain('Larch Nursery is invited to take part in Larch readers 2026/27.'),
    );
    expect(told(user)).toContain('Your larches would like it.');
    const mailed = () =>
      smtp.taken.find(({ to, mail }) => to[0] === 'mia@made.example' && mail.html?.includes('Larch'));
    await eventually(() => expect(mailed()?.mail.text).toContain('Written Nursery is invited to take part'));
    const link = /href="[^"]*(\/my\/[^"?]+)"[^>]*>Apply or not this year</.exec(mailed()?.mail.html ?? '')?.[1] ?? '';
    const page = await openInBrowser(service.baseUrl + link);
    expect(page.text).toContain('Written Nursery can take part in Larch readers 2026/27.');
    expect(page.buttons).toEqual(['Apply', 'Not this year']);
    const again = await preview();
    expect(again.text).toMatch(/Left out: .*invited before/);
    expect(buttonsOf(again.card)).toEqual(['Do not invite them']);
    const head = await service.chat(user);
    const form = await head.say('join Larch readers');
    expect(form.text).toContain('Larch readers');
  });

  it('waits for working hours, and says nothing to a school that has applied by then', async () => {
    const { prisma } = service.database;
    await prisma.delivery.deleteMany({ where: { kind: 'project-invitation' } });
    const before = told(user).length;
    service.clock.advance(new Date('2026-11-23T21:00:00Z').getTime() - service.clock.now().getTime());
    const seen = await invite();
    expect(seen.text).toContain('Nobody gets it before Tuesday 24 November 2026, 8am: until then it can be undone.');
    await prisma.application.create({ data: { cohortId, urn, state: 'asked', answers: {} } });
    service.clock.advance(11 * 3_600_000 + 120_000);
    await releaseOverdue(service.core);
    await eventually(async () =>
      expect((await invitations()).filter(({ state }) => state === 'scheduled')).toEqual([]),
    );
    expect(told(user).length).toBe(before);
    await prisma.cohort.update({ where: { id: cohortId }, data: { closesAt: service.clock.now() } });
    const list = await organiser.say(asked);
    expect((await organiser.click(list.card, 'Invite them')).text).toContain('No year of it can be joined now');
  });
});
