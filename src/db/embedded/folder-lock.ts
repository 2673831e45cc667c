import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import type { Log } from '../../service/log.js';
import { isAlive, processIdentity, thisProcess } from './process-identity.js';

/** Two processes on one folder would silently lose each other's writes. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Another process is using the folder; `message` says what to do. */
export class FolderLockFault extends Error {}

/** A lock not renewed for this long, in milliseconds, is stale. It is renewed every `RENEWAL`. */
const STALE = 20_000;
const RENEWAL = 5_000;
/** The longest time another starting process may need to check the lock. */
const GATE_STALE = 10_000;

/**
 * Locks the folder for this process. A killed process's lock is taken over: at once if it ran on this machine,
 * otherwise when it was not renewed for 20 seconds. If this process loses the lock (after the machine slept, for
 * example) it stops at once, before it damages data.
 * @throws FolderLockFault when a live process holds it
 */
export async function lockFolder(folder: string, log: Log): Promise<FolderLock> {
  const deadline = Date.now() + STALE + RENEWAL;
  const firstSeen = await renewedAt(folder);
  for (let told = false; ; told = true) {
    const outcome = await throughGate(folder, () => tryToLock(folder, log));
    if (typeof outcome === 'object') return outcome;
    if (outcome === 'held' || Date.now() > deadline || (await renewedAt(folder)) !== firstSeen) {
      throw new FolderLockFault(
        `Another Staffroom uses the data in ${folder}: stop it first, or set DATA_DIR to another folder (two at once would destroy each other’s data; to run several, set DATABASE_URL)`,
      );
    }
    if (!told)
      log.warn('a lock on the data was left behind; waiting up to 25 seconds to be sure that its process is gone');
    await delay(250);
  }
}

/** Starting processes check the lock one after the other; otherwise two could both take over a stale one. */
async function throughGate<T>(folder: string, act: () => Promise<T>): Promise<T> {
  // proper-lockfile identifies its locks by this name, so it differs from the other lock's.
  const release = await lock(join(folder, 'gate'), {
    realpath: false,
    stale: GATE_STALE,
    retries: { retries: 150, factor: 1, minTimeout: 100, maxTimeout: 100 },
    // This process was delayed and another went ahead; the lock itself is still given to only one.
    onCompromised: () => undefined,
  });
  try {
    return await act();
  } finally {
    await release().catch(() => undefined);
  }
}

/** @returns `held` when the holder is alive, `unsure` when that cannot be determined */
async function tryToLock(folder: string, log: Log): Promise<FolderLock | 'held' | 'unsure'> {
  const lockfilePath = lockDirectory(folder);
  const ownerFile = join(folder, 'owner.json');
  const holderAlive = await isHolderAlive(ownerFile);
  // Even if its lock is not renewed: the process may be suspended or busy, and write later.
  if (holderAlive) return 'held';
  if (holderAlive === false) await rm(lockfilePath, { recursive: true, force: true });
  const release = await lock(join(folder, 'pg'), {
    realpath: false,
    lockfilePath,
    stale: STALE,
    update: RENEWAL,
    onCompromised: (error) => {
      log.fatal({ err: error }, 'the lock on the data was lost; stopping at once so that nothing is damaged');
      process.exit(1);
    },
  }).catch(unlessHeld);
  if (!release) return 'unsure';
  await writeFile(ownerFile, JSON.stringify(thisProcess()));
  return {
    release: async () => {
      await rm(ownerFile, { force: true });
      await release();
    },
  };
}

function unlessHeld(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ELOCKED') return undefined;
  throw error;
}

/** Undefined when the holder is not recorded, or cannot be checked from here. */
async function isHolderAlive(ownerFile: string): Promise<boolean | undefined> {
  try {
    const owner = processIdentity.safeParse(JSON.parse(await readFile(ownerFile, 'utf8')));
    return owner.success ? isAlive(owner.data) : undefined;
  } catch {
    return undefined;
  }
}

async function renewedAt(folder: string): Promise<number | undefined> {
  const found = await stat(lockDirectory(folder)).catch(() => undefined);
  return found?.mtimeMs;
}

function lockDirectory(folder: string): string {
  return join(folder, 'lock');
}
