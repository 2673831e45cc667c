import { createHash } from 'node:crypto';
import type { Core } from '../../app/core.js';
import { findHome, newestChange, openedHomes, rememberHome } from '../../app/people/home-tabs.js';
import type { ReadHome } from '../../conversation/everyday/home.js';
import type { AccountKey } from '../../domain/account.js';
import { renderHome } from '../../rendering/block-kit.js';
import type { Log } from '../../service/log.js';
import { sayFault } from './faults.js';
import type { Messenger } from './messenger.js';

/** The Home tabs: shown when they are opened, and again when what they show has changed. */
export interface Homes {
  open(account: AccountKey): Promise<void>;
  /** After a turn of this account: shows what it changed, unless the tab was not opened. Returns at once. */
  refreshSoon(account: AccountKey): void;
  /** After changes made elsewhere: brings all tabs that may be looked at up to date. Returns at once. */
  refreshAllSoon(): void;
}

export interface HomesOptions {
  readonly core: Core;
  readonly readHome: ReadHome;
  readonly mouth: Messenger;
  readonly log: Log;
  /** Told of work that goes on by itself. */
  readonly track: (work: Promise<unknown>) => void;
}

/** That somebody has no Home tab open is believed so long, in milliseconds. */
const absentMs = 60_000;
const absentKept = 10_000;

export function createHomes(options: HomesOptions): Homes {
  const { core, log, track } = options;
  const absent = new Map<string, number>();
  let seen: bigint | undefined;
  let underWay = false;
  const refresh = async (account: AccountKey): Promise<void> => {
    const home = await findHome(core, account);
    if (home) return publish(options, account, home.shown);
    if (absent.size >= absentKept) absent.clear();
    absent.set(account.user, Date.now() + absentMs);
  };
  const refreshAll = async (): Promise<void> => {
    const newest = await newestChange(core);
    if (newest === seen) return;
    for (const { account, shown } of await openedHomes(core)) {
      if (account.platform !== 'slack') continue;
      await publish(options, account, shown).catch((error: unknown) =>
        log.warn({ fault: sayFault(error) }, 'a Home tab is stale'),
      );
    }
    seen = newest;
  };
  return {
    open: async (account) => {
      absent.delete(account.user);
      await publish(options, account, undefined);
    },
    refreshSoon: (account) => {
      if ((absent.get(account.user) ?? 0) > Date.now()) return;
      track(refresh(account).catch((error: unknown) => log.warn({ fault: sayFault(error) }, 'a Home tab is stale')));
    },
    refreshAllSoon: () => {
      if (underWay) return;
      underWay = true;
      const done = refreshAll()
        .catch((error: unknown) => log.warn({ fault: sayFault(error) }, 'the Home tabs are stale'))
        .finally(() => {
          underWay = false;
        });
      track(done);
    },
  };
}

/** @param shown digest of what the tab shows; undefined when it was opened just now */
async function publish(options: HomesOptions, account: AccountKey, shown: string | undefined): Promise<void> {
  const { core, readHome, mouth: messenger } = options;
  const page = await readHome(account);
  const home = renderHome(page.cards);
  const digest = createHash('sha256').update(JSON.stringify(home)).digest('base64url');
  if (digest === shown) return;
  await messenger.publishHome(account.user, home);
  if (page.accountId) await rememberHome(core, page.accountId, digest, shown === undefined);
}
