import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { book, isBooked, settle } from './bookers.js';
import type { Drill } from './drill.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Real builds of two releases on one database: the one before, from the repository's history, and this one. */
export const releaseBefore: Drill = {
  name: 'the release before runs beside this one',
  promise: 'the older copy goes on while this release migrates the database and after, and no booking is lost',
  on: ['postgres'],
  // It builds another release, which takes half a minute.
  quick: false,
  run: async (scene) => {
    const release = buildBefore();
    try {
      const broken: string[] = [];
      const older = await scene.start({ built: release.program });
      const users = Array.from({ length: 5 }, (_, index) => `booker-${index}`);
      const chats = await Promise.all(users.map((user) => scene.chat(older, user)));
      for (const [index, chat] of chats.entries()) await settle(chat, index);
      const bookIn = async (service: typeof older, user: number) => book(await scene.chat(service, `booker-${user}`));
      const before = await bookIn(older, 0);
      const during = bookIn(older, 1);
      const newer = await scene.start();
      const booked = [before, await during, await bookIn(older, 2), await bookIn(newer, 3), await bookIn(older, 4)];
      if (booked.includes(false)) broken.push(`bookings: ${booked.join()}`);
      const stopping = older.stop();
      let lost = 0;
      for (const [index, user] of users.entries())
        if (booked[index] && !(await isBooked(await scene.chat(newer, user)))) lost += 1;
      await stopping;
      if ((await older.ended) !== 0) broken.push('the older copy did not stop in order');
      const made = `${booked.filter(Boolean).length} booked, four of them by the copy of ${release.name}`;
      return { happened: made, lost, doubled: 0, recoveryMs: newer.readyMs, broken };
    } finally {
      release.remove();
    }
  },
};

/**
 * The newest release, where one is tagged; else the newest state whose database this one changes.
 * @throws in a clone without history
 */
function commitBefore(): string {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
  const [tag] = git('tag', '--list', 'v*', '--merged', 'HEAD', '--sort=-creatordate').split('\n');
  if (tag) return tag;
  const migrations = git('ls-tree', '--name-only', 'HEAD', 'prisma/migrations/');
  const changes = git('log', '--first-parent', '--format=%H', '--', 'prisma/migrations').split('\n');
  const before = changes
    .map((commit) => `${commit}^1`)
    .find((commit) => {
      return git('ls-tree', '--name-only', commit, 'prisma/migrations/') !== migrations;
    });
  if (!before) throw new Error('This clone has no history to build the release before from: fetch it with all commits');
  return git('rev-parse', before);
}

function buildBefore(): { readonly name: string; readonly program: string; remove(): void } {
  const commit = commitBefore();
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-release-'));
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  // What it needs is what this release needs; a package that is gone since would say so here.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['src/workshop/build.mjs'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return {
    name: commit.slice(0, 9),
    program: join(folder, 'dist/main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
