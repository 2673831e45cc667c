import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../src/app/core.js';
import { packFile } from '../../src/app/imports/packed-file.js';
import { askLines } from '../../src/commands/ask.js';
import { runLocalCommand } from '../../src/commands/local-commands.js';
import { callRunningService, type LocalEndpoint, serveLocalCalls } from '../../src/commands/local-rpc.js';
import type { Records } from '../../src/commands/open-records.js';
import { standIns } from '../../src/conversation/talk/stand-ins.js';
import type { Database } from '../../src/db/database.js';
import { readTableFile } from '../../src/importers/read-table-file.js';
import { clockAt } from '../support/clock.js';
import { openDemonstration } from '../support/database/demonstration.js';
import { refusingQueue } from '../support/database/idle-queue.js';

let database: Database;
let core: Core;
let folder: string;
let endpoint: LocalEndpoint;
beforeAll(async () => {
  const clock = clockAt('2026-11-22T10:00:00Z');
  database = await openDemonstration(clock);
  const queue = refusingQueue('a question sends nothing');
  core = createCore({ database, queue, clock, timeZone: 'Europe/London', standIns });
  folder = await mkdtemp(join(tmpdir(), 'staffroom-endpoint-'));
  endpoint = await serveLocalCalls({ core, backUp: refuseBackup }, folder, pino({ level: 'silent' }));
});
afterAll(async () => {
  await endpoint.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const questions = ['how many came to the October 2017 briefing?', "what's the weather like"];

async function refuseBackup() {
  return { kind: 'refused', words: 'the tests of backups are elsewhere' } as const;
}

async function endpointOf(): Promise<{ port: number; secret: string }> {
  return JSON.parse(await readFile(join(folder, 'endpoint.json'), 'utf8'));
}

describe('the local endpoint of the running service', () => {
  it('runs a command for anybody who can read the folder', async () => {
    const answer = await callRunningService(folder, 'ask', { questions });
    expect(answer?.output.map(({ answered }) => answered)).toEqual([true, false]);
    expect(answer?.output[0]?.slugs[0]).toBe('leadership-briefing');
    expect((await stat(join(folder, 'endpoint.json'))).mode & 0o777).toBe(0o600);
  });

  it('refuses everybody else', async () => {
    const { port, secret } = await endpointOf();
    const post = (authorization: string, path = 'ask') =>
      fetch(`http://127.0.0.1:${port}/${path}`, {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify({ questions }),
      });
    for (const wrong of ['', 'Bearer ', `Bearer ${secret.slice(0, -1)}x`, secret])
      expect((await post(wrong)).status).toBe(401);
    expect((await post(`Bearer ${secret}`, 'toString')).status).toBe(404);
    expect((await post(`Bearer ${secret}`)).status).toBe(200);
  });

  it('imports a file, with times in its own zone', async () => {
    const csv = 'series,title,date,start,end,venue\nleadership-briefing,Through the door,04/03/2027,9am,noon,Hall';
    const file = await readTableFile('events', Buffer.from(csv), 'Europe/London');
    if (file.kind === 'unreadable') throw new Error(file.words);
    const answer = await callRunningService(folder, 'import-data', {
      packed: await packFile(file),
      apply: true,
      goodRows: false,
    });
    expect(answer?.output).toMatchObject({ state: 'stored', counts: { new: 1 } });
    expect(await database.prisma.event.count({ where: { title: 'Through the door' } })).toBe(1);
  });

  it('refuses invalid commands, and keeps running', async () => {
    await expect(callRunningService(folder, 'ask', { questions: [3 as never] })).rejects.toThrow(
      'The running service could not do it',
    );
    expect(await callRunningService(folder, 'ask', { questions: [] })).toEqual({ output: [] });
  });

  it('is ignored once its service has stopped', async () => {
    const old = await mkdtemp(join(tmpdir(), 'staffroom-old-endpoint-'));
    expect(await callRunningService(old, 'ask', { questions })).toBeUndefined();
    await writeFile(join(old, 'endpoint.json'), JSON.stringify({ port: 1, secret: 'x'.repeat(43) }));
    expect(await callRunningService(old, 'ask', { questions })).toBeUndefined();
    await writeFile(
      join(old, 'endpoint.json'),
      JSON.stringify({ port: (await endpointOf()).port, secret: 'x'.repeat(43) }),
    );
    expect(await callRunningService(old, 'ask', { questions })).toBeUndefined();
    await writeFile(join(old, 'endpoint.json'), 'half a fi');
    expect(await callRunningService(old, 'ask', { questions })).toBeUndefined();
    await rm(old, { recursive: true });
  });
});

describe('ask --json', () => {
  const records: Records = {
    timeZone: 'Europe/London',
    run: (name, input) => runLocalCommand(core, name, input),
    close: async () => undefined,
  };
  const ask = async (input: string) => {
    const lines: string[] = [];
    const outcome = await askLines(records, Readable.from([input]), (line) => lines.push(line)).then(
      () => 'done',
      (fault: Error) => fault.message,
    );
    return { outcome, answers: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  };

  it('writes one line for each question, in order, and stores nothing', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `${questions[index % 2]} ${index}`);
    const before = await database.prisma.unanswered.count();
    const { outcome, answers } = await ask(`${many.map((question) => JSON.stringify({ question })).join('\r\n')}\n\n`);
    expect(outcome).toBe('done');
    expect(answers.map(({ question }) => question)).toEqual(many);
    for (const answer of answers)
      expect(Object.keys(answer)).toEqual(['question', 'kind', 'slugs', 'answered', 'text']);
    expect(await database.prisma.unanswered.count()).toBe(before);
    expect(await database.prisma.account.count()).toBe(0);
  });

  it('answers up to an invalid line and names it', async () => {
    const { outcome, answers } = await ask(
      '{"question": "what is mobilise"}\n{"query": 1}\n{"question": "what is leap"}\n',
    );
    expect(outcome).toContain('Line 2 is not a question');
    expect(answers).toHaveLength(1);
  });

  it.each([
    '',
    '   ',
    '\u0000',
    '?',
    '𝕎𝕙𝕒𝕥 𝕚𝕤 𝕄𝕠𝕓𝕚𝕝𝕚𝕤𝕖',
    'a'.repeat(9_000),
    '"; DROP TABLE "School"; --',
    'book me on everything',
  ])('accepts anything as a question: %j', async (question) => {
    const { outcome, answers } = await ask(JSON.stringify({ question }));
    expect(outcome).toBe('done');
    expect(answers[0]?.question).toBe(question);
    expect(typeof answers[0]?.text).toBe('string');
  });
});
