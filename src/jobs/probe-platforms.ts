import type { Core } from '../app/core.js';
import { endTrouble, listTroubles } from '../app/messages/platform-trouble.js';
import type { Log } from '../service/log.js';
import type { Ports } from './deliver.js';

/** Asks platforms that took nothing from us whether they do now. Runs every minute; messages that wait go on by themselves. */
export async function probePlatforms(core: Core, ports: Ports, log: Log): Promise<void> {
  for (const trouble of await listTroubles(core)) {
    const { platform, tenant } = trouble;
    if (!(await ports[platform]?.works?.(tenant))) continue;
    await endTrouble(core, trouble);
    log.info({ platform }, 'the platform takes messages again');
  }
}
