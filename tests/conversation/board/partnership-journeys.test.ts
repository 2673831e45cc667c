import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTick } from '../../../src/jobs/tick.js';
import { eventually } from '../../support/eventually.js';
import { openInBrowser, pageAddress } from '../../support/own-page.js';
import { startServiceOn, type TestService } from '../../support/service.js';
import { type FilesInTeams, filesInTeams } from '../../support/teams/files-in-teams.js';
import { personalChatOf, type Seen, type TeamsChat } from '../../support/teams/teams.js';
import { type FoundingWorld, foundingWorlds, registerOf } from '../../support/worlds/founding-worlds.js';

/**
 * What a partnership of schools does in its years, from an empty database: all of it is set up by an organiser in the chat, with
 * files where an office has files. Both a county's partnership and a trust do.
 */
let service: TestService;
let files: FilesInTeams;
let admin: TeamsChat;
let organiser: TeamsChat;
let board: TeamsChat;
let heads: TeamsChat[] = [];
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

/** Starts with nothing, names the partnership, and takes its schools and people in. */
async function found(world: FoundingWorld): Promise<void> {
  // A Monday at ten.
  service = await startServiceOn(async () => undefined, '2026-11-23T10:00:00Z');
  heads = [];
  files = await filesInTeams();
  admin = await service.chat('journey-admin', { name: 'Ines Corley' });
  await admin.say('act as administrator');
  const steps = await admin.click((await admin.say('set up')).card, 'Next: name and words');
  await admin.submit((await admin.click(steps.card, 'Name it')).card, world.partnership);
  const names = [...towns.map((town) => `${town} ${world.ending}`), 'Other Primary School'];
  const shown = await world.takeIn(files, admin, registerOf(world, names, towns.length, 310_000));
  await admin.click(shown.card, 'Apply');
  organiser = await service.chat('journey-organiser', { name: 'Oona Pell' });
  await organiser.say('act as organiser');
  board = await service.chat('journey-board', { name: 'Bram Weller' });
  await board.say('act as board');
  for (let at = 0; at < 4; at += 1) heads.push(await comeAsHead(at));
  await confirmAll();
}

const headOf = (at: number): TeamsChat => {
  const chat = heads[at];
  if (!chat) throw new Error(`Nobody came as head ${at}`);
  return chat;
};

const postedTo = (user: string) =>
  service.connector.posted
    .filter(({ conversationId }) => conversationId === personalChatOf(user))
    .map(({ activity }) => JSON.stringify(activity));

/** The card that asked somebody for feedback. */
function ratingCard(user: string): Seen['card'] {
  return service.connector.posted
    .filter(({ conversationId }) => conversationId === personalChatOf(user))
    .flatMap(({ activity }) => activity.attachments ?? [])
    .map(({ content }) => content)
    .findLast((content) => JSON.stringify(content).includes('5: excellent')) as Seen['card'];
}

describe.each(foundingWorlds)('from an empty database, an organiser of $title sets up in the chat', (world) => {
  const { projects, localities, clusters, strands, ending } = world;
  beforeAll(() => found(world), 120_000);
  afterAll(async () => {
    files.close();
    await service.stop();
  });

  it('localities and clusters, from the office’s own list, and a locality board sees its schools', async () => {
    const lines = towns.map((_, at) => `${urnOf(at)},${localities[at < 3 ? 0 : 1]},${clusters[at % 2]}`);
    const stored = await attach(admin, 'import localities', 'localities.csv', [world.headings, ...lines]);
    expect(stored.text).toContain('Saved: 6 changed.');
    const again = await files.attach(
      admin,
      'import localities',
      'localities.csv',
      [world.headings, ...lines].join('\r\n'),
    );
    expect(again.text).not.toContain('changed.');
    const unknown = await files.attach(
      admin,
      `import ${world.clusterWord}`,
      'list.csv',
      `school,cluster\r\nNowhere School,${clusters[0]}`,
    );
    expect(unknown.text).toContain('Nowhere School');
    expect((await organiser.say('import localities')).text).toContain('administrators');
    const counted = (await board.say(`how many schools are there by ${world.locality}?`)).text;
    for (const name of localities) expect(counted).toContain(`${name}\n3`);
    const year = await board.say(`yearly page for ${localities[0]}`);
    expect(year.text).toContain(`${localities[0]}, 2026/27 so far\nSchools that took part: 0 of 3`);
  });

  it('research into practice by strands: old and new schools, what each must still do, and how far they are', async () => {
    const years = { each: '1' };
    const milestones = [
      ['Send the baseline', '2026-12-04'],
      ['Evaluate', '2027-06-01'],
    ] as const;
    await publishProject({ name: projects.research, joinBy: 'Schools register', year: years }, { strands, milestones });
    const past = [`${projects.research},2025/26,${urnOf(0)}`, `${projects.research},2025/26,Eastry ${ending}`];
    const stored = await attach(organiser, 'import past participation', 'participation.csv', [
      'project,academic year,school',
      ...past,
    ]);
    expect(stored.text).toContain('Saved: 2 new.');
    const early = `project,academic year,school\r\n${projects.research},2026/27,${urnOf(1)}`;
    expect((await files.attach(organiser, 'import past participation', 'early.csv', early)).text).toContain(
      '2026/27 is not over',
    );
    for (const at of [0, 1]) {
      const form = await headOf(at).say(`join ${projects.research}`);
      const joined = await headOf(at).submit(form.card, { strands: strands[at] ?? '' });
      expect(joined.text).toContain(`Your school is registered for ${projects.research} 2026/27.`);
      if (at === 1) await headOf(at).click(joined.card, 'Done', 'Send the baseline');
    }
    for (let round = 0; round < 2; round += 1) await runTick(service.core, log);
    await eventually(() => expect(postedTo('journey-head-0').join()).toContain(`Still to do at Ashcombe ${ending}`));
    expect(postedTo('journey-head-0').join()).toContain('Send the baseline (by 4 December 2026)');
    const told = await service.database.prisma.delivery.findMany({ where: { kind: 'milestones-due' } });
    expect(told.map(({ state }) => state)).toEqual(['sent']);
    expect((await board.say(`how many new schools are in ${projects.research} this year?`)).text).toContain(
      '1 of the 2 schools this year',
    );
    const far = await board.say(`how far is ${projects.research}?`);
    expect(far.text).toContain('2 schools take part. Nothing is overdue.');
    expect(far.text).toMatch(/Send the baseline\n1 of 2 schools · due 4 December 2026/);
    expect(far.text).toContain(`Strands: ${strands[0]} 1, ${strands[1]} 1.`);
    const chart = /http:[^"]*\/charts\/[^"]*\.png/.exec(JSON.stringify(far.card))?.[0] ?? '';
    const picture = await fetch(`${service.baseUrl}${new URL(chart).pathname}`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect((await headOf(0).say(`how far is ${projects.research}?`)).text).not.toContain('schools take part.');
    const never = await board.say(`which schools never joined ${projects.research}?`);
    expect(never.text).toContain('3 of 6 schools never took part.');
    for (const town of ['Corley', 'Dunmere', 'Fallow']) expect(never.text).toContain(`${town} ${ending}`);
    expect(never.text).not.toContain('Eastry');
    const [{ payload, personId } = { payload: {}, personId: null }] = told;
    const topic = { kind: 'project', id: String(Reflect.get(Object(payload), 'enrolmentId')) } as const;
    const page = await openInBrowser(await pageAddress(service, personId ?? '', topic));
    expect(page.text).toContain('Milestones: 0 of 2 done');
    expect((await page.press('Done')).text).toContain('Milestones: 1 of 2 done');
    const { prisma } = service.database;
    const year = { academicYear: 2026, project: { name: projects.research } };
    const { endsOn } = await prisma.cohort.findFirstOrThrow({ where: year });
    expect((await headOf(0).say('my projects')).text).not.toContain('Ended');
    await prisma.cohort.updateMany({ where: year, data: { endsOn: new Date('2026-11-02') } });
    const mine = (await headOf(0).say('my projects')).text;
    expect(mine).toContain(`${projects.research} 2026/27\nTook part · ended 2 November 2026`);
    await prisma.cohort.updateMany({ where: year, data: { endsOn } });
  });

  it('reviews of one another’s schools, in clusters, with a survey that says how many have answered', async () => {
    const milestones = [
      ['Answer the survey', '2027-02-01'],
      ['Visit a school of the cluster', '2027-05-01'],
    ] as const;
    await publishProject({ name: projects.review, joinBy: 'Schools register' }, { milestones });
    for (const at of [0, 1, 2]) {
      const joined = await headOf(at).submit((await headOf(at).say(`join ${projects.review}`)).card, {});
      if (at > 0) await headOf(at).click(joined.card, 'Done', 'Answer the survey');
    }
    const far = await board.say(`how far is ${projects.review.toLowerCase()}?`);
    expect(far.text).toMatch(/Answer the survey\n2 of 3 schools/);
  });

  it('nominations of future leaders, decided with a place, and how many there are', async () => {
    const joinBy = 'Schools put people forward, and the organisers decide';
    await publishProject({ name: projects.nominations, joinBy, year: { capacity: '5' } });
    const form = await headOf(1).say(`put somebody forward for ${projects.nominations}`);
    const nominee = { nominee: 'new', 'nominee-name': 'Petra Quill', 'nominee-position': 'senior_leader' };
    expect((await headOf(1).submit(form.card, { ...nominee, why: 'She leads phonics.' })).text).toContain('Sent.');
    expect((await board.say(`how far is ${projects.nominations}?`)).text).toContain(
      '0 people have a place. 1 nomination waits',
    );
    const one = await organiser.click((await organiser.say('nominations')).card, 'Open');
    await decideYes(one);
    expect((await board.say(`how far is ${projects.nominations}?`)).text).toContain('1 person has a place.');
  });

  it('a fund that schools apply to, decided, with what was granted in all', async () => {
    await publishProject({ name: projects.fund, joinBy: 'Schools apply, and the organisers decide' });
    const form = await headOf(2).say(`apply for ${projects.fund}`);
    const plan = { title: 'Does reading aloud help?', amount: '900', plan: 'Try it for a term.', judged: 'A test.' };
    expect((await headOf(2).submit(form.card, plan)).text).toContain('Your application has been sent.');
    await decideYes(await organiser.click((await organiser.say('applications')).card, 'Open'));
    expect((await board.say(`how far is ${projects.fund}?`)).text).toContain('1 application approved, £900 in all.');
  });

  it('a round of meetings, and the report that scrutiny gets every six months', async () => {
    const about = { name: world.series, summary: 'A morning for heads.' };
    const series = await organiser.submit((await organiser.say('create a series')).card, about);
    await organiser.click((await organiser.click(series.card, 'Preview and publish')).card, 'Publish now');
    const event = await publishEvent(world.series, `${world.series}, autumn`, '2026-12-01');
    expect(event.text).toContain('Published.');
    for (const at of [0, 1, 3])
      expect((await headOf(at).say(`book me on the ${world.series}`)).text).toContain('Your place is booked.');
    service.clock.advance(9 * 24 * hours);
    let roll = await organiser.say(`attendance list for the ${world.series}`);
    for (const letter of ['A', 'B']) roll = await organiser.click(roll.card, 'Present', `Head ${letter} Lowe`);
    await organiser.click(roll.card, 'Confirm the list');
    const never = await board.say('which schools never came?');
    for (const town of ['Corley', 'Dunmere', 'Eastry', 'Fallow']) expect(never.text).toContain(`${town} ${ending}`);
    expect(never.text).toContain(`4 of 6 schools had nobody at ${world.series}, autumn.`);
    expect((await board.say('figures')).text).toMatch(
      /^All events, 2026\/27 so far\n1 event was held\.\nPeople who came: 2/,
    );
    const form = await board.say('draft the committee report');
    const paper = await board.submit(form.card, { from: '2026-09-01', to: '2026-12-02', committee: world.committee });
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
  });

  it('what people thought of a round: one tap, the organiser’s own questions, a figure for each and a line in the paper', async () => {
    heads.push(await comeAsHead(4));
    await organiser.click((await organiser.say('claims')).card, 'Yes', 'Head E Lowe');
    const asked = await organiser.say(`feedback questions for ${world.series}`);
    const saved = await organiser.submit(asked.card, { starters: ['venue'], own: 'It was worth the drive' });
    expect(saved.text).toContain('how it was, and 2 more questions');
    await publishEvent(world.series, `${world.series}, summer`, '2027-06-10');
    for (const head of heads) await head.say(`book me on the ${world.series}`);
    service.clock.advance(9 * 24 * hours);
    let roll = await organiser.say(`attendance list for the ${world.series}`);
    for (const letter of 'ABCDE') roll = await organiser.click(roll.card, 'Present', `Head ${letter} Lowe`);
    roll = await organiser.say(`attendance list for the ${world.series}`);
    await organiser.click(roll.card, 'Confirm the list');
    await runTick(service.core, log);
    for (const at of heads.keys()) {
      await eventually(() => expect(postedTo(`journey-head-${at}`).join()).toContain('5: excellent'));
      const tapped = await headOf(at).click(
        ratingCard(`journey-head-${at}`),
        at === 0 ? '3: all right' : '5: excellent',
      );
      const form = await headOf(at).click(tapped.card, 'Answer 2 more questions');
      // One leaves the second out.
      await headOf(at).submit(form.card, { q1: '4', ...(at === 4 ? {} : { q2: '5' }) });
    }
    const said = await organiser.say(`feedback by question for ${world.series}, summer`);
    expect(said.text).toContain('How was it?\n4.6 of 5 on average, from 5 people (1: 0, 2: 0, 3: 1, 4: 0, 5: 4).');
    expect(said.text).toContain('The venue was easy to reach\n4.0 of 5 on average, from 5 people');
    expect(said.text).toContain('It was worth the drive\nFewer than 5 have answered it.');
    const trend = await organiser.say(`trend of 'easy to reach' in ${world.series}`);
    expect(trend.text).toContain('Only one round can be shown by itself so far.');
    const form = await board.say('draft the committee report');
    await board.submit(form.card, { from: '2027-06-01', to: '2027-06-11' });
    const { data } = await service.database.prisma.paper.findFirstOrThrow({ orderBy: { madeAt: 'desc' } });
    expect(data).toMatchObject({
      feedback: {
        answered: 5,
        byQuestion: [
          { series: world.series, prompt: 'The venue was easy to reach', events: 1, answered: 5, rating: 4 },
        ],
      },
    });
    expect((await headOf(0).say(`feedback by question for ${world.series}`)).text).not.toContain('on average');
  });

  it('what the money is spent on, as an article that answers heads', async () => {
    const form = await organiser.say('new article');
    const preview = await organiser.submit(form.card, {
      question: 'What is the partnership’s money spent on?',
      aliases: 'How is the funding used?',
      answer: `Training £15,000; refreshing ${projects.review} £100,000; ${projects.fund} £120,000. In all £235,000.`,
      owner: 'Partnership office',
    });
    const published = await organiser.click(preview.card, 'Publish');
    expect(published.text).toContain('ublished');
    expect((await headOf(0).say('what is the money of the partnership spent on?')).text).toContain('In all £235,000.');
  });

  it('what a paper says of a project, which is answered with its source, is corrected and taken away', async () => {
    const form = await organiser.click((await organiser.say('published figures')).card, 'Add a figure');
    const figure = { about: `Project: ${projects.research}`, kind: 'People', qualifier: 'Nearly', value: '400' };
    const paper = { newSource: 'Progress report', newPublisher: 'The board', newPublishedOn: '2027-03-01' };
    const refused = await organiser.submit(form.card, { ...figure, ...paper, counts: 'leaders trained', year: 'soon' });
    expect(refused.text).toContain('Write a school year such as 2026/27');
    const added = await organiser.submit(refused.card, { year: '2025/26' });
    expect(added.text).toContain(`Saved: ${projects.research}, 2025/26: nearly 400 leaders trained`);
    const answered = await headOf(0).say(`how many leaders has ${projects.research} trained?`);
    expect(answered.text).toContain('nearly 400 leaders trained');
    expect(answered.text).toContain('Progress report, The board, 1 March 2027');
    const again = await organiser.click(added.card, 'Change', projects.research);
    expect((await organiser.submit(again.card, { value: '410' })).text).toContain('nearly 410 leaders trained');
    const papers = await organiser.click((await organiser.say('published figures')).card, 'Correct a paper');
    expect(papers.text).toContain('The board, 1 March 2027 · 1 figure');
    const correcting = await organiser.click(papers.card, 'Correct', 'Progress report');
    const corrected = { title: 'Yearly report', publisher: 'The trustees', publishedOn: '2027-02-20' };
    const future = await organiser.submit(correcting.card, { ...corrected, publishedOn: '2039-02-20' });
    expect(future.text).toContain('Give the day on which it was published.');
    const saved = await organiser.submit(future.card, { publishedOn: corrected.publishedOn });
    expect(saved.text).toContain('Saved: Yearly report, The trustees, 20 February 2027.');
    const now = await headOf(0).say(`how many leaders has ${projects.research} trained?`);
    expect(now.text).toContain('Yearly report, The trustees, 20 February 2027');
    const [figure410] = await service.database.prisma.figure.findMany({ select: { asOf: true } });
    expect(figure410?.asOf).toEqual(new Date('2027-02-20'));
    const acts = await service.database.prisma.auditEntry.findMany({ where: { act: 'correct-paper' } });
    expect(acts.map(({ subjectId, outcome }) => [subjectId, outcome])).toEqual([['progress-report', 'done']]);
    const byOldTitle = { newSource: 'progress  report', newPublisher: 'The board', newPublishedOn: '2027-03-01' };
    const typed = await organiser.click((await organiser.say('published figures')).card, 'Change', projects.research);
    expect((await organiser.submit(typed.card, { source: 'none', ...byOldTitle })).text).toContain('Yearly report');
    const other = { ...byOldTitle, newPublishedOn: '2026-03-01' };
    const next = await organiser.click((await organiser.say('published figures')).card, 'Add a figure');
    const filled = { ...figure, ...other, counts: 'leaders met', year: '2024/25' };
    const met = await organiser.submit(next.card, filled);
    const ids = (await service.database.prisma.source.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);
    expect(ids).toEqual(['progress-report', 'progress-report-2']);
    const openOther = async () =>
      organiser.click((await organiser.say('delete a paper')).card, 'Correct', '1 March 2026');
    expect((await openOther()).text).toContain('It can be deleted once nothing is from it.');
    await organiser.submit((await organiser.click(met.card, 'Change', '2024/25')).card, { remove: 'true' });
    const ask = await organiser.submit((await openOther()).card, { remove: 'true' });
    expect(ask.text).toContain('Delete the paper progress  report, The board, 1 March 2026? Nothing is from it.');
    const meanwhile = await organiser.submit(next.card, filled);
    expect((await organiser.click(ask.card, 'Delete it')).text).toContain('Something is from that paper');
    await organiser.submit((await organiser.click(meanwhile.card, 'Change', '2024/25')).card, { remove: 'true' });
    expect((await organiser.click(ask.card, 'Delete it')).text).toContain('Deleted: progress  report');
    expect(await service.database.prisma.source.count()).toBe(1);
    expect(await service.database.prisma.auditEntry.count({ where: { act: 'remove-paper' } })).toBe(1);
    expect((await headOf(0).say('papers on record')).text).not.toContain('Yearly report');
    const gone = await organiser.submit(again.card, { remove: 'true' });
    expect(gone.text).toContain('The figure has been taken away.');
    expect(await service.database.prisma.figure.count()).toBe(0);
    expect((await headOf(0).say('published figures')).text).not.toContain('Add a figure');
  });

  it('and a project that is over is marked, and comes last', async () => {
    service.clock.advance(120 * 24 * hours);
    const listed = (await headOf(0).say('what projects are there?')).text;
    expect(listed).toContain('Finished: its last year was 2026/27.');
  });
});

/** Says yes to what is open before the organiser. */
async function decideYes(shown: Seen): Promise<void> {
  const asked = await organiser.click(shown.card, 'Approve');
  const done = await organiser.submit(asked.card, {});
  expect(done.text).toMatch(/[Aa]pproved/);
}
