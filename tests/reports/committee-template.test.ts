import { Document, Packer, Paragraph, TextRun } from 'docx';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { paperData } from '../../src/app/board/paper-data.js';
import { committeeDocument } from '../../src/reports/committee-document.js';

const group = { name: 'primary', absent: 1, of: 2 };
const data = paperData.parse({
  version: 1,
  front: {
    committee: 'Schools Forum',
    meeting: '2026-12-08',
    author: 'Irene Akhtar',
    purpose: 'To report & to ask.',
    recommendations: ['Note the report.', 'Call on the schools.'],
  },
  from: '2026-09-01',
  to: '2026-11-22',
  asOf: '2026-11-22T10:00:00.000Z',
  zone: 'Europe/London',
  attendance: [],
  projects: [],
  feedback: { bySeries: [], asked: 0, answered: 0, rating: null, quotes: [] },
  coverage: { schools: 2, absent: 1, byPhase: [group], byDistrict: [group], byTrust: [group], list: [] },
});

/** A document as a council has it. A place may be cut into several runs, as Word does when it checks spelling. */
async function council(...lines: ReadonlyArray<readonly string[]>): Promise<Buffer> {
  const children = lines.map((runs) => new Paragraph({ children: runs.map((text) => new TextRun(text)) }));
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

function partOf(file: Buffer, name: string): string {
  return Buffer.from(unzipSync(file)[name] ?? []).toString();
}

describe('the committee paper in a council’s own document', () => {
  it('has what was entered and the figures at their places, and what the council wrote round them', async () => {
    const template = await council(
      ['Fenland Council: report to ', '{{comm', 'ittee}}'],
      ['On {{meeting}}, by {{author}}'],
      ['{{purpose}}'],
      ['{{recommendations}}'],
      ['{{figures}}'],
      ['Background papers: none'],
    );
    const xml = partOf(await committeeDocument(data, template), 'word/document.xml');
    const words = xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
    const places = [
      'Fenland Council: report to Schools Forum',
      'On 8 December 2026, by Irene Akhtar',
      'To report &amp; to ask.',
      'Note the report.',
      'Table 1. The period at a glance',
      'Took part in nothing, by trust',
      'Background papers: none',
    ].map((text) => words.indexOf(text));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(words).not.toContain('{{');
    expect(words).not.toContain('Taking part: events, projects and feedback');
  });

  it('has the styles of its tables, and is the same each time', async () => {
    const template = await council(['{{figures}}']);
    const first = await committeeDocument(data, template);
    expect(partOf(first, 'word/styles.xml')).toContain('w:styleId="TableText"');
    expect(partOf(first, 'word/document.xml')).toContain('w:val="TableText"');
    expect((await committeeDocument(data, template)).equals(first)).toBe(true);
  });

  it('is refused without a place for the figures, and when it is no Word document, with what to do', async () => {
    await expect(committeeDocument(data, await council(['Nothing here']))).rejects.toThrow('write {{figures}} there');
    await expect(committeeDocument(data, Buffer.from('%PDF-1.7'))).rejects.toThrow('save it as .docx');
  });
});
