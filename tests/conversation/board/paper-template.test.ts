import { Document, Header, Packer, Paragraph, TextRun } from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportCommittee } from '../../../src/commands/committee-report.js';
import { type AttachedFiles, attachedFiles } from '../../support/attached-files.js';
import { workbookWith } from '../../support/hostile-workbooks.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';

const days = { from: '2025-09-01', to: '2026-11-22' };
let service: TestService;
let files: AttachedFiles;
let organiser: TeamsChat;
beforeAll(async () => {
  service = await startTestService('2026-11-22T10:00:00Z');
  files = await attachedFiles();
  organiser = await service.chatAs('organiser', 'template');
});
afterAll(async () => {
  await files.close();
  await service.stop();
});

/** A council's document. A place may be cut into several runs, as Word does when it checks spelling. */
function council(lines: ReadonlyArray<readonly string[]>, header = 'Fenland Council'): Promise<Buffer> {
  const children = lines.map((runs) => new Paragraph({ children: runs.map((text) => new TextRun(text)) }));
  const headers = { default: new Header({ children: [new Paragraph(header)] }) };
  return Packer.toBuffer(new Document({ sections: [{ headers, children }] }));
}

const attach = (chat: TeamsChat, name: string, content: Uint8Array | string, text = 'paper template') =>
  files.attach(chat, text, name, content);
const kept = () => service.database.prisma.setting.findUnique({ where: { key: 'paper-template' } });

async function wordsOfPaper(seen: Seen): Promise<string> {
  const url = /http:[^"]*\/papers\/[^"]*\.docx/.exec(JSON.stringify(seen.card))?.[0] ?? '';
  const response = await fetch(`${service.baseUrl}${new URL(url).pathname}`, { method: 'POST' });
  expect(response.status).toBe(200);
  return wordsOf(Buffer.from(await response.arrayBuffer()));
}

function wordsOf(document: Buffer): string {
  const xml = Buffer.from(unzipSync(document)['word/document.xml'] ?? []).toString();
  return xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
}

async function draft(): Promise<Seen> {
  const form = await organiser.say('draft the committee report');
  return organiser.submit(form.card, { ...days, committee: 'Schools Forum', author: 'Irene Akhtar' });
}

describe('the council’s own document, attached in the chat', () => {
  it('is what papers are printed in from then on, until it is removed', async () => {
    expect((await organiser.say('paper template')).text).toContain('Write figures between double curly brackets in it');
    const document = await council([['Report to ', '{{comm', 'ittee}}'], ['{{figures}}'], ['Background papers: none']]);
    const seen = await attach(organiser, 'council.docx', document);
    expect(seen.text).toContain('It has places for: committee and figures.');
    expect(seen.text).toContain('It has none for meeting');
    const printed = await wordsOfPaper(await draft());
    expect(printed).toMatch(/Report to Schools Forum[\s\S]*Table 1\.[\s\S]*Background papers: none/);
    const command = await reportCommittee(service.core, days);
    expect(command.kind === 'made' && wordsOf(Buffer.from(command.docx, 'base64'))).toContain(
      'Background papers: none',
    );
    const shown = await organiser.say('template of the committee paper');
    expect(shown.text).toContain('comes in your own document, attached');
    expect((await organiser.click(shown.card, 'Remove it')).text).toContain('has its usual layout again');
    expect(await kept()).toBeNull();
    expect(await wordsOfPaper(await draft())).toContain('Taking part: events, projects and feedback');
    expect((await organiser.click(shown.card, 'Remove it')).text).toContain('There is no template to remove');
  });

  it('may be named by the file alone, and a later one takes its place', async () => {
    await attach(organiser, 'Council template.docx', await council([['Fenland, of last year'], ['{{figures}}']]), '');
    await attach(
      organiser,
      'new.docx',
      await council([['Fenland, of this year'], ['{{figures}}']]),
      'use this for the committee paper',
    );
    const printed = await wordsOfPaper(await draft());
    expect([printed.includes('of last year'), printed.includes('of this year')]).toEqual([false, true]);
    const acts = await service.database.prisma.auditEntry.findMany({ where: { act: { contains: 'paper-template' } } });
    expect(new Set(acts.map(({ act }) => act))).toContain('keep-paper-template');
  });

  it('is refused in words when papers cannot be printed in it, and the one before stays', async () => {
    await attach(organiser, 'good.docx', await council([['Stays'], ['{{figures}}']]));
    const plain = unzipSync(await council([['{{figures}}']]));
    const types = Buffer.from(plain['[Content_Types].xml'] ?? [])
      .toString()
      .replace('document.main+xml', 'template.main+xml');
    const bad: ReadonlyArray<readonly [string, Uint8Array | string, string]> = [
      ['none.docx', await council([['Nothing']]), 'has no place for the figures'],
      ['inline.docx', await council([['See {{figures}} below']]), 'has no place for the figures'],
      ['header.docx', await council([['Nothing']], '{{figures}}'), 'has no place for the figures'],
      ['twice.docx', await council([['{{figures}}'], ['{{figures}}']]), 'more than one place'],
      ['chair.docx', await council([['{{chair}}'], ['{{figures}}']]), 'I do not know “chair”'],
      ['spaced.docx', await council([['{{ figures }}']]), 'Written just so'],
      [
        'purpose.docx',
        await council([['Purpose: {{purpose}}'], ['{{figures}}']]),
        'The purpose may become several lines',
      ],
      ['dot.docx', zipSync({ ...plain, '[Content_Types].xml': strToU8(types) }), 'Word template (.dotx)'],
      ['old.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'is a Word document (.docx), and this file is none'],
      ['paper.pdf', '%PDF-1.7', 'is a Word document (.docx), and this file is none'],
      ['list.docx', workbookWith(''), 'is a Word document (.docx), and this file is none'],
      [
        'damaged.docx',
        zipSync({ ...plain, 'word/document.xml': strToU8('<w:document>{{figures}}') }),
        'Nothing was changed',
      ],
      ['bomb.docx', zipSync({ ...plain, 'word/media/a.bin': new Uint8Array(60 * 1024 * 1024) }), 'unfolds to more'],
      ['long.docx', zipSync({ ...plain, 'word/document.xml': new Uint8Array(60 * 1024 * 1024).fill(32) }), 'unfolds'],
      ['large.docx', Buffer.alloc(5 * 1024 * 1024), 'larger than 4 MB'],
    ];
    const before = await kept();
    for (const [name, content, words] of bad)
      expect([name, (await attach(organiser, name, content)).text]).toEqual([name, expect.stringContaining(words)]);
    expect(await kept()).toEqual(before);
  });

  it('is for organisers of the partnership alone', async () => {
    const before = await kept();
    const document = await council([['Mine'], ['{{figures}}']]);
    for (const who of ['board', 'headteacher'] as const) {
      const chat = await service.chatAs(who, `template-${who}`);
      expect((await attach(chat, 'mine.docx', document)).text).not.toContain('Kept.');
    }
    expect(await kept()).toEqual(before);
  });
});
