import { hourMs } from '../domain/durations.js';
import type { Core } from './core.js';
import { retainNightly } from './privacy/retention.js';

/** Its own job settles a doubt by looking; what is still in doubt after this has no job any more. */
const doubtMs = hourMs;

/**
 * Settles what was left half done, lets go of talks that are over, and once a night ends what was held long enough. Safe to run at any time, by several at
 * once. @throws when something could not be ended; the next call tries again
 */
export async function runHousekeeping(core: Core): Promise<void> {
  const now = core.clock.now().getTime();
  await core.prisma.delivery.updateMany({
    where: { state: 'claimed', claimedAt: { lt: new Date(now - doubtMs) } },
    data: { state: 'failed', fault: 'The service stopped while sending it. Look in the chat before sending it again.' },
  });
  await core.prisma.context.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
  // By the database's clock, which set it. Whoever read the programme longer ago than this reads it again.
  await core.prisma.$executeRaw`DELETE FROM "ProgrammeChange" WHERE "changedAt" < now() - interval '1 day'`;
  await retainNightly(core);
}
