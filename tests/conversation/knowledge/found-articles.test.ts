import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttachedFiles, attachedFiles } from '../../support/attached-files.js';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let service: TestService;
  let files: AttachedFiles;
  let chat: TeamsChat;
  beforeAll(async () => {
    service = await start('2026-11-23T10:00:00Z');
    files = await attachedFiles();
    chat = await service.chatAs('organiser', 'brings-articles');
  });
  afterAll(async () => {
    await files.close();
    await service.stop();
  });

  const attach = (name: string, content: Uint8Array | string, text = 'import articles') =>
    files.attach(chat, text, name, content);
  const articleAsking = (question: string) =>
    service.database.prisma.article.findFirst({ where: { question }, include: { revisions: true } });

  const heading = (text: string, level: 1 | 2 = 2) =>
    new Paragraph({ text, heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2 });
  const bold = (text: string) => new Paragraph({ children: [new TextRun({ text, bold: true })] });
  const wordFile = (children: ReadonlyArray<Paragraph | Table>) =>
    Packer.toBuffer(new Document({ sections: [{ children: [...children] }] }));

  describe('a Word document of questions', () => {
    it('is shown first, read as a whole, and made into articles of which answers come', async () => {
      const content = await wordFile([
        heading('Visitors', 1),
        new Paragraph('Welcome to our centre.'),
        heading('Where do visitors leave their quad bikes?'),
        new Paragraph('Behind the old smithy.'),
        new Paragraph({ text: 'Twelve spaces', bullet: { level: 0 } }),
        new Paragraph({ text: 'Free before noon', bullet: { level: 0 } }),
        heading('Can I bring a falcon?'),
        new Paragraph('Only on a glove.'),
        heading('About us', 1),
        new Paragraph('We were founded in 1890.'),
      ]);
      const shown = await attach('faqs.docx', content, '');
      expect(shown.text).toContain('I found 2 questions');
      expect(shown.text).toContain('Nothing has been saved yet.');
      expect(shown.text).not.toContain('founded in 1890');
      const whole = await chat.click(shown.card, 'Read it', 'Where do visitors leave');
      expect(whole.text).toMatch(/Behind the old smithy.\n+- Twelve spaces\n- Free before noon/);
      expect(await articleAsking('Can I bring a falcon?')).toBeNull();
      const form = await chat.click(shown.card, 'Choose');
      const saved = await chat.submit(form.card, {});
      expect(saved.text).toContain('2 articles published.');
      expect((await chat.say('where do visitors leave their quad bikes?')).text).toContain('Behind the old smithy.');
      const [once, twice] = await Promise.all([chat.submit(form.card, {}), chat.submit(form.card, {})]);
      expect(`${once?.text} ${twice?.text}`).toContain('2 left as they are');
      expect(await service.database.prisma.article.count({ where: { question: 'Can I bring a falcon?' } })).toBe(1);
      expect((await attach('faqs.docx', content)).text).toContain('On record already, just so');
    });

    it('never overwrites a published answer: another one waits as its draft', async () => {
      await attach('one.txt', 'Is there a cloakroom for wet oilskins?\nYes, by the door.').then(async (seen) =>
        chat.submit((await chat.click(seen.card, 'Choose')).card, {}),
      );
      const other = await attach('two.txt', 'Is there a cloakroom for wet oilskins?\nNo, not any more.');
      expect(other.text).toContain('On record with another answer');
      const saved = await chat.submit((await chat.click(other.card, 'Choose')).card, {});
      expect(saved.text).toContain('1 answer waiting as a draft of what is on record.');
      const article = await articleAsking('Is there a cloakroom for wet oilskins?');
      expect(article?.answer).toBe('Yes, by the door.');
      expect((await attach('two.txt', 'Is there a cloakroom for wet oilskins?\nNo, not any more.')).text).toContain(
        'a draft of it waits',
      );
    });
  });

  describe('questions as people keep them', () => {
    const page = `<!doctype html><html><head><title>FAQ?</title><script>var x = "Really?";</script></head><body>
    <nav><ul><li>Home?</li></ul></nav><main><h1>Help</h1>
    <details><summary>Who drives the ferry &amp; when?</summary><p>The warden,<br>at <b>ten</b>.</p></details>
    <details><summary>How deep is the lock</summary><ul><li>Two metres</li><li>Three in spring</li></ul></details>
    </main><footer><p>Any questions? Ring us.</p></footer></body></html>`;
    const cases: ReadonlyArray<readonly [string, string, () => Promise<Uint8Array | string>, string, string]> = [
      [
        'a saved page, without its menus and its foot',
        'page.html',
        async () => page,
        'How deep is the lock',
        '- Two metres',
      ],
      [
        'a sheet with columns in any order, below a title',
        'faq.csv',
        async () =>
          'Our questions,,\nTopic,Answer,Question\nBoats,"At the slip, left of the crane.",Where do I moor a coracle?\n',
        'Where do I moor a coracle?',
        'At the slip, left of the crane.',
      ],
      [
        'a Word document whose questions are bold',
        'bold.docx',
        () =>
          wordFile([
            bold('Is the tower open in frost?'),
            new Paragraph('Never. Why? It is slippery.'),
            bold('Who has the key?'),
            new Paragraph('The verger.'),
          ]),
        'Is the tower open in frost?',
        'Never. Why? It is slippery.',
      ],
      [
        'a table in a Word document',
        'table.docx',
        () =>
          wordFile([
            new Table({
              rows: [
                ['Question', 'Answer'],
                ['Lost gloves', 'In the box.'],
                ['Lost hats', 'On the peg.'],
              ].map(
                (cells) =>
                  new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) }),
              ),
            }),
          ]),
        'Lost gloves',
        'In the box.',
      ],
      [
        'labelled text',
        'labelled.txt',
        async () =>
          'Q1. May we light a brazier?\nA: With the ranger’s leave.\nAsk early.\n\nQ2. Where is wood sold?\nA: At the gate.',
        'May we light a brazier?',
        'With the ranger’s leave.',
      ],
      [
        'headings that ask nothing, which is said',
        'headings.docx',
        () =>
          wordFile([
            heading('Kennels'),
            new Paragraph('Four, by the byre.'),
            heading('Stables'),
            new Paragraph('None.'),
          ]),
        'Kennels',
        'Four, by the byre.',
      ],
    ];
    it.each(cases)('are found in %s', async (_, name, content, question, answer) => {
      const shown = await attach(name, await content());
      const whole = await chat.click(shown.card, 'Read it', question);
      expect(whole.text).toContain(question);
      expect(whole.text).toContain(answer);
      expect(shown.text).not.toMatch(/Really|Home\?|Ring us/);
      if (name.startsWith('headings')) expect(shown.text).toContain('I took its headings for the questions');
    });

    it('are found in pasted text, and what is typed stays where there are none', async () => {
      const form = await chat.say('paste articles');
      const none = await chat.submit(form.card, { text: 'Just a note.' });
      expect(none.text).toContain('I found no questions with answers in it.');
      expect(JSON.stringify(none.card)).toContain('Just a note.');
      const shown = await chat.submit(form.card, { text: 'Who mends the weir?\nThe miller.' });
      const edited = await chat.click((await chat.click(shown.card, 'Read it')).card, 'Change it first');
      expect(JSON.stringify(edited.card)).toContain('The miller.');
    });

    it('are shown ten at a time, and each page is taken by itself', async () => {
      const many = Array.from(
        { length: 23 },
        (_, at) => `What is rule ${at} of the regatta?\nRule ${at} is long.`,
      ).join('\n\n');
      const first = await attach('many.txt', many);
      expect(first.text).toContain('I found 23 questions');
      const saved = await chat.submit((await chat.click(first.card, 'Choose of these')).card, { publish: 'false' });
      expect(saved.text).toContain('10 articles kept as drafts.');
      const next = await chat.click(saved.card, 'The other 13');
      expect(next.text).toContain('These are 11 to 20.');
      expect((await chat.click(next.card, 'More')).text).toContain('What is rule 22');
    });

    it.each([
      ['scan.pdf', '%PDF-1.7 x', 'save it as .docx'],
      ['empty.html', '<html><body><p>Nothing here.</p></body></html>', 'I found no questions with answers'],
      ['broken.docx', 'PK\u0003\u0004word/document.xml', 'damaged'],
    ])('are refused in words where there are none: %s', async (name, content, words) => {
      const refused = await attach(name, content);
      expect(refused.text).toContain(words);
      expect(refused.text).toContain('Nothing was saved.');
    });

    it('are for the organisers of everything', async () => {
      const head = await service.chatAs('headteacher', 'tries-articles');
      expect((await head.say('paste articles')).text).not.toContain('Find the questions');
    });
  });
});
