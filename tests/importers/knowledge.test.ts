import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../src/app/core.js';
import { sayImport } from '../../src/commands/article-import-report.js';
import { sayUnreadArticle } from '../../src/conversation/talk/article-words.js';
import { standIns } from '../../src/conversation/talk/stand-ins.js';
import type { Database } from '../../src/db/database.js';
import { importKnowledge as importRead, readArticles } from '../../src/importers/knowledge.js';
import { clockAt } from '../support/clock.js';
import { openTestDatabase } from '../support/database/database.js';
import { refusingQueue } from '../support/database/idle-queue.js';

let database: Database;
let core: Core;
beforeEach(async () => {
  database = await openTestDatabase();
  await database.prisma.source.create({
    data: { id: 'S1', title: 'A paper', publisher: 'The council', publishedOn: new Date('2020-01-01') },
  });
  const queue = refusingQueue('an import sends nothing');
  core = createCore({ database, queue, clock: clockAt('2026-11-22T10:00:00Z'), timeZone: 'Europe/London', standIns });
});
afterEach(() => database.close());

const csv = [
  'Slug,Question,Aliases,Answer,Source,Owner,As of,Review by,Status',
  'parking,Where do I park?,car park | parking spaces,"Behind the hall.\nTwenty spaces, first come.",S1,Office,2026-01-10,2027-01-10,',
  ',How do I get a badge?,,"At the desk, ""when you arrive""",,,10/02/2026,,published',
].join('\r\n');

async function articles() {
  return database.prisma.article.findMany({ orderBy: { slug: 'asc' }, include: { aliases: true, revisions: true } });
}

const importKnowledge = (into: Core, name: string, text: string) =>
  importRead(into, readArticles(name, Buffer.from(text)));

describe('import knowledge', () => {
  it('adds articles from CSV, and the same file again changes nothing', async () => {
    const first = await importKnowledge(core, 'answers.CSV', csv);
    expect(first.lines).toEqual([
      { line: 2, slug: 'parking', outcome: 'added', faults: [] },
      { line: 4, slug: 'how-do-i-get-a-badge', outcome: 'added', faults: [] },
    ]);
    const [badge, parking] = await articles();
    expect(parking).toMatchObject({
      answer: 'Behind the hall.\nTwenty spaces, first come.',
      sourceId: 'S1',
      status: 'published',
    });
    expect(parking?.aliases.map(({ phrase }) => phrase).sort()).toEqual(['car park', 'parking spaces']);
    expect(badge).toMatchObject({ answer: 'At the desk, "when you arrive"', owner: 'Partnership team' });
    expect(badge?.reviewBy.toISOString().slice(0, 10)).toBe('2027-02-10');
    const again = await importKnowledge(core, 'answers.csv', csv);
    expect(again.lines.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
    const changed = await importKnowledge(core, 'answers.csv', csv.replace('Twenty spaces', 'Thirty spaces'));
    expect(changed.lines.map(({ outcome }) => outcome)).toEqual(['changed', 'unchanged']);
    const after = (await articles()).find(({ slug }) => slug === 'parking');
    expect(after?.version).toBe(2);
    expect(after?.revisions).toHaveLength(2);
  });

  it('reads Markdown: a question each, its fields, its answer', async () => {
    const text = [
      '# Answers of the office',
      'Not an article.',
      '## Where do I park?',
      '',
      '- slug: parking',
      '- aliases: car park | spaces',
      '- source: S1',
      '- as of: 2026-01-10',
      '',
      'Behind the hall.',
      '',
      'Note: twenty spaces.',
      '## Who opens the doors?',
      'as of: 2026-01-10',
      '',
      'The caretaker.',
    ].join('\n');
    const report = await importKnowledge(core, 'answers.md', text);
    expect(report).toMatchObject({
      stored: true,
      lines: [
        { line: 3, slug: 'parking' },
        { line: 13, slug: 'who-opens-the-doors' },
      ],
    });
    const parking = (await articles()).find(({ slug }) => slug === 'parking');
    expect(parking?.answer).toBe('Behind the hall.\n\nNote: twenty spaces.');
  });

  it('stores nothing when one row is faulty, and says of each row what is wrong', async () => {
    const faulty = [
      'question,answer,as of,source,slug,status',
      'Is it good?,Yes,2026-02-30,,good,',
      'Is it kept?,Yes,2026-02-03,S9,kept,',
      'Is it fine?,Yes,2026-02-03,S1,fine,',
      'Is it twice?,Yes,2026-02-03,,fine,',
      'Is it odd?,,2026-02-03,,Odd Slug,gone',
      'Is it late?,Yes,2027-02-03,,late,',
    ].join('\n');
    const report = await importKnowledge(core, 'faulty.csv', faulty);
    expect(report.stored).toBe(false);
    const said = Object.fromEntries(
      report.lines.map(({ line, outcome, faults }) => [line, [outcome, ...faults.map(sayUnreadArticle)].join(' ')]),
    );
    expect(said[2]).toContain('as of: Give a day');
    expect(said[3]).toContain('No source has the id S9. Known are: S1.');
    expect(said[4]).toBe('ready');
    expect(said[5]).toContain('Line 4 has the same one');
    expect(said[6]).toContain('status: Write published, draft or retired');
    expect(said[7]).toContain('as of: Give the day on which this was true: today or earlier.');
    expect(await database.prisma.article.count()).toBe(0);
  });

  it.each([
    ['empty.csv', '', 'This file is empty.'],
    ['answers.docx', 'x', 'neither a .csv, an .xlsx nor a .md'],
    ['a.csv', 'question,answer\nWhat?,That', 'Missing: as of'],
    ['b.csv', 'question,anwser,as of\na,b,2026-01-01', 'Missing: answer'],
    ['c.csv', 'question,answer,as of\nWhat?,A, with a comma,2026-01-01', 'put quotes round a field'],
    ['d.csv', 'question,answer,as of\n"What?,A,2026-01-01', 'never closed'],
    ['e.md', 'No heading here', 'No article begins in it'],
    ['f.md', '## What?\ncolour: red\n\nAnswer', 'No such field: colour'],
    ['g.md', '## What?\nas of: 2026-01-01\n', 'It has no answer'],
  ])('refuses %s with words', async (name, text, fault) => {
    const report = await importKnowledge(core, name, text);
    expect(report.stored).toBe(false);
    expect(sayImport(report)).toContain(fault);
    expect(await database.prisma.article.count()).toBe(0);
  });

  it('keeps a draft of a change that waits while the article is imported anew', async () => {
    await importKnowledge(core, 'answers.csv', csv);
    const article = await database.prisma.article.findUniqueOrThrow({ where: { slug: 'parking' } });
    const waiting = {
      question: 'Where may I park?',
      aliases: [],
      answer: 'Here.',
      sourceId: null,
      owner: 'Office',
      asOf: '2026-01-10',
      reviewBy: '2027-01-10',
      status: 'draft',
    };
    await database.prisma.articleRevision.create({ data: { articleId: article.id, version: 2, content: waiting } });
    await importKnowledge(core, 'answers.csv', csv.replace('Twenty spaces', 'Thirty spaces'));
    const revisions = await database.prisma.articleRevision.findMany({
      where: { articleId: article.id },
      orderBy: { version: 'asc' },
    });
    expect(
      revisions.map(({ version, content }) => [version, (content as { answer: string }).answer.slice(0, 6)]),
    ).toEqual([
      [1, 'Behind'],
      [2, 'Behind'],
      [3, 'Here.'],
    ]);
  });
});
