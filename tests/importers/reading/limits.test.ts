import { describe, expect, it } from 'vitest';
import { readAttendanceApart, readTableApart } from '../../../src/importers/reading/reading-apart.js';
import { hostileFiles, textCell, workbookWith } from '../../support/hostile-workbooks.js';

const zone = 'Europe/London';
const session = { startsAt: new Date('2026-11-12T09:30:00Z'), endsAt: new Date('2026-11-12T11:30:00Z'), zone };

/** The longest time in milliseconds that the event loop was held up, while something is awaited. */
async function longestPause(work: Promise<unknown>): Promise<number> {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  await work;
  clearInterval(timer);
  return longest;
}

describe('a file made to end the service', () => {
  it.each(hostileFiles())('%s is refused in words, and nothing waits for it', async (_what, bytes) => {
    const before = process.memoryUsage().rss;
    const read = readAttendanceApart(bytes, [session]);
    const pause = await longestPause(read);
    const file = await read;
    expect(file.kind).toBe('refused');
    expect(file.kind === 'refused' && file.words).toMatch(/[a-z]{3,} .*\./);
    expect(pause).toBeLessThan(1_000);
    // The process as a whole, with the thread that reads: what it held before is not the file's.
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });
});

describe('an honest file of 50,000 rows', () => {
  const people = Array.from({ length: 50_000 }, (_, index) => [`Person Number${index}`, `p${index}@school.example`]);

  it('is read as CSV in UTF-16', async () => {
    const text = ['Name\tEmail\tAttended', ...people.map((cells) => [...cells, 'yes'].join('\t'))].join('\r\n');
    const file = await readAttendanceApart(Buffer.from(`\ufeff${text}`, 'utf16le'), [session]);
    expect(file.kind === 'fits' && file.file.people.length).toBe(50_000);
  });

  it('is read as a workbook', async () => {
    const rows = [['Name', 'Email', 'Position'], ...people.map((cells) => [...cells, 'Governor'])];
    const xml = rows.map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((text, at) => textCell(`${'ABC'.charAt(at)}${row + 1}`, text)).join('')}</row>`,
    );
    const file = await readTableApart(workbookWith(xml.join('')), { kind: 'people', zone });
    expect(file.kind === 'people' && file.rows.length).toBe(50_000);
  });
});
