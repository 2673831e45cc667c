/**
 * Run by `npm run bench`: imports the whole register of schools, 50,000 rows of 140 columns, through the command line:
 * for the first time, again, and with one school in ten changed. Prints rows a second and peak memory.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerHead, registerRow } from '../support/worlds/register.js';
import { withOwnDatabase } from './bench-database.js';
import { residentMb } from './process-figures.js';
import { printColumns } from './table.js';

const schools = 50_000;
const program = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

export async function benchImports(serverUrl: string | undefined): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-bench-imports-'));
  try {
    const [first, later] = [join(folder, 'first.csv'), join(folder, 'later.csv')];
    await writeRegister(first, () => 'Lincoln');
    await writeRegister(later, (index) => (index % 10 === 0 ? 'Boston' : 'Lincoln'));
    const measureOn = async (database: string, settings: Readonly<Record<string, string>>) => {
      console.log(`\nImport of ${schools.toLocaleString('en-GB')} schools: ${database}\n`);
      const head = ['', 'seconds', 'rows/s', 'most memory, MB'];
      const lines = [
        await measure('all new', first, settings),
        await measure('the same again', first, settings),
        await measure('one in ten changed', later, settings),
      ];
      printColumns([head, ...lines]);
    };
    await measureOn('embedded database', { DATA_DIR: join(folder, 'data') });
    await withOwnDatabase(serverUrl, (url) => measureOn('PostgreSQL', { DATABASE_URL: url }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeRegister(file: string, townOf: (index: number) => string): Promise<void> {
  const out = createWriteStream(file);
  out.write(registerHead());
  for (let index = 0; index < schools; index += 1) {
    const row = registerRow({
      URN: String(100_000 + index),
      EstablishmentName: `School number ${index}, somewhere`,
      'LA (code)': String(201 + (index % 150)),
      Town: townOf(index),
      'Trusts (code)': index % 3 === 0 ? String(1_000 + (index % 2_400)) : '',
      'Trusts (name)': index % 3 === 0 ? `TRUST ${index % 2_400}` : '',
    });
    if (!out.write(row)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

async function measure(what: string, file: string, settings: Readonly<Record<string, string>>): Promise<string[]> {
  const { DATABASE_URL: _, ...rest } = process.env;
  const env = { ...rest, DEMO_DATA: 'false', ...settings };
  const started = performance.now();
  const child = spawn(process.execPath, [program, 'import', 'schools', file, '--all'], { env, stdio: 'ignore' });
  let memory = 0;
  const timer = setInterval(() => {
    // The process may have ended before its exit event arrives.
    if (child.exitCode === null) memory = Math.max(memory, residentOf(child.pid));
  }, 250);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`The import of ${what} ended with ${code}: run it by hand to see why`);
  const seconds = (performance.now() - started) / 1_000;
  return [what, seconds.toFixed(1), (schools / seconds).toFixed(0), memory.toFixed(0)];
}

function residentOf(pid: number | undefined): number {
  try {
    return residentMb(pid ?? 0);
  } catch {
    return 0;
  }
}
