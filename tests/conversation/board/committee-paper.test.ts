import { unzipSync } from 'fflate';
import { DOMParser } from 'linkedom';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { withdrawQuote } from '../../../src/app/feedback/quote-ledger.js';
import { reportCommittee } from '../../../src/commands/committee-report.js';
import type { Actor } from '../../../src/domain/actor.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';

const days = { from: '2025-09-01', to: '2026-11-22' };
const privateWords = 'For the board’s eyes and nobody else’s.';
const publicWords = '=HYPERLINK("http://evil.example") was on the slide, and we laughed.';
let service: TestService;
let quoteId: string;
beforeAll(async () => {
  service = await startTestService('2026-11-22T10:00:00Z');
  const { prisma } = service.database;
  const asked = await prisma.feedbackRequest.findFirstOrThrow({
    where: {
      response: { isNot: null, is: { quote: null } },
      event: { sessions: { some: { startsAt: { gt: new Date('2026-01-01') } } } },
    },
    orderBy: { id: 'asc' },
  });
  const { personId } = personas.headteacher;
  await prisma.feedbackRequest.deleteMany({ where: { personId, eventId: asked.eventId } });
  await prisma.feedbackRequest.update({ where: { id: asked.id }, data: { personId } });
  const quote = { eventId: asked.eventId, moderation: 'approved', attribution: 'Headteacher' } as const;
  const words = { words: publicWords, approvedWords: publicWords };
  const createdAt = new Date('2026-11-20T09:00:00Z');
  const made = await prisma.quote.create({
    data: { ...quote, ...words, responseId: asked.id, consentPublic: true, createdAt },
  });
  quoteId = made.id;
  await prisma.quote.create({
    data: { ...quote, words: privateWords, approvedWords: privateWords, consentBoard: true, createdAt },
  });
});
afterAll(() => service.stop());

async function drafted(chat: TeamsChat): Promise<Seen> {
  const form = await chat.say('draft the committee report');
  expect(form.text).toContain('First day');
  return chat.submit(form.card, days);
}

async function fetchPaper(seen: Seen, format: 'docx' | 'xlsx'): Promise<Buffer> {
  const url = new RegExp(`http:[^"]*/papers/[^"]*\\.${format}`).exec(JSON.stringify(seen.card))?.[0] ?? '';
  const response = await fetch(`${service.baseUrl}${new URL(url).pathname}`, { method: 'POST' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toContain(`committee-paper-2025-09-01-to-2026-11-22.${format}`);
  return Buffer.from(await response.arrayBuffer());
}

function openWord(file: Buffer) {
  const parts = unzipSync(file);
  const read = (name: string) =>
    new DOMParser().parseFromString(Buffer.from(parts[name] ?? []).toString('utf8'), 'text/xml');
  const document = read('word/document.xml');
  const texts = (name: string) => [...document.querySelectorAll(name)].map((node) => node.textContent ?? '');
  return {
    parts,
    document,
    texts,
    paragraphs: texts('w\\:p'),
    raw: Buffer.from(parts['word/document.xml'] ?? []).toString(),
  };
}

describe('the committee paper', () => {
  it('is drafted by a board member, and opens in Word with its tables, charts and words', async () => {
    const chat = await service.chatAs('board', 'member');
    const seen = await drafted(chat);
    expect(seen.text).toContain('1 September 2025 to 22 November 2026');
    const { parts, raw, paragraphs } = openWord(await fetchPaper(seen, 'docx'));
    const all = paragraphs.join('\n');
    for (const part of [
      'Taking part: events, projects and feedback',
      'Table 1. The period at a glance',
      'Leadership briefing: each round',
      'Schools that take part in each project, by phase',
      'What people said',
      'Schools that took part in nothing',
      'Took part in nothing, by trust',
      'As of 22 November 2026.',
      publicWords,
    ]) {
      expect(all).toContain(part);
    }
    expect(all).not.toContain(privateWords);
    const pictures = raw.match(/<wp:docPr [^>]*descr="(Bars|Columns) of [^"]+: [^"]+\."/g) ?? [];
    expect(pictures.length).toBeGreaterThan(3);
    expect(pictures).toHaveLength(raw.match(/<w:drawing>/g)?.length ?? 0);
    expect(raw).toContain('w:w="11906" w:h="16838"');
    expect(raw.match(/<w:tblHeader\/>/g)?.length).toBe(raw.match(/<w:tbl>/g)?.length);
    const footer = Object.keys(parts).filter((name) => /footer\d*\.xml$/.test(name));
    expect(footer.map((name) => Buffer.from(parts[name] ?? []).toString()).join('')).toContain('NUMPAGES');
  });

  it('says first for which committee it is, when, by whom and what for, and what the committee is asked', async () => {
    const chat = await service.chatAs('board', 'fronts');
    const form = await chat.say('draft the committee report');
    const paper = await chat.submit(form.card, {
      ...days,
      committee: 'Schools Forum',
      meeting: '2026-12-08',
      author: 'Irene Akhtar',
      purpose: 'To report who took part.',
      recommendations: '1. Note the report.\n- Ask the partnership to call on the 12 schools.',
    });
    expect(paper.text).toContain('Schools Forum');
    const { paragraphs } = openWord(await fetchPaper(paper, 'docx'));
    const figures = paragraphs.findIndex((words) => words.startsWith('Table 1.'));
    expect(paragraphs.slice(0, figures)).toEqual(
      expect.arrayContaining([
        'Committee\tSchools Forum',
        'Date of meeting\t8 December 2026',
        'Author\tIrene Akhtar',
        'To report who took part.',
        'The committee is asked to:',
        '1.\tNote the report.',
        '2.\tAsk the partnership to call on the 12 schools.',
      ]),
    );
  });

  it('has the same figures in the spreadsheet, in which nothing is a formula', async () => {
    const chat = await service.chatAs('board', 'counts');
    const seen = await drafted(chat);
    const file = await fetchPaper(seen, 'xlsx');
    const sheets = await readXlsx(file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'At a glance',
      'Series',
      'Rounds',
      'Projects',
      'Projects by phase',
      'Feedback',
      'Feedback by question',
      'Quotes',
      'Nothing, by phase',
      'Nothing, by district',
      'Nothing, by trust',
      'Schools',
    ]);
    const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
    const absent = rows('Schools').filter((row) => typeof row[1] === 'number');
    const [, took, of, part] = rows('At a glance').find((row) => row[0] === 'Schools that took part') ?? [];
    expect(Number(of) - Number(took)).toBe(absent.length);
    expect(part).toBeCloseTo(Number(took) / Number(of));
    expect(absent.length).toBeGreaterThan(0);
    expect(seen.text).toContain(`${absent.length} of ${of} schools`);
    expect(rows('Quotes').flat()).toContain(publicWords);
    const parts = unzipSync(file);
    for (const name of Object.keys(parts)) expect(Buffer.from(parts[name] ?? []).toString()).not.toContain('<f>');
  });

  it('counts a school in a project as taking part, even if nobody came to an event', async () => {
    const chat = await service.chatAs('board', 'covers');
    const file = await fetchPaper(await drafted(chat), 'xlsx');
    const schools = (await readXlsx(file)).find(({ sheet }) => sheet === 'Schools')?.data ?? [];
    const { prisma } = service.database;
    const urn = Number(schools.find((row) => typeof row[1] === 'number')?.[1]);
    const cohort = await prisma.cohort.findFirstOrThrow({ where: { academicYear: 2026, status: 'published' } });
    await prisma.participation.create({ data: { cohortId: cohort.id, urn } });
    const anew = await readXlsx(await fetchPaper(await drafted(chat), 'xlsx'));
    const urns = anew.find(({ sheet }) => sheet === 'Schools')?.data.map((row) => row[1]);
    expect(urns).not.toContain(urn);
    expect(urns).toHaveLength(schools.length - 1);
  });

  it('is byte for byte the same each time, and says which of its quotes have since been withdrawn', async () => {
    const { core } = service;
    const first = await reportCommittee(core, days);
    if (first.kind !== 'made') throw new Error(first.words);
    const again = /--again (\S+)/.exec(first.words)?.[1] ?? '';
    const used = await core.prisma.quoteUse.findMany({ where: { quoteId, ref: again } });
    expect(used).toMatchObject([{ place: 'committee paper', printed: true }]);
    const { personId } = personas.headteacher;
    await service.chatAs('headteacher', 'speaker');
    const account = await core.prisma.account.findFirstOrThrow({ where: { personId } });
    const speaker: Actor = { accountId: account.id, personId, name: '', post: null, grants: [] };
    expect(await withdrawQuote(core, speaker, quoteId)).toMatchObject({ kind: 'withdrawn' });
    await core.prisma.attendance.deleteMany({ where: { urn: { not: null } } });
    service.clock.advance(3 * 86_400_000);
    const second = await reportCommittee(core, { from: '', to: '', again });
    if (second.kind !== 'made') throw new Error(second.words);
    expect(second.docx === first.docx && second.xlsx === first.xlsx).toBe(true);
    expect(second.words).toContain('Withdrawn since it was drafted: 1 of its quotes.');
    const fresh = await reportCommittee(core, days);
    if (fresh.kind !== 'made') throw new Error(fresh.words);
    expect(openWord(Buffer.from(fresh.docx, 'base64')).paragraphs.join('\n')).not.toContain(publicWords);
  });

  it('is listed, and its links expire', async () => {
    const chat = await service.chatAs('board', 'lists');
    const list = await chat.say('committee papers');
    expect(list.text).toContain('1 September 2025 to 22 November 2026');
    const opened = await chat.click(list.card, 'Open');
    const url = /http:[^"]*\/papers\/[^"]*\.docx/.exec(JSON.stringify(opened.card))?.[0] ?? '';
    service.clock.advance(31 * 60_000);
    expect((await fetch(`${service.baseUrl}${new URL(url).pathname}`, { method: 'POST' })).status).toBe(404);
  });

  it('is refused for days that make no period, with the reason beside the field', async () => {
    const chat = await service.chatAs('organiser', 'errs');
    const form = await chat.say('draft the committee paper');
    const backwards = await chat.submit(form.card, { from: '2026-11-01', to: '2026-10-01' });
    expect(backwards.text).toContain('The last day is before the first.');
    const future = await chat.submit(backwards.card, { from: '2027-11-01', to: '2027-12-01' });
    expect(future.text).toContain('That period has not started yet');
    const { core } = service;
    expect(await reportCommittee(core, { from: '2026-02-30', to: '2026-03-01' })).toMatchObject({ kind: 'refused' });
    expect(await reportCommittee(core, { ...days, again: 'none' })).toMatchObject({ kind: 'refused' });
    const head = await service.chatAs('headteacher', 'asks');
    expect((await head.say('draft the committee report')).text).toContain('Only organisers and board members');
  });
});
