import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Command {
  /** Standard output and standard error, as they came. */
  readonly said: string;
  /** Null after a signal. */
  readonly code: number | null;
}

/**
 * Runs `staffroom …` as built (`npm run build`), in the folder of the data, so that no developer's `.env` is read.
 * @param killAt kills it when it has said something like this
 */
export function runStaffroom(
  dataDir: string,
  words: readonly string[],
  { killAt, settings = {} }: { killAt?: RegExp; settings?: Readonly<Record<string, string>> } = {},
): Promise<Command> {
  mkdirSync(dataDir, { recursive: true });
  return run(process.execPath, [program, ...words], dataDir, { DATA_DIR: dataDir, ...settings }, killAt);
}

/** Runs another program. @throws when it fails */
export async function runProgram(file: string, words: readonly string[]): Promise<string> {
  const { said, code } = await run(file, words, '/', {});
  if (code !== 0) throw new Error(`${file} ended with code ${code}: ${said}`);
  return said;
}

function run(
  file: string,
  words: readonly string[],
  cwd: string,
  settings: Readonly<Record<string, string>>,
  killAt?: RegExp,
): Promise<Command> {
  const { PATH, HOME } = process.env;
  const child = spawn(file, words, { cwd, env: { PATH, HOME, CI: 'true', ...settings } });
  let said = '';
  const hear = (bytes: Buffer) => {
    said += bytes.toString();
    if (killAt?.test(said)) child.kill('SIGKILL');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ said, code }));
  });
}
