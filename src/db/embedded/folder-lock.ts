import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import type { Log } from '../../service/log.js';
import { isAlive, processIdentity, thisProcess } from './process-identity.js';

/** Two processes on one folder would lose each other's writes without a word. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Another process has the folder; `message` says what to do. */
export class FolderLockFault extends Error {}

/** A lock that its holder has not renewed for so long, in milliseconds, is nobody's. It is renewed every `RENEWAL`. */
const STALE = 20_000;
const RENEWAL = 5_000;
/** How long one look at the lock may take another starting process. */
const GATE_STALE = 10_000;

/**
 * Locks the folder for this process. A lock left by a process that was killed is taken over: at once when it ran on this
 * machine and is gone, otherwise when it was not renewed for 20 seconds. When the lock is lost (the machine slept, say,
 * and another process took it) this process stops at once, before it damages the data.
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

/** Processes that start together look at the lock one after the other, or two could both take over a dead one's. */
async function throughGate<T>(folder: string, act: () => Promise<T>): Promise<T> {
  // proper-lockfile tells its locks apart by this name alone, so it differs from the other's.
  const release = await lock(join(folder, 'gate'), {
    realpath: false,
    stale: GATE_STALE,
    retries: { retries: 150, factor: 1, minTimeout: 100, maxTimeout: 100 },
    // This process was held up for so long that another went through: the lock itself is still taken by one alone.
    onCompromised: () => undefined,
  });
  try {
    return await act();
  } finally {
    await release().catch(() => undefined);
  }
}

/** @returns `held` when the holder is known to live, `unsure` when it cannot be asked */
async function tryToLock(folder: string, log: Log): Promise<FolderLock | 'held' | 'unsure'> {
  const lockfilePath = lockDirectory(folder);
  const ownerFile = join(folder, 'owner.json');
  const holderAlive = await isHolderAlive(ownerFile);
  // Even when it has not renewed its lock: it may be stopped, or busy, and go on writing.
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

/** Undefined when nobody wrote who holds it, or it is out of sight. */
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
