import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSmtp, type TestSmtp } from '../../support/mail/smtp.js';
import { startTestService, type TestService } from '../../support/service.js';
import { buttonsOf } from '../../support/teams/adaptive-card.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';

let service: TestService;
let smtp: TestSmtp;
let board: TeamsChat;
let organiser: TeamsChat;
beforeAll(async () => {
  smtp = await startSmtp();
  service = await startTestService('2026-11-23T10:00:00Z', { mail: smtp.settings });
  board = await service.chatAs('board', 'never-board');
  organiser = await service.chatAs('organiser', 'never-organiser');
});
afterAll(async () => {
  await service.stop();
  await smtp.stop();
});

/** Open schools of the partnership without anybody at a series, as the attendance lists have it. */
async function away(series: string, since: Date, phase?: string): Promise<string[]> {
  const rows = await service.database.prisma.$queryRaw<Array<{ name: string }>>`
    SELECT c.name FROM "School" c
     WHERE c."inPartnership" AND c.status IN ('open', 'closing') AND (${phase ?? null}::text IS NULL OR c.phase::text = ${phase ?? null})
       AND NOT EXISTS (SELECT 1 FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId"
         JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
        WHERE a.present AND r.slug = ${series} AND s."startsAt" >= ${since} AND present_urn(a.urn) = c.urn)
     ORDER BY c.name`;
  return rows.map(({ name }) => name);
}

/** Every name of the list, page by page. */
async function allNames(chat: TeamsChat, first: Seen): Promise<string> {
  let seen = first;
  let text = seen.text;
  for (let page = 0; page < 60; page += 1) {
    const next = buttonsOf(seen.card).find((label) => label.startsWith('Next '));
    if (!next) return text;
    seen = await chat.click(seen.card, next);
    text += seen.text;
  }
  return text;
}

const linkOf = (seen: Seen) => /http:[^"]*\/absent-schools\/[^"]*\.xlsx/.exec(JSON.stringify(seen.card))?.[0] ?? '';
const fetchPath = (url: string, method: 'GET' | 'POST') =>
  fetch(`${service.baseUrl}${new URL(url).pathname}`, { method });

describe('which schools never came', () => {
  it('names each of them to the board, with phase, locality and when it was last seen, but not whom to call', async () => {
    const seen = await board.say('which secondary schools never came to the leadership briefing in 2025/26?');
    const expected = await away('leadership-briefing', new Date('2025-09-01'), 'secondary');
    expect(seen.text).toMatch(/^Schools that did not come: Leadership briefing: secondary schools only/);
    const text = await allNames(board, seen);
    for (const name of expected) expect(text).toContain(name);
    expect(text).toMatch(/Secondary, [A-Z]\w+ · (last seen in \w+ 20\d\d, |never seen at any event on record)/);
    expect(text).not.toContain('Call ');
    expect(text).not.toContain('@');
    expect(buttonsOf(seen.card)).not.toContain('Invite them');
  });

  it('counts over all on record when no time is named, and is narrowed by a form', async () => {
    const seen = await board.say('which schools have never come?');
    expect(seen.text).toMatch(/\d+ of [\d,]+ schools had nobody at any of the \d+ events/);
    const form = await board.click(seen.card, 'Narrow it');
    const narrowed = await board.submit(form.card, { series: 'governor-briefing', year: '2025', phase: 'special' });
    const special = await away('governor-briefing', new Date('2025-09-01'), 'special');
    expect(narrowed.text).toContain(`${special.length} of`);
    expect(narrowed.text).toContain('special schools had nobody at any of the');
    expect(narrowed.text).toContain('in 2025/26');
  });

  it('has a chart and a file, which belongs to whoever asked and says the same', async () => {
    const seen = await board.say('which schools never came to the leadership briefing?');
    const chart = /http:[^"]*\/charts\/[^"]*\.png/.exec(JSON.stringify(seen.card))?.[0] ?? '';
    const picture = await fetchPath(chart, 'GET');
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(JSON.stringify(seen.card)).toContain('Bar chart of schools that did not come, by ');
    const file = linkOf(seen);
    expect(await (await fetchPath(file, 'GET')).text()).toContain('Download schools-that-did-not-come.xlsx');
    const body = await fetchPath(file, 'POST');
    expect(body.headers.get('content-type')).toContain('spreadsheetml');
    await service.database.prisma.grant.deleteMany({ where: { account: { user: 'never-board' } } });
    expect((await fetchPath(file, 'POST')).status).toBe(404);
    await board.say('act as board');
  });

  it('tells an organiser whom to call, and invites the people of these schools alone', async () => {
    const seen = await organiser.say('which schools never came to the leadership briefing in 2025/26?');
    expect(seen.text).toMatch(/Call [A-Z]/);
    const names = await away('leadership-briefing', new Date('2025-09-01'));
    let form = await organiser.click(seen.card, 'Invite them');
    if (form.text.includes('To which event')) form = await organiser.click(form.card, 'Invite');
    expect(form.text).toContain(`Only of the ${names.length} schools in your list`);
    const preview = await organiser.submit(form.card, {});
    expect(preview.text).toContain(`Only of the ${names.length} schools in your list.`);
    const tell = buttonsOf(preview.card).find((label) => /^Tell \d+/.test(label)) ?? '';
    await organiser.click(preview.card, tell);
    const invited = await service.database.prisma.$queryRaw<Array<{ name: string }>>`
      SELECT DISTINCT c.name FROM "Invitation" i JOIN "Post" o ON o."personId" = i."personId" AND o.until IS NULL
        JOIN "School" c ON c.urn = o.urn`;
    expect(invited.length).toBeGreaterThan(0);
    expect(invited.filter(({ name }) => !names.includes(name))).toEqual([]);
  });

  it('is told to others, and in a channel, as a number only', async () => {
    const head = await service.chatAs('headteacher', 'never-head');
    const told = await head.say('which schools never came to the leadership briefing in 2025/26?');
    const [first = ''] = await away('leadership-briefing', new Date('2025-09-01'));
    expect(told.text).toContain('had nobody there');
    expect(told.text).not.toContain(first);
    expect((await head.say('absent schools')).text).toContain('Only organisers and board members');
    const channel = await service.chat('never-board', {
      place: { kind: 'channel', id: '19:never@thread.tacv2', team: '19:team', name: 'Board' },
    });
    const said = await channel.say('which schools never came to the leadership briefing in 2025/26?');
    expect(said.text).not.toContain(first);
    const named = await channel.click(said.card, 'Which schools');
    expect(named.elsewhere.length).toBe(1);
    for (const [words, title] of [
      ['which schools are in Mobilise?', 'Schools that took part: Mobilise'],
      ['which schools are not in Mobilise?', 'Schools that did not join: Mobilise'],
    ] as const) {
      const number = await channel.say(words);
      expect(number.text).not.toContain(title);
      const there = await channel.click(number.card, 'Which schools');
      expect(there.text).toContain('I have answered in your own chat with me.');
      expect(JSON.stringify(there.elsewhere)).toContain(title);
    }
  });
});

describe('which schools are not in a project', () => {
  /** Open schools of the partnership without a place in a project in these years, all where none is named. */
  async function outside(project: string, year?: number): Promise<string[]> {
    const rows = await service.database.prisma.$queryRaw<Array<{ name: string }>>`
      SELECT c.name FROM "School" c
       WHERE c."inPartnership" AND c.status IN ('open', 'closing') AND c.urn NOT IN (
         SELECT present_urn(t.urn) FROM (
           SELECT "cohortId", urn FROM "Enrolment" WHERE state = 'registered'
           UNION SELECT "cohortId", urn FROM "Application" WHERE state = 'approved'
           UNION SELECT "cohortId", urn FROM "Nomination" WHERE state = 'approved' AND urn IS NOT NULL
           UNION SELECT "cohortId", urn FROM "Participation") t
           JOIN "Cohort" h ON h.id = t."cohortId" AND h.status <> 'draft' JOIN "Project" j ON j.id = h."projectId"
          WHERE j.slug = ${project} AND (${year ?? null}::int IS NULL OR h."academicYear" = ${year ?? null}::int))`;
    return rows.map(({ name }) => name);
  }

  it.each([
    ['which schools are not in Mobilise this year?', 2026],
    ["which schools aren't in Mobilise?", 2026],
    ['which schools are missing from the Mobilise project in 2025/26?', 2025],
    ['which schools never joined the Mobilise project?', undefined],
    ['which schools have yet to join Mobilise?', undefined],
  ])('are named to the board: “%s”', async (words, year) => {
    const expected = await outside('mobilise', year);
    const seen = await board.say(words);
    expect(seen.text).toMatch(/^Schools that did not join: Mobilise/);
    expect(seen.text).toContain(`${expected.length} of `);
    const named = expected.filter((name) => seen.text.includes(name));
    expect(named.length).toBe(Math.min(expected.length, 8));
  });

  it.each([
    ['which schools are in Mobilise?', 2026],
    ['list the schools that took part in Mobilise in 2025/26', 2025],
    ['which schools joined Mobilise last year?', 2025],
    ['name the schools in Mobilise', 2026],
  ])('nor are those that are in it left unnamed: “%s”', async (words, year) => {
    const out = await outside('mobilise', year);
    const all = await service.database.prisma.school.findMany({
      where: { inPartnership: true, status: { in: ['open', 'closing'] } },
    });
    const expected = all.map(({ name }) => name).filter((name) => !out.includes(name));
    const seen = await board.say(words);
    expect(seen.text).toMatch(/^Schools that took part: Mobilise/);
    expect(seen.text).toContain(`${expected.length} of ${all.length} schools took part`);
    const text = await allNames(board, seen);
    expect(expected.filter((name) => !text.includes(name))).toEqual([]);
    const body = await fetchPath(linkOf(seen), 'POST');
    expect(body.headers.get('content-disposition')).toContain('schools-in-mobilise.xlsx');
    expect(buttonsOf(seen.card)).not.toContain('Invite them');
  });

  it('are told to others as the same number', async () => {
    const head = await service.chatAs('headteacher', 'not-in-head');
    for (const [words, year] of [
      ['which schools are not in Mobilise this year?', 2026],
      ['which schools never joined Mobilise?', undefined],
    ] as const) {
      const expected = await outside('mobilise', year);
      const told = await head.say(words);
      expect(told.text).toContain(`${expected.length} of `);
      for (const name of expected) expect(told.text).not.toContain(name);
    }
  });
});

describe('the figures of a year', () => {
  it('stand beside the same point of the year before, with a chart', async () => {
    const seen = await board.say('figures for the leadership briefing in 2025/26');
    expect(seen.text).toMatch(/^Leadership briefing, 2025\/26/);
    const { attended } = await counted('2025-09-01', '2026-09-01');
    expect(seen.text).toContain(`People who came`);
    expect(seen.text.replaceAll(',', '')).toContain(String(attended));
    expect(seen.text).not.toContain('nobody asked yet');
    const so = await board.say('figures');
    expect(so.text).toMatch(/^All events, 202[56]\/2[67]/);
    expect(so.text).not.toContain('Nothing has been held yet');
    const form = await board.click(so.card, 'Choose others');
    const chosen = await board.submit(form.card, { series: 'governor-briefing', year: '2025' });
    expect(chosen.text).toMatch(/^Governor briefing, 2025\/26/);
    const which = await board.click(chosen.card, 'Which schools did not');
    expect(which.text).toContain('Schools that did not come: Governor briefing');
  });

  it('are an answer to the board alone; others get the number', async () => {
    const head = await service.chatAs('headteacher', 'never-head');
    expect((await head.say('figures')).text).toContain('Only organisers and board members');
  });
});

async function counted(from: string, to: string) {
  const [row] = await service.database.prisma.$queryRaw<Array<{ attended: number }>>`
    SELECT count(DISTINCT (e.id, COALESCE(a."personId", a.id)))::int AS attended FROM "Attendance" a
      JOIN "Session" s ON s.id = a."sessionId" JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
     WHERE a.present AND r.slug = 'leadership-briefing' AND s."startsAt" >= ${new Date(from)} AND s."startsAt" < ${new Date(to)}`;
  return row ?? { attended: 0 };
}

describe('the digest', () => {
  it('is at most five things, each opening to more, in nobody’s own words', async () => {
    const { prisma } = service.database;
    await prisma.unanswered.deleteMany();
    const at = service.clock.now();
    await prisma.unanswered.createMany({
      data: [
        { normalised: 'a', question: 'My deputy Jo has been crying at work, who can help?', firstAt: at, lastAt: at },
        { normalised: 'b', question: 'Who wrote the maths plan?', count: 4, firstAt: at, lastAt: at },
      ],
    });
    await prisma.feedbackResponse.updateMany({
      where: { givenAt: { gt: new Date(at.getTime() - 7 * 86_400_000) } },
      data: { marks: [] },
    });
    const { id: eventId } = await prisma.event.findFirstOrThrow({ where: { feedbackRequests: { none: {} } } });
    const people = await prisma.person.findMany({ where: { erasedAt: null }, take: 5, select: { id: true } });
    for (const [place, { id: personId }] of people.entries()) {
      const response = {
        create: { rating: 4, marks: [4, place === 0 ? 0 : 3], givenAt: new Date(at.getTime() - 3_600_000) },
      };
      const questions = ['Answered by five', 'Answered by four'];
      await prisma.feedbackRequest.create({
        data: { eventId, personId, questions, askedAt: at, closesAt: at, response },
      });
    }
    const seen = await board.say('digest now');
    expect(seen.text).not.toContain('crying');
    expect(seen.text).toContain(
      '1 further question was answered as well: organisers see how under “Feedback by question”.',
    );
    expect((await board.click(seen.card, 'Feedback by question')).text).not.toContain('Rating');
    const organiser = await service.chatAs('organiser', 'reads-the-digest');
    expect((await organiser.click(seen.card, 'Feedback by question')).text).toContain('Rating');
    expect(seen.text).toContain('2 questions had no answer. “Who wrote the maths plan?” was asked 4 times.');
    expect(seen.text).toContain('Not seen this year');
    const known = [
      'Coming up',
      'What happened',
      'Project sign-ups',
      'Questions I could not answer',
      'Not seen this year',
    ];
    expect(known.filter((title) => seen.text.includes(title)).length).toBeLessThanOrEqual(5);
    const opened = await board.click(seen.card, 'Who did not come last year');
    expect(opened.text).toMatch(/Schools that did not come[\s\S]*schools had nobody at any of the/);
  });
});

describe('a yearly page', () => {
  const open = async (seen: Seen) => {
    const url = /http:[^"]*\/years\/[^".]*\.[^".]*\.[^".]*(?=")/.exec(JSON.stringify(seen.card))?.[0] ?? '';
    return { url, page: await fetchPath(url, 'GET') };
  };

  it('is a head’s of their own school, and of no other', async () => {
    const head = await service.chatAs('headteacher', 'never-head');
    const seen = await head.say('our year 2025/26');
    expect(seen.text).toMatch(/, 2025\/26\n/);
    const { url, page } = await open(seen);
    const html = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('@media print');
    expect(html).toMatch(/a school of the partnership was at [\d.]+ on average/);
    const file = await fetchPath(`${url}.xlsx`, 'POST');
    expect(file.headers.get('content-type')).toContain('spreadsheetml');
    expect((await head.say('yearly page for Louth 2025/26')).text).toContain('for the head of the school');
    await service.database.prisma.account.updateMany({ where: { user: 'never-head' }, data: { personId: null } });
    expect((await fetchPath(url, 'GET')).status).toBe(404);
  });

  it('is the board’s of any school and locality, with what each school did', async () => {
    const seen = await board.say('yearly page for Louth 2025/26');
    expect(seen.text).toMatch(/^Louth, 2025\/26/);
    const html = await (await open(seen)).page.text();
    const schools = await service.database.prisma.school.findMany({
      where: { locality: 'Louth', inPartnership: true, status: { in: ['open', 'closing'] } },
    });
    for (const { name } of schools) expect(html).toContain(name.replaceAll("'", '&#39;'));
    expect(html).toContain(`of ${schools.length} schools took part in something`);
    const form = await board.say('yearly page');
    const wrong = await board.submit(form.card, { name: 'Xyzzyqq', year: '2025' });
    expect(wrong.text).toContain('I know no school and no locality of that name.');
    expect((await board.submit(wrong.card, { name: 'Marrowfen' })).text).toMatch(/^Marrowfen .*, 2025\/26/);
  });
});
