import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort, program } from '../support/service-process.js';
import type { Drill } from './drill.js';

export const starting: Drill = {
  name: 'started where it cannot run',
  promise: 'a sentence and an exit code, and nothing done before the port is held',
  on: ['embedded'],
  quick: true,
  run: async ({ dataDir }) => {
    const broken: string[] = [];
    const expectEnd = async (what: string, settings: Record<string, string>, code: number, words: RegExp) => {
      const ended = await runToItsEnd(dataDir, settings);
      if (ended.code !== code) broken.push(`${what}: code ${ended.code} instead of ${code}`);
      if (!words.test(ended.said) || /\n\s+at /.test(ended.said)) broken.push(`${what}: it said ${ended.said}`);
    };
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const folder = join(dataDir, 'data');
    await expectEnd('port taken', { PORT: port, DATA_DIR: folder }, 4, /^Port \d+ is taken/);
    if (existsSync(folder)) broken.push('a folder was made although the port was taken');
    taken.close();
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    await expectEnd('a file', { DATA_DIR: file }, 3, /is a file/);
    await expectEnd('below a file', { DATA_DIR: join(file, 'data') }, 3, /is a file/);
    await expectEnd('below the processes', { DATA_DIR: '/proc/staffroom/data' }, 3, /no folder can be made there/);
    const several = { PORT: 'x', LOG_LEVEL: 'loud', TEAMS_APP_PASSWORD: 'secret', DATA_DIR: folder };
    await expectEnd('settings', several, 2, /PORT.*LOG_LEVEL.*TEAMS_APP_ID/s);
    await expectEnd('no server', { DATABASE_URL: 'postgresql://x@127.0.0.1:9/x' }, 3, /database server cannot be used/);
    return { happened: 'six starts that could not be', lost: 0, doubled: 0, recoveryMs: undefined, broken };
  },
};

async function runToItsEnd(cwd: string, settings: Readonly<Record<string, string>>) {
  const { PATH, HOME } = process.env;
  const free = await freePort();
  const child = spawn(process.execPath, [program], {
    cwd,
    env: { PATH, HOME, CI: 'true', PORT: String(free), ...settings },
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    child.once('exit', (code) => resolve({ code, said }));
  });
}
