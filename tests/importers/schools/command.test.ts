import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCore } from '../../../src/app/core.js';
import { addDataImports } from '../../../src/commands/import-commands.js';
import { runLocalCommand } from '../../../src/commands/local-commands.js';
import type { Records } from '../../../src/commands/open-records.js';
import { standIns } from '../../../src/conversation/talk/stand-ins.js';
import type { Database } from '../../../src/db/database.js';
import { clockAt } from '../../support/clock.js';
import { openTestDatabase } from '../../support/database/database.js';
import { idleQueue } from '../../support/database/idle-queue.js';
import { registerCsv } from '../../support/worlds/register.js';

let database: Database;
let folder: string;
let file: string;
let records: Records;
beforeAll(async () => {
  database = await openTestDatabase();
  const clock = clockAt('2026-11-22T10:00:00Z');
  const core = createCore({ database, queue: idleQueue, clock, timeZone: 'Europe/London', standIns });
  records = {
    timeZone: core.timeZone,
    run: (name, input, watch) => runLocalCommand(core, name, input, watch),
    close: async () => undefined,
  };
  folder = await mkdtemp(join(tmpdir(), 'staffroom-import-'));
  file = join(folder, 'edubasealldata.csv');
  const of = (urn: number, code: string, name: string) => ({
    URN: String(urn),
    EstablishmentName: `School ${urn}`,
    'LA (code)': code,
    'LA (name)': name,
  });
  const country = [of(100_001, '925', 'Lincolnshire'), of(100_002, '886', 'Kent'), of(100_003, '886', 'Kent')];
  await writeFile(file, registerCsv(country));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

/** What a run prints, and the code it ends with. */
async function run(...options: readonly string[]): Promise<{ said: string; code: typeof process.exitCode }> {
  let said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const importing = new Command('import').exitOverride();
  addDataImports(importing, (act) => act(records));
  await importing.parseAsync(['schools', file, ...options], { from: 'user' });
  vi.restoreAllMocks();
  return { said, code: process.exitCode };
}

const onRecord = () => database.prisma.school.count();

describe('import schools, on the command line', () => {
  it('asks for the local authorities while nothing on record tells them', async () => {
    const { said, code } = await run();
    expect(said).toContain('--la NAME for each local authority, --trust NAME, or --all');
    expect(said).toContain('The file has Kent (2) and Lincolnshire (1).');
    expect([code, await onRecord()]).toEqual([1, 0]);
  });

  it('leaves out the rest of the country and says so, until it is asked for', async () => {
    expect((await run('--la', 'Lincolnshire')).said).toContain('All of it is stored.');
    const { said } = await run('--dry-run');
    expect(said).toContain(
      '2 schools are left out, in a local authority that the partnership has no school in: Kent (2).',
    );
    expect(said).toContain('--la NAME for each local authority. To take in all: --all.');
    expect(await onRecord()).toBe(1);
    const report = join(folder, 'report.csv');
    expect((await run('--all', '--report', report)).said).toContain('2 new, 0 changed');
    expect(await onRecord()).toBe(3);
    expect(await readFile(report, 'utf8')).toContain('School 100003 (100003)');
  });

  it('does not know a local authority that the file has not, and not both wishes at once', async () => {
    const { said, code } = await run('--la', 'Lincolnshire', '--la', 'Kant');
    expect(said).toContain('“kant”. Did you mean Kent?');
    expect(code).toBe(1);
    await expect(run('--la', 'Kent', '--all')).rejects.toThrow('either --all or --la');
  });
});
