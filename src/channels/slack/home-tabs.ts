import { createHash } from 'node:crypto';
import type { Core } from '../../app/core.js';
import { findHome, newestChange, openedHomes, rememberHome } from '../../app/people/home-tabs.js';
import type { ReadHome } from '../../conversation/everyday/home.js';
import type { AccountKey } from '../../domain/account.js';
import { renderHome } from '../../rendering/block-kit.js';
import type { Log } from '../../service/log.js';
import { describeFault } from './faults.js';
import type { Messenger } from './messenger.js';

/** Publishes Home tabs when they are opened and when their content has changed. */
export interface HomeTabs {
  open(account: AccountKey): Promise<void>;
  /** After a turn of this account: refreshes its tab if it has been opened. Returns at once. */
  refreshSoon(account: AccountKey): void;
  /** After changes elsewhere: refreshes all opened tabs. Returns at once. */
  refreshAllSoon(): void;
}

interface HomeTabsOptions {
  readonly core: Core;
  readonly readHome: ReadHome;
  readonly messenger: Messenger;
  readonly log: Log;
  /** Called with background work. */
  readonly track: (work: Promise<unknown>) => void;
}

/** How long to remember that an account has no opened tab, in milliseconds. */
const noTabCachedMs = 60_000;
const maxNoTabCached = 10_000;

export function createHomeTabs(options: HomeTabsOptions): HomeTabs {
  const { core, log, track } = options;
  const withoutTab = new Map<string, number>();
  let lastSeen: bigint | undefined;
  let refreshing = false;
  const refresh = async (account: AccountKey): Promise<void> => {
    const home = await findHome(core, account);
    if (home) return publish(options, account, home.shown);
    if (withoutTab.size >= maxNoTabCached) withoutTab.clear();
    withoutTab.set(account.user, Date.now() + noTabCachedMs);
  };
  const refreshAll = async (): Promise<void> => {
    const newest = await newestChange(core);
    if (newest === lastSeen) return;
    for (const { account, shown } of await openedHomes(core)) {
      if (account.platform !== 'slack') continue;
      await publish(options, account, shown).catch((error: unknown) =>
        log.warn({ fault: describeFault(error) }, 'a Home tab is stale'),
      );
    }
    lastSeen = newest;
  };
  return {
    open: async (account) => {
      withoutTab.delete(account.user);
      await publish(options, account, undefined);
    },
    refreshSoon: (account) => {
      if ((withoutTab.get(account.user) ?? 0) > Date.now()) return;
      track(
        refresh(account).catch((error: unknown) => log.warn({ fault: describeFault(error) }, 'a Home tab is stale')),
      );
    },
    refreshAllSoon: () => {
      if (refreshing) return;
      refreshing = true;
      const done = refreshAll()
        .catch((error: unknown) => log.warn({ fault: describeFault(error) }, 'the Home tabs are stale'))
        .finally(() => {
          refreshing = false;
        });
      track(done);
    },
  };
}

/** @param shown digest of the published content; undefined when the tab has just been opened */
async function publish(options: HomeTabsOptions, account: AccountKey, shown: string | undefined): Promise<void> {
  const { core, readHome, messenger } = options;
  const page = await readHome(account);
  const home = renderHome(page.cards);
  const digest = createHash('sha256').update(JSON.stringify(home)).digest('base64url');
  if (digest === shown) return;
  await messenger.publishHome(account.user, home);
  if (page.accountId) await rememberHome(core, page.accountId, digest, shown === undefined);
}
