import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTick } from '../../../src/jobs/tick.js';
import { eventually } from '../../support/eventually.js';
import { startServiceOn, type TestService } from '../../support/service.js';
import { type FilesInTeams, filesInTeams } from '../../support/teams/files-in-teams.js';
import { personalChatOf, type Seen, type TeamsChat } from '../../support/teams/teams.js';
import { registerCsv } from '../../support/worlds/register.js';

/**
 * What a partnership of schools does in its years, from an empty database: all of it is set up by an organiser in the chat, with
 * files where an office has files.
 */
let service: TestService;
let files: FilesInTeams;
let admin: TeamsChat;
let organiser: TeamsChat;
let board: TeamsChat;
const heads: TeamsChat[] = [];
const log = pino({ level: 'silent' });
const towns = ['Ashcombe', 'Brindle', 'Corley', 'Dunmere', 'Eastry', 'Fallow'];
const urnOf = (at: number) => String(310_000 + at);
const hours = 3_600_000;

async function comeAsHead(at: number): Promise<TeamsChat> {
  const chat = await service.chat(`journey-head-${at}`, { name: `Head ${'ABCDEF'[at]} Lowe` });
  const form = await chat.say('change my school');
  const found = await chat.submit(form.card, { school: urnOf(at), position: 'headteacher' });
  await chat.click(found.card, "That's mine");
  return chat;
}

/** The heads that have come so far, confirmed by the organiser. */
async function confirmAll(): Promise<void> {
  let claims = await organiser.say('claims');
  for (const at of heads.keys()) claims = await organiser.click(claims.card, 'Yes', `Head ${'ABCDEF'[at]} Lowe`);
}

async function attach(chat: TeamsChat, words: string, name: string, rows: readonly string[]): Promise<Seen> {
  const shown = await files.attach(chat, words, name, rows.join('\r\n'));
  return chat.click(shown.card, 'Apply');
}

/** A project with a year of it, published in the chat. @param parts strands and milestones of the year */
async function publishProject(
  given: { readonly name: string; readonly joinBy: string; readonly year?: Record<string, string> },
  parts: { readonly strands?: readonly string[]; readonly milestones?: ReadonlyArray<readonly [string, string]> } = {},
): Promise<Seen> {
  const about = { summary: `${given.name}, told shortly.`, forWhom: 'All schools', runBy: 'The team' };
  let shown = await organiser.submit((await organiser.say('create a project')).card, {
    ...about,
    name: given.name,
    joinBy: given.joinBy,
  });
  for (const name of parts.strands ?? [])
    shown = await organiser.submit((await organiser.click(shown.card, 'Add a strand')).card, { name });
  const year = { year: '2026/27', closes: '2027-01-15', ends: '2027-07-20', ...given.year };
  shown = await organiser.submit((await organiser.click(shown.card, 'Add a year')).card, year);
  for (const [title, due] of parts.milestones ?? [])
    shown = await organiser.submit((await organiser.click(shown.card, 'Add a milestone')).card, { title, due });
  shown = await organiser.click(shown.card, 'Back to the project');
  return organiser.click((await organiser.click(shown.card, 'Preview and publish')).card, 'Publish now');
}

/** An event of a series with one session, published in the chat. */
async function publishEvent(series: string, title: string, date: string, audience: Record<string, string> = {}) {
  const form = await organiser.say('create an event');
  let shown = await organiser.submit(form.card, { series, title });
  const session = { venue: 'The Assembly Rooms', town: 'Corley', date, start: '09:30', end: '12:00', capacity: '40' };
  shown = await organiser.submit((await organiser.click(shown.card, 'Add a session')).card, session);
  if (Object.keys(audience).length > 0)
    shown = await organiser.submit((await organiser.click(shown.card, 'Audience and places')).card, audience);
  return organiser.click((await organiser.click(shown.card, 'Preview and publish')).card, 'Publish now');
}

beforeAll(async () => {
  // A Monday at ten.
  service = await startServiceOn(async () => undefined, '2026-11-23T10:00:00Z');
  files = await filesInTeams();
  admin = await service.chat('journey-admin', { name: 'Ines Corley' });
  await admin.say('act as administrator');
  const rows = towns.map((town, at) => ({
    ...{ URN: urnOf(at), 'LA (code)': '881', 'LA (name)': 'Essex', EstablishmentName: `${town} Primary School` },
    ...{ Town: town, 'DistrictAdministrative (name)': at < 3 ? 'North' : 'South', Postcode: `ZZ${1 + at} 1AA` },
    ...{ EstablishmentNumber: String(2_000 + at), SchoolWebsite: `https://www.school-${at}.example` },
  }));
  await attach(admin, 'import schools for Essex', 'edubase.csv', [registerCsv(rows)]);
  organiser = await service.chat('journey-organiser', { name: 'Oona Pell' });
  await organiser.say('act as organiser');
  board = await service.chat('journey-board', { name: 'Bram Weller' });
  await board.say('act as board');
  for (let at = 0; at < 4; at += 1) heads.push(await comeAsHead(at));
  await confirmAll();
}, 120_000);
afterAll(async () => {
  files.close();
  await service.stop();
});

const headOf = (at: number): TeamsChat => {
  const chat = heads[at];
  if (!chat) throw new Error(`Nobody came as head ${at}`);
  return chat;
};

const postedTo = (user: string) =>
  service.connector.posted
    .filter(({ conversationId }) => conversationId === personalChatOf(user))
    .map(({ activity }) => JSON.stringify(activity));

describe('from an empty database, an organiser sets up in the chat', () => {
  it('localities and clusters, from the office’s own list, and a locality board sees its schools', async () => {
    const lines = towns.map(
      (_, at) => `${urnOf(at)},${at < 3 ? 'Upper Vale' : 'Lower Vale'},${at % 2 ? 'Heron' : 'Otter'}`,
    );
    const stored = await attach(admin, 'import localities', 'localities.csv', ['URN,Area,Network', ...lines]);
    expect(stored.text).toContain('Saved: 6 changed.');
    const again = await files.attach(
      admin,
      'import localities',
      'localities.csv',
      ['URN,Area,Network', ...lines].join('\r\n'),
    );
    expect(again.text).not.toContain('changed.');
    const unknown = await files.attach(
      admin,
      'import clusters',
      'clusters.csv',
      'school,cluster\r\nNowhere School,Otter',
    );
    expect(unknown.text).toContain('Nowhere School');
    expect((await organiser.say('import localities')).text).toContain('administrators');
    expect((await board.say('how many schools are there by locality?')).text).toMatch(/Lower Vale\n3\nUpper Vale\n3/);
    const year = await board.say('yearly page for Upper Vale');
    expect(year.text).toMatch(/^Upper Vale, 2026\/27 so far\nSchools that took part: 0 of 3/);
  }, 60_000);

  it('research into practice by strands: old and new schools, what each must still do, and how far they are', async () => {
    const years = { each: '1' };
    const milestones = [
      ['Send the baseline', '2026-12-04'],
      ['Evaluate', '2027-06-01'],
    ] as const;
    await publishProject(
      { name: 'Kindle', joinBy: 'Schools register', year: years },
      { strands: ['Reading', 'Number'], milestones },
    );
    const past = [`Kindle,2025/26,${urnOf(0)}`, `Kindle,2025/26,Eastry Primary School`];
    const stored = await attach(organiser, 'import past participation', 'participation.csv', [
      'project,academic year,school',
      ...past,
    ]);
    expect(stored.text).toContain('Saved: 2 new.');
    const early = `project,academic year,school\r\nKindle,2026/27,${urnOf(1)}`;
    expect((await files.attach(organiser, 'import past participation', 'early.csv', early)).text).toContain(
      '2026/27 is not over',
    );
    for (const at of [0, 1]) {
      const form = await headOf(at).say('join Kindle');
      const joined = await headOf(at).submit(form.card, { strands: at === 0 ? 'Reading' : 'Number' });
      expect(joined.text).toContain('Your school is registered for Kindle 2026/27.');
      if (at === 1) await headOf(at).click(joined.card, 'Done', 'Send the baseline');
    }
    for (let round = 0; round < 2; round += 1) await runTick(service.core, log);
    await eventually(() =>
      expect(postedTo('journey-head-0').join()).toContain('Still to do at Ashcombe Primary School'),
    );
    expect(postedTo('journey-head-0').join()).toContain('Send the baseline (by 4 December 2026)');
    const told = await service.database.prisma.delivery.findMany({ where: { kind: 'milestones-due' } });
    expect(told.map(({ state }) => state)).toEqual(['sent']);
    expect((await board.say('how many new schools are in Kindle this year?')).text).toContain(
      '1 of the 2 schools this year',
    );
    const far = await board.say('how far is Kindle?');
    expect(far.text).toContain('2 schools take part. Nothing is overdue.');
    expect(far.text).toMatch(/Send the baseline\n1 of 2 schools · due 4 December 2026/);
    expect(far.text).toContain('Strands: Reading 1, Number 1.');
    const chart = /http:[^"]*\/charts\/[^"]*\.png/.exec(JSON.stringify(far.card))?.[0] ?? '';
    const picture = await fetch(`${service.baseUrl}${new URL(chart).pathname}`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect((await headOf(0).say('how far is Kindle?')).text).not.toContain('schools take part.');
  }, 60_000);

  it('reviews of one another’s schools, in clusters, with a survey that says how many have answered', async () => {
    const milestones = [
      ['Answer the survey', '2027-02-01'],
      ['Visit a school of the cluster', '2027-05-01'],
    ] as const;
    await publishProject({ name: 'Learning walks', joinBy: 'Schools register' }, { milestones });
    for (const at of [0, 1, 2]) {
      const joined = await headOf(at).submit((await headOf(at).say('join Learning walks')).card, {});
      if (at > 0) await headOf(at).click(joined.card, 'Done', 'Answer the survey');
    }
    const far = await board.say('how far are the learning walks?');
    expect(far.text).toMatch(/Answer the survey\n2 of 3 schools/);
  }, 60_000);

  it('nominations of future leaders, decided with a place, and how many there are', async () => {
    const joinBy = 'Schools put people forward, and the organisers decide';
    await publishProject({ name: 'Steps to headship', joinBy, year: { capacity: '5' } });
    const form = await headOf(1).say('put somebody forward for Steps to headship');
    const nominee = { nominee: 'new', 'nominee-name': 'Petra Quill', 'nominee-position': 'senior_leader' };
    expect((await headOf(1).submit(form.card, { ...nominee, why: 'She leads phonics.' })).text).toContain('Sent.');
    expect((await board.say('how far is Steps to headship?')).text).toContain(
      '0 people have a place. 1 nomination waits',
    );
    const one = await organiser.click((await organiser.say('nominations')).card, 'Open');
    await decideYes(one);
    expect((await board.say('how far is Steps to headship?')).text).toContain('1 person has a place.');
  }, 60_000);

  it('a fund that schools apply to, decided, with what was granted in all', async () => {
    await publishProject({ name: 'Spark fund', joinBy: 'Schools apply, and the organisers decide' });
    const form = await headOf(2).say('apply for Spark fund');
    const plan = { title: 'Does reading aloud help?', amount: '900', plan: 'Try it for a term.', judged: 'A test.' };
    expect((await headOf(2).submit(form.card, plan)).text).toContain('Your application has been sent.');
    await decideYes(await organiser.click((await organiser.say('applications')).card, 'Open'));
    expect((await board.say('how far is Spark fund?')).text).toContain('1 application approved, £900 in all.');
  }, 60_000);

  it('a round of meetings, and the report that scrutiny gets every six months', async () => {
    const about = { name: 'Heads’ forum', summary: 'A morning for heads.' };
    const series = await organiser.submit((await organiser.say('create a series')).card, about);
    await organiser.click((await organiser.click(series.card, 'Preview and publish')).card, 'Publish now');
    const event = await publishEvent('Heads’ forum', 'Heads’ forum, autumn', '2026-12-01');
    expect(event.text).toContain('Published.');
    for (const at of [0, 1, 3])
      expect((await headOf(at).say('book me on the Heads’ forum')).text).toContain('Your place is booked.');
    service.clock.advance(9 * 24 * hours);
    let roll = await organiser.say('attendance list for the Heads’ forum');
    for (const letter of ['A', 'B']) roll = await organiser.click(roll.card, 'Present', `Head ${letter} Lowe`);
    await organiser.click(roll.card, 'Confirm the list');
    const never = await board.say('which schools never came?');
    for (const town of ['Corley', 'Dunmere', 'Eastry', 'Fallow'])
      expect(never.text).toContain(`${town} Primary School`);
    expect(never.text).toContain('4 of 6 schools had nobody at Heads’ forum, autumn.');
    expect((await board.say('figures')).text).toMatch(
      /^All events, 2026\/27 so far\n1 event was held\.\nPeople who came: 2/,
    );
    const form = await board.say('draft the committee report');
    const paper = await board.submit(form.card, { from: '2026-09-01', to: '2026-12-02', committee: 'Scrutiny' });
    expect(paper.text).toMatch(/Events held: 1\nPeople who came: 2\nTook part in nothing: 3 of 6 schools/);
    service.clock.advance(182 * 24 * hours);
    const later = await board.submit((await board.say('draft the committee report')).card, {
      from: '2026-12-03',
      to: '2027-05-31',
    });
    expect(later.text).toMatch(/Events held: 0/);
    expect((await board.say('committee papers')).text).toMatch(
      /3 December 2026 to 31 May 2027[\s\S]*1 September 2026 to 2 December 2026/,
    );
  }, 60_000);

  it('what the money is spent on, as an article that answers heads', async () => {
    const form = await organiser.say('new article');
    const preview = await organiser.submit(form.card, {
      question: 'What is the partnership’s money spent on?',
      aliases: 'How is the funding used?',
      answer: 'Training £15,000; refreshing the learning walks £100,000; the Spark fund £120,000. In all £235,000.',
      owner: 'Partnership office',
    });
    const published = await organiser.click(preview.card, 'Publish');
    expect(published.text).toContain('ublished');
    expect((await headOf(0).say('what is the money of the partnership spent on?')).text).toContain('In all £235,000.');
  }, 60_000);

  it('what a paper says of a project, which is answered with its source, is corrected and taken away', async () => {
    const form = await organiser.click((await organiser.say('published figures')).card, 'Add a figure');
    const figure = { about: 'Project: Kindle', kind: 'People', qualifier: 'Nearly', value: '400' };
    const paper = { newSource: 'Progress report', newPublisher: 'The board', newPublishedOn: '2027-03-01' };
    const refused = await organiser.submit(form.card, { ...figure, ...paper, counts: 'leaders trained', year: 'soon' });
    expect(refused.text).toContain('Write a school year such as 2026/27');
    const added = await organiser.submit(refused.card, { year: '2025/26' });
    expect(added.text).toContain('Saved: Kindle, 2025/26: nearly 400 leaders trained');
    const answered = await headOf(0).say('how many leaders has Kindle trained?');
    expect(answered.text).toContain('nearly 400 leaders trained');
    expect(answered.text).toContain('Progress report, The board, 1 March 2027');
    const again = await organiser.click(added.card, 'Change', 'Kindle');
    expect((await organiser.submit(again.card, { value: '410' })).text).toContain('nearly 410 leaders trained');
    const gone = await organiser.submit(again.card, { remove: 'true' });
    expect(gone.text).toContain('The figure has been taken away.');
    expect(await service.database.prisma.figure.count()).toBe(0);
    expect((await headOf(0).say('published figures')).text).not.toContain('Add a figure');
  }, 60_000);

  it('and a project that is over is marked, and comes last', async () => {
    service.clock.advance(120 * 24 * hours);
    const listed = (await headOf(0).say('what projects are there?')).text;
    expect(listed).toContain('Finished: its last year was 2026/27.');
  }, 60_000);
});

/** Says yes to what is open before the organiser. */
async function decideYes(shown: Seen): Promise<void> {
  const asked = await organiser.click(shown.card, 'Approve');
  const done = await organiser.submit(asked.card, {});
  expect(done.text).toMatch(/[Aa]pproved/);
}
