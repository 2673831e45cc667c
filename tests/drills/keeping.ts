import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, runStaffroom } from '../support/command-line.js';
import { createEmptyDatabase } from '../support/database/server-database.js';
import type { Service } from '../support/service-process.js';
import { book, isBooked, settle, wait } from './bookers.js';
import type { Drill, Finding, Scene } from './drill.js';

const people = 5;

/** Several book, one after the other. @returns who had their place confirmed, as it goes on */
async function bookAll(scene: Scene, service: Service, confirmed: string[], pauseMs = 0): Promise<void> {
  for (let school = 0; school < people; school += 1) {
    const user = `booker-${school}`;
    const chat = await scene.chat(service, user);
    await settle(chat, school);
    if (await book(chat)) confirmed.push(user);
    await wait(pauseMs);
  }
}

async function countMissing(scene: Scene, service: Service, users: readonly string[]): Promise<number> {
  let missing = 0;
  for (const user of users) if (!(await isBooked(await scene.chat(service, user)))) missing += 1;
  return missing;
}

export const backedUp: Drill = {
  name: 'backed up while people book, then restored',
  promise: 'what was confirmed before the backup is in it, and the service went on',
  on: ['embedded'],
  quick: true,
  run: async (scene) => {
    const broken: string[] = [];
    const service = await scene.start();
    const confirmed: string[] = [];
    const booking = bookAll(scene, service, confirmed, 100);
    while (confirmed.length < 2) await wait(50);
    const before = [...confirmed];
    const file = join(scene.dataDir, 'backup.tar.gz');
    const made = await runStaffroom(scene.dataDir, ['backup', file]);
    if (made.code !== 0) broken.push(`the backup failed: ${made.said}`);
    const twice = await runStaffroom(scene.dataDir, ['backup', file]);
    if (twice.code === 0) broken.push('a backup was overwritten');
    await booking;
    if (confirmed.length < people) broken.push('the service did not go on');
    await service.kill();
    const elsewhere = join(scene.dataDir, 'elsewhere');
    const put = await runStaffroom(elsewhere, ['restore', file]);
    if (put.code !== 0) broken.push(`the restore failed: ${put.said}`);
    const again = await scene.start({ dataDir: elsewhere });
    const lost = await countMissing(scene, again, before);
    const happened = `${before.length} had booked when it began, ${confirmed.length} at the end`;
    return { happened, lost, doubled: 0, recoveryMs: again.readyMs, broken };
  },
};

export const moved: Drill = {
  name: 'moved to PostgreSQL, killed on the way, and moved again',
  promise: 'every row is there once and the same; until then nothing starts on half of it',
  on: ['postgres'],
  quick: true,
  run: async (scene) => {
    const broken: string[] = [];
    const service = await scene.start({ databaseUrl: undefined });
    const confirmed: string[] = [];
    await bookAll(scene, service, confirmed);
    const target = await createEmptyDatabase(process.env.TEST_DATABASE_URL ?? '', `staffroom_move_${randomUUID()}`);
    const move = ['move', '--to', target.url];
    const early = await runStaffroom(scene.dataDir, move);
    if (!early.said.includes('Another Staffroom uses')) broken.push(`while the service ran: ${early.said}`);
    await service.stop();
    const killed = await runStaffroom(scene.dataDir, move, { killAt: /Person: / });
    if (killed.code !== null) broken.push(`it was not killed: ${killed.said}`);
    const half = { databaseUrl: target.url };
    if (!(await refusesToStart(scene, half))) broken.push('the service started on half of the data');
    if (!(await refusesToStart(scene, { databaseUrl: undefined }))) broken.push('the service started on what is moved');
    const again = await runStaffroom(scene.dataDir, move);
    if (again.code !== 0 || !again.said.includes('were there')) broken.push(`the second time: ${again.said}`);
    const after = await scene.start(half);
    const lost = await countMissing(scene, after, confirmed);
    if (confirmed.length < people) broken.push('not everybody was booked');
    await after.kill();
    await target.drop();
    return { happened: `${confirmed.length} had booked`, lost, doubled: 0, recoveryMs: after.readyMs, broken };
  },
};

async function refusesToStart(scene: Scene, where: { databaseUrl: string | undefined }): Promise<boolean> {
  return scene.start(where).then(
    async (service) => {
      await service.kill();
      return false;
    },
    () => true,
  );
}

/** The commands of manifests/README.md. */
export const dumped: Drill = {
  name: 'dumped by pg_dump while it runs, then restored',
  promise: 'what was confirmed before the dump stands in the restored database',
  on: ['postgres'],
  quick: true,
  run: async (scene): Promise<Finding> => {
    const service = await scene.start();
    const confirmed: string[] = [];
    await bookAll(scene, service, confirmed);
    const file = join(scene.dataDir, 'staffroom.dump');
    await runProgram(programOf('pg_dump'), ['-Fc', '-f', file, scene.databaseUrl ?? '']);
    await service.kill();
    const target = await createEmptyDatabase(process.env.TEST_DATABASE_URL ?? '', `staffroom_restored_${randomUUID()}`);
    await runProgram(programOf('pg_restore'), ['--no-owner', '--exit-on-error', '-d', target.url, file]);
    const again = await scene.start({ databaseUrl: target.url });
    const lost = await countMissing(scene, again, confirmed);
    const broken = confirmed.length < people ? ['not everybody was booked'] : [];
    await again.kill();
    await target.drop();
    return { happened: `${confirmed.length} had booked`, lost, doubled: 0, recoveryMs: again.readyMs, broken };
  },
};

/** Of the newest PostgreSQL on this machine, which is the one that the tests run. */
function programOf(name: string): string {
  const versions = '/usr/lib/postgresql';
  const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0];
  return join(versions, newest ?? '', 'bin', name);
}
