import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { paperData } from '../../src/app/board/paper-data.js';
import { attendeesCsv, attendeesXlsx } from '../../src/reports/attendee-files.js';
import { committeeDocument } from '../../src/reports/committee-document.js';
import { committeeWorkbook } from '../../src/reports/committee-workbook.js';
import { safeText } from '../../src/reports/csv.js';
import { withNames } from '../support/some-attendees.js';

const zone = 'Europe/London';

const formulas = [
  '=1+1',
  '+44 1522 000000',
  '-2+3',
  '@SUM(A1)',
  ' =HYPERLINK("http://evil.example","x")',
  '\t=1',
  '\r=1',
  '\n=1',
  "|cmd'|' /C calc'!A0",
  '%0A=1',
  '＝1+1',
  '＠x',
];

describe('a text that a spreadsheet would take for a formula', () => {
  it.each(formulas)('stays a text in CSV: %j', (text) => {
    expect(safeText(text)).toBe(`'${text}`);
    const rows: string[][] = parse(attendeesCsv(withNames(text), zone), { bom: true });
    expect(rows.map((row) => row[2])).toEqual(['Name', `'${text}`]);
  });

  it('is unchanged when it is harmless', () => {
    for (const text of ['Amara', '3 = 3', '"quoted", with a comma', 'two\nlines', ''])
      expect(safeText(text)).toBe(text);
  });

  it('stays a text in a workbook, which has no formula', async () => {
    const file = await attendeesXlsx(withNames(...formulas), zone);
    const [sheet] = await readXlsx(file, { trim: false });
    const names = sheet?.data.slice(1).map((row) => row[2]) ?? [];
    expect(names.map((cell) => typeof cell)).toEqual(formulas.map(() => 'string'));
    expect(names[0]).toBe('=1+1');
    for (const part of Object.values(unzipSync(file))) expect(Buffer.from(part).toString()).not.toMatch(/<f[ >]/);
  });
});

describe('characters that XML cannot contain', () => {
  const odd = 'Bell\u0007 and half a \ud83d smile & <b>';

  it('are removed from a workbook, which opens', async () => {
    const [sheet] = await readXlsx(await attendeesXlsx(withNames(odd), zone));
    expect(sheet?.data[1]?.[2]).toBe('Bell and half a  smile & <b>');
  });

  it('are removed from a committee paper, which opens', async () => {
    const group = { name: odd, absent: 1, of: 2 };
    const data = paperData.parse({
      version: 1,
      from: '2026-09-01',
      to: '2026-11-22',
      asOf: '2026-11-22T10:00:00.000Z',
      zone: 'Europe/London',
      attendance: [],
      projects: [],
      feedback: {
        bySeries: [],
        asked: 0,
        answered: 0,
        rating: null,
        quotes: [{ id: 'q', words: odd, by: '', about: '' }],
      },
      coverage: { schools: 2, absent: 1, byPhase: [group], byDistrict: [group], byTrust: [group], list: [] },
    });
    const word = Buffer.from(unzipSync(await committeeDocument(data))['word/document.xml'] ?? []).toString();
    expect(word).toContain('Bell and half a  smile &amp; &lt;b&gt;');
    const sheets = await readXlsx(await committeeWorkbook(data));
    expect(sheets.flatMap((sheet) => sheet.data.flat())).toContain('Bell and half a  smile & <b>');
  });
});
