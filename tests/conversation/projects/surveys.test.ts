import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPaper, makePaper } from '../../../src/app/board/papers.js';
import { openLinkSigner } from '../../../src/app/links.js';
import { remindBeforeLastDays } from '../../../src/app/projects/survey/last-reminders.js';
import { eventually } from '../../support/eventually.js';
import { startSmtp, type TestSmtp } from '../../support/mail/smtp.js';
import { openInBrowser, pageAddress } from '../../support/own-page.js';
import { startServiceOn, type TestService } from '../../support/service.js';
import { type FilesInTeams, filesInTeams } from '../../support/teams/files-in-teams.js';
import { personalChatOf, type Seen, type TeamsChat } from '../../support/teams/teams.js';
import { type FoundingWorld, foundingWorlds, registerOf } from '../../support/worlds/founding-worlds.js';

/** How many schools there are; the last two have nobody in the chat: one has a head with an address, one nobody. */
const towns = 'Ashcombe Brindle Corley Dunmere Eastry Fallow Garth Holme Inskip Jarrow Kelby Lorton Mardle'.split(' ');
const inChat = 11;
const firstUrn = 320_000;
const title = 'How were the visits?';

/**
 * Peer review as a partnership does it, from an empty database to what its committee reads: schools in clusters, a year that they
 * join, a survey of them, and its report.
 */
describe.each(foundingWorlds)('a survey of the schools of a project, in $title', (world: FoundingWorld) => {
  const { projects, clusters, ending, cluster } = { ...world, cluster: world.partnership.cluster ?? 'cluster' };
  let service: TestService;
  let smtp: TestSmtp;
  let files: FilesInTeams;
  let organiser: TeamsChat;
  let board: TeamsChat;
  const heads: TeamsChat[] = [];
  let byMail: { readonly personId: string; readonly enrolmentId: string };

  const prismaOf = () => service.database.prisma;
  const headOf = (at: number) => heads[at] as TeamsChat;
  const nameOf = (at: number) => `${towns[at]} ${ending}`;
  const postedTo = (at: number) =>
    service.connector.posted
      .filter(({ conversationId }) => conversationId === personalChatOf(`survey-head-${at}`))
      .map(({ activity }) => JSON.stringify(activity))
      .join();
  const sent = (kind: string) => prismaOf().delivery.count({ where: { kind } });

  beforeAll(async () => {
    smtp = await startSmtp();
    // A Monday at ten.
    service = await startServiceOn(async () => undefined, '2026-11-23T10:00:00Z', { mail: smtp.settings });
    files = await filesInTeams();
    const admin = await service.chat('survey-admin', { name: 'Ines Corley' });
    await admin.say('act as administrator');
    const steps = await admin.click((await admin.say('set up')).card, 'Next: name and words');
    await admin.submit((await admin.click(steps.card, 'Name it')).card, world.partnership);
    const names = [...towns.map((_, at) => nameOf(at)), 'Other Primary School'];
    const shown = await world.takeIn(files, admin, registerOf(world, names, towns.length, firstUrn));
    await admin.click(shown.card, 'Apply');
    const lines = towns.map((_, at) => `${firstUrn + at},${world.localities[0]},${clusters[at < 6 ? 0 : 1]}`);
    const list = await files.attach(admin, 'import clusters', 'clusters.csv', [world.headings, ...lines].join('\r\n'));
    await admin.click(list.card, 'Apply');
    organiser = await service.chat('survey-organiser', { name: 'Oona Pell' });
    await organiser.say('act as organiser');
    board = await service.chat('survey-board', { name: 'Bram Weller' });
    await board.say('act as board');
    await publishTheYear();
    for (let at = 0; at < inChat; at += 1) await comeAndJoin(at);
    byMail = await joinOnRecord(inChat, 'nan.petty@schools.example');
    await joinOnRecord(inChat + 1, undefined);
  }, 180_000);
  afterAll(async () => {
    files.close();
    await service.stop();
    await smtp.stop();
  });

  async function publishTheYear(): Promise<void> {
    const about = { summary: 'Heads visit one another.', forWhom: 'All schools', runBy: 'The team' };
    const form = await organiser.say('create a project');
    let shown = await organiser.submit(form.card, { ...about, name: projects.review, joinBy: 'Schools register' });
    const year = { year: '2026/27', closes: '2027-01-15', ends: '2027-07-20' };
    shown = await organiser.submit((await organiser.click(shown.card, 'Add a year')).card, year);
    shown = await organiser.click(shown.card, 'Back to the project');
    await organiser.click((await organiser.click(shown.card, 'Preview and publish')).card, 'Publish now');
  }

  async function comeAndJoin(at: number): Promise<void> {
    const name = `Head ${'ABCDEFGHIJK'[at]} Lowe`;
    const chat = await service.chat(`survey-head-${at}`, { name });
    const form = await chat.say('change my school');
    const found = await chat.submit(form.card, { school: String(firstUrn + at), position: 'headteacher' });
    await chat.click(found.card, "That's mine");
    await organiser.click((await organiser.say('claims')).card, 'Yes', name);
    const joined = await chat.submit((await chat.say(`join ${projects.review}`)).card, {});
    expect(joined.text).toContain('Your school is registered');
    heads.push(chat);
  }

  /** A school whose head has no chat, as the office knows it. */
  async function joinOnRecord(at: number, email: string | undefined) {
    const prisma = prismaOf();
    const { id: cohortId } = await prisma.cohort.findFirstOrThrow();
    const person = await prisma.person.create({
      data: {
        name: `Nan Petty ${at}`,
        ...(email ? { email } : {}),
        posts: { create: { urn: firstUrn + at, position: 'headteacher', proof: 'organiser' } },
      },
    });
    const { id: enrolmentId } = await prisma.enrolment.create({
      data: { cohortId, urn: firstUrn + at, state: 'registered', registeredAt: service.clock.now() },
    });
    return { personId: person.id, enrolmentId };
  }

  async function addQuestion(shown: Seen, question: Readonly<Record<string, string>>): Promise<Seen> {
    const form = await organiser.click(shown.card, 'Add a question');
    return organiser.submit(form.card, question);
  }

  async function answer(at: number, typed: Readonly<Record<string, string>>): Promise<Seen> {
    const form = await headOf(at).say('answer the survey');
    expect(form.text).toContain(`For ${nameOf(at)}.`);
    return headOf(at).submit(form.card, typed);
  }

  it('is set by an organiser in the chat, who sees whom it reaches before anybody is asked', async () => {
    expect((await headOf(0).say('set a survey')).text).toContain('Only the partnership’s organisers');
    const form = await organiser.say('set a survey');
    const past = await organiser.submit(form.card, { title, closes: '2026-11-20' });
    expect(past.text).toContain('This is in the past.');
    let shown = await organiser.submit(form.card, { title, closes: '2027-02-05' });
    expect(shown.text).toContain('Now add its questions.');
    shown = await addQuestion(shown, { prompt: 'How useful was the visit?', kind: 'A rating from 1 to 5' });
    const choice = { prompt: 'Who took part?', kind: 'One of several answers' };
    const refused = await addQuestion(shown, { ...choice, options: 'Leaders' });
    expect(refused.text).toMatch(/two/);
    shown = await organiser.submit(refused.card, { options: 'Leaders\nAll staff' });
    shown = await addQuestion(shown, { prompt: 'What would you change?', kind: 'In their own words' });
    const preview = await organiser.click(shown.card, 'Ask the schools');
    expect(preview.text).toContain('until Friday 5 February 2027, 5pm');
    expect(preview.text).toContain('2. Who took part? (One of several answers: Leaders, All staff)');
    expect(preview.text).toContain('To 12 people: 11 in their own chat and 1 by e-mail, for 12 schools');
    expect(preview.text).toContain(`I reach nobody at ${nameOf(12)}.`);
    expect(await sent('survey-asked')).toBe(0);
    expect((await headOf(0).say('my projects')).text).not.toContain('a survey to answer');
  });

  it('can be taken back for half a minute, and asks each school once', async () => {
    const preview = async () =>
      organiser.click(
        (await organiser.click((await organiser.say('surveys')).card, 'Open', title)).card,
        'Ask the schools',
      );
    const first = await organiser.click((await preview()).card, 'Ask 12 schools');
    expect(first.text).toContain('until then it can be undone');
    expect((await organiser.click(first.card, 'Undo')).text).toContain('The survey is a draft again. Nobody was told.');
    expect(await sent('survey-asked')).toBe(0);
    const shown = await preview();
    const second = await organiser.click(shown.card, 'Ask 12 schools');
    expect((await organiser.click(shown.card, 'Ask 12 schools')).text).toContain('Nobody is asked twice.');
    service.clock.advance(31_000);
    await eventually(() => {
      for (let at = 0; at < inChat; at += 1) expect(postedTo(at)).toContain(`Please answer for ${nameOf(at)}`);
    });
    expect((await organiser.click(second.card, 'Undo')).text).toContain('It is too late to undo');
    await eventually(() => expect(smtp.taken.flatMap(({ to }) => to)).toContain('nan.petty@schools.example'));
    expect(await sent('survey-asked')).toBe(12);
    const kept = await organiser.click((await organiser.say('surveys')).card, 'Open', title);
    expect(kept.text).toContain('Answered: 0 of 13 schools');
    expect(JSON.stringify(kept.card)).not.toContain('survey-question');
  });

  it('is answered in the chat, once for the school, and changed until the last day', async () => {
    const empty = await answer(0, {});
    expect(empty.text).toContain('Answer at least one of the questions.');
    const done = await headOf(0).submit(empty.card, { q1: '5', q2: 'All staff', q3: 'More time for questions' });
    expect(done.text).toContain(`Thank you: ${nameOf(0)} has answered.`);
    const again = await headOf(0).click(done.card, 'Change the answers');
    expect((await headOf(0).submit(again.card, { q1: '4' })).text).toContain('the answers have been changed');
    const rows = await prismaOf().surveyAnswer.findMany();
    expect(rows.map(({ figures, words }) => [Object.values(Object(figures)), Object.values(Object(words))])).toEqual([
      [[4, 1], ['More time for questions']],
    ]);
    expect((await headOf(1).say('my projects')).text).toContain('a survey to answer');
    expect((await headOf(0).say('my projects')).text).not.toContain('a survey to answer');
  });

  it('is not answered by a colleague who has no part in it, nor by anybody of another school', async () => {
    const teacher = await service.chat('survey-teacher', { name: 'Tess Pike' });
    const found = await teacher.submit((await teacher.say('change my school')).card, {
      school: String(firstUrn + 1),
      position: 'teacher',
    });
    await teacher.click(found.card, "That's mine");
    await organiser.click((await organiser.say('claims')).card, 'Yes', 'Tess Pike');
    expect((await teacher.say('answer the survey')).text).toContain('answers for the school. Please ask one of them.');
    const form = await headOf(1).say('answer the survey');
    const stolen = await headOf(2).submit(form.card, { q1: '1' });
    expect(stolen.text).toContain('I cannot find that survey for your school.');
    expect(await prismaOf().surveyAnswer.count()).toBe(1);
  });

  it('keeps what a colleague answered until somebody who saw it puts their own in its place', async () => {
    const before = await headOf(2).say('answer the survey');
    const enrolment = await prismaOf().enrolment.findFirstOrThrow({ where: { urn: firstUrn + 2 } });
    const lead = await prismaOf().person.create({
      data: {
        name: 'Lena Orr',
        posts: { create: { urn: firstUrn + 2, position: 'senior_leader', proof: 'organiser' } },
      },
    });
    await prismaOf().enrolmentLead.updateMany({
      where: { enrolmentId: enrolment.id, part: 'lead' },
      data: { until: service.clock.now() },
    });
    await prismaOf().enrolmentLead.create({ data: { enrolmentId: enrolment.id, personId: lead.id } });
    const page = await openInBrowser(await pageAddress(service, lead.id, { kind: 'project', id: enrolment.id }));
    const thanked = await (await page.press('Answer')).press('Send', { 'How useful was the visit?': '2' });
    expect(thanked.text).toContain('has answered');
    const empty = await headOf(2).submit(before.card, {});
    expect(empty.text).toContain('Answer at least one of the questions.');
    const held = await headOf(2).submit(empty.card, { q1: '5' });
    expect(held.text).toContain('Lena Orr has answered for your school meanwhile.');
    expect((await headOf(2).submit(held.card, { q1: '5' })).text).toContain('the answers have been changed');
  });

  it('is answered on the page that the mail leads to', async () => {
    const mail = smtp.taken.find(({ to }) => to.includes('nan.petty@schools.example'));
    expect(mail?.mail.text).toContain(`Please answer for ${nameOf(inChat)}`);
    const { pathname } = new URL(/https?:\/\/\S+\/my\/[^\s)>]+/.exec(mail?.mail.text ?? '')?.[0] ?? '');
    const page = await openInBrowser(`${service.baseUrl}${pathname}`);
    const form = await page.press('Answer');
    const done = await form.press('Send', {
      'How useful was the visit?': '4',
      'Who took part?': 'Leaders',
      'What would you change?': 'Nothing',
    });
    expect(done.text).toContain(`Thank you: ${nameOf(inChat)} has answered.`);
    expect(await prismaOf().surveyAnswer.count({ where: byMail && { enrolmentId: byMail.enrolmentId } })).toBe(1);
  });

  it('shows organisers who has not answered, and reminds those alone, once a day', async () => {
    for (const at of [1, 3, 4, 5, 6, 7, 8]) await answer(at, { q1: String(at < 6 ? 3 : 5), q2: 'Leaders' });
    const shown = await organiser.say('who has not answered the survey?');
    expect(shown.text).toContain('Answered: 10 of 13 schools');
    expect(shown.text).toContain(`Not yet: ${nameOf(9)}; ${nameOf(10)}; ${nameOf(12)}.`);
    const reminded = await organiser.click(shown.card, 'Remind them');
    expect(reminded.text).toContain('A reminder is on its way to 2 people, in their own chat.');
    expect((await organiser.click(shown.card, 'Remind them')).text).toContain('Nobody is reminded twice in a day.');
    service.clock.advance(31_000);
    await eventually(() => expect(postedTo(9)).toContain(`${nameOf(9)} has not answered yet`));
    expect(postedTo(1)).not.toContain('has not answered yet');
    await answer(9, { q1: '5', q2: 'All staff', q3: 'A longer lunch' });
    expect((await headOf(1).say('who has not answered the survey?')).text).not.toContain(nameOf(10));
  });

  it('is reminded of by itself before its last day, once, unless the organiser wants none', async () => {
    const card = () => organiser.say('who has not answered the survey?');
    expect((await card()).text).toContain('Last reminder: Tuesday 2 February 2027, to those who have not answered');
    const reminders = () =>
      prismaOf().delivery.count({ where: { kind: 'survey-reminder', key: { endsWith: ':last' } } });
    const choose = async (reminds: 'true' | 'false') =>
      organiser.submit((await organiser.click((await card()).card, 'Change title or day')).card, { reminds });
    const before = postedTo(10);
    // The evening before, when nobody works.
    service.clock.advance(new Date('2027-02-01T19:00:00Z').getTime() - service.clock.now().getTime());
    expect(await remindBeforeLastDays(service.core)).toBe(0);
    expect((await choose('false')).text).toContain('Last reminder: None');
    service.clock.advance(14 * 3_600_000 + 60_000);
    expect(await remindBeforeLastDays(service.core)).toBe(0);
    expect(await reminders()).toBe(0);
    expect((await choose('true')).text).toMatch(/Last reminder: (Tuesday|Sent on)/);
    await Promise.all([remindBeforeLastDays(service.core), remindBeforeLastDays(service.core)]);
    expect(await remindBeforeLastDays(service.core)).toBe(0);
    expect(await reminders()).toBe(1);
    await eventually(() => expect(postedTo(10).length).toBeGreaterThan(before.length));
    expect(postedTo(10).slice(before.length)).toContain(`${nameOf(10)} has not answered yet`);
    const sent = await card();
    expect(sent.text).toContain('Last reminder: Sent on Tuesday 2 February 2027');
    expect((await organiser.click(sent.card, 'Remind them')).text).toContain('Nobody is reminded twice in a day.');
  });

  const linkOf = (seen: Seen) => /http:[^"]*\/surveys\/[^"]*\.xlsx/.exec(JSON.stringify(seen.card))?.[0] ?? '';
  async function fileOf(seen: Seen): Promise<string> {
    const file = await fetch(`${service.baseUrl}${new URL(linkOf(seen)).pathname}`, { method: 'POST' });
    const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
    return Object.values(parts)
      .map((part) => strFromU8(part))
      .join('');
  }

  it('gives organisers its figures while it is open, and the board once it has closed', async () => {
    const open = await board.say('results of the survey');
    expect(open.text).toContain('11 of 13 schools have answered.');
    expect(open.text).toContain('The figures come once it has closed');
    expect(open.text).not.toContain('on average');
    expect(linkOf(open)).toBe('');
    const early = await organiser.say('results of the survey');
    expect(early.text).toContain('More time for questions');
    service.clock.advance(9 * 86_400_000);
    const late = await headOf(10).say('answer the survey');
    expect(late.text).toContain('no survey to answer just now');
    const seen = await board.say('results of the survey');
    expect(seen.text).toContain('4.1 of 5 on average, from 11 schools (1: 0, 2: 0, 3: 4, 4: 2, 5: 5).');
    expect(seen.text).toContain(
      `By ${cluster}: ${[`${clusters[0]} 3.5 (6)`, `${clusters[1]} 4.8 (5)`].sort().join('; ')}.`,
    );
    // Two schools did not say, one of each.
    expect(seen.text).toContain('Leaders 8, All staff 2, from 10 schools.');
    expect(seen.text).not.toContain('More time for questions');
    expect(seen.text).toContain('3 schools wrote something. The organisers read it.');
    for (const town of towns) expect(seen.text).not.toContain(town);
    const theirs = await fileOf(seen);
    expect(theirs).toContain('How useful was the visit?');
    for (const hidden of ['More time for questions', 'Ashcombe']) expect(theirs).not.toContain(hidden);
    const ours = await fileOf(await organiser.say('results of the survey'));
    for (const held of ['More time for questions', nameOf(12), 'not yet']) expect(ours).toContain(held);
    expect((await headOf(0).say('results of the survey')).text).toContain('Only organisers and board members');
  });

  it('is opened as its report by somebody of the board who organises one series besides', async () => {
    const prisma = prismaOf();
    const { id: accountId } = await prisma.account.findFirstOrThrow({ where: { user: 'survey-board' } });
    const { id: seriesId } = await prisma.series.create({
      data: { slug: 'visits', name: 'Visits', summary: '', description: '' },
    });
    await prisma.grant.create({ data: { accountId, role: 'organiser', seriesId } });
    const opened = await board.click((await board.say('surveys')).card, 'Open', title);
    expect(opened.text).toContain('4.1 of 5 on average');
    expect(opened.text).not.toContain('Who has answered');
  });

  it('stands in the committee’s paper as figures, without any school or anything that was written', async () => {
    const made = await makePaper(service.core, undefined, { from: '2026-09-01', to: '2027-02-10' });
    if (made.kind !== 'made') throw new Error('No paper');
    expect(made.paper.data.surveys).toMatchObject([
      {
        ...{ title, project: projects.review, year: 2026, schools: 13, answered: 11 },
        questions: [
          { kind: 'rating', answered: 11 },
          {
            kind: 'choice',
            counts: [
              { answer: 'Leaders', count: 8 },
              { answer: 'All staff', count: 2 },
            ],
          },
          { kind: 'words', answered: 3, mean: null, counts: [] },
        ],
      },
    ]);
    const signer = await openLinkSigner(prismaOf());
    const account = await prismaOf().account.findFirstOrThrow({ where: { user: 'survey-board' } });
    const until = new Date(service.clock.now().getTime() + 60_000);
    for (const format of ['docx', 'xlsx']) {
      const token = signer.sign('paper', `${account.id}_${made.paper.id}`, until);
      const file = await fetch(`${service.baseUrl}/papers/${token}.${format}`, { method: 'POST' });
      const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
      const words = Object.entries(parts).flatMap(([name, part]) => (name.endsWith('.xml') ? [strFromU8(part)] : []));
      expect(words.join('')).toContain('How useful was the visit?');
      expect(words.join('')).not.toContain('A longer lunch');
    }
    const earlier = await makePaper(service.core, undefined, { from: '2026-09-01', to: '2026-12-31' });
    expect(earlier.kind === 'made' && earlier.paper.data.surveys).toEqual([]);
    expect(await findPaper(service.core, undefined, made.paper.id)).toBeDefined();
  });

  it('is in the audit trail by what was done, without a word of what was said', async () => {
    const trail = await prismaOf().auditEntry.findMany({
      where: { subject: 'survey' },
      select: { act: true, detail: true },
    });
    const acts = new Set(trail.map(({ act }) => act));
    expect([...acts].sort()).toEqual(
      ['answer-survey', 'ask-survey', 'export-survey', 'remind-survey', 'save-survey', 'undo'].sort(),
    );
    expect(JSON.stringify(trail)).not.toContain('More time');
  });

  it('is reminded of once on each day of the partnership, not of the world’s clock', async () => {
    const late = new Date('2027-06-10T22:00:00Z');
    service.clock.advance(late.getTime() - service.clock.now().getTime());
    const closesAt = new Date('2027-06-30T16:00:00Z');
    await prismaOf().survey.updateMany({ data: { closesAt, lastReminder: false } });
    const remind = async () =>
      (await organiser.click((await organiser.say('who has not answered the survey?')).card, 'Remind them')).text;
    expect(await remind()).toContain('A reminder is on its way to');
    expect(await remind()).toContain('Nobody is reminded twice in a day.');
    // Half past midnight, and yet the tenth in Greenwich.
    service.clock.advance(90 * 60_000);
    expect(await remind()).toContain('A reminder is on its way to');
  });

  it('is opened where nobody can be told, and names the schools to ask by hand', async () => {
    const prisma = prismaOf();
    const { projectId } = await prisma.cohort.findFirstOrThrow();
    const { id: cohortId } = await prisma.cohort.create({ data: { projectId, academicYear: 2027 } });
    const at = service.clock.now();
    await prisma.enrolment.create({
      data: { cohortId, urn: firstUrn + inChat + 1, state: 'registered', registeredAt: at },
    });
    const questions = [{ id: 'q1', kind: 'rating', prompt: 'How useful was it?', options: [] }];
    const closesAt = new Date(at.getTime() + 7 * 86_400_000);
    await prisma.survey.create({ data: { cohortId, title: 'Of the last school', questions, closesAt } });
    const opened = await organiser.click((await organiser.say('surveys')).card, 'Open', 'Of the last school');
    const preview = await organiser.click(opened.card, 'Ask the schools');
    expect(preview.text).toContain(`I reach nobody at ${nameOf(inChat + 1)}.`);
    expect(preview.text).not.toMatch(/nobody, for|0 schools/);
    const open = await organiser.click(preview.card, 'Open the survey');
    expect(open.text).toContain('The survey is open. I reach nobody at');
  });
});
