import { hourMs } from '../domain/durations.js';
import type { Core } from './core.js';
import { undeliveredWords } from './messages/mail/undelivered-words.js';
import { retainNightly } from './privacy/retention.js';

/** A pending delivery job settles an uncertain send itself; after this long there is no job left to do it. */
const doubtMs = hourMs;

/**
 * Settles interrupted deliveries, deletes expired conversation state, and once a night applies the retention rules.
 * Safe to run at any time, by several processes at once.
 * @throws when something could not be deleted; the next call tries again
 */
export async function runHousekeeping(core: Core): Promise<void> {
  const now = core.clock.now().getTime();
  await core.prisma.delivery.updateMany({
    where: { state: 'claimed', claimedAt: { lt: new Date(now - doubtMs) } },
    data: { state: 'failed', fault: undeliveredWords.stoppedWhileSending },
  });
  await core.prisma.context.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
  // Compared with the database clock, which set the time. Copies that read the programme earlier than this read it
  // again.
  await core.prisma.$executeRaw`DELETE FROM "ProgrammeChange" WHERE "changedAt" < now() - interval '1 day'`;
  await retainNightly(core);
}
