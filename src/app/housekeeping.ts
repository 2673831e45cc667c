import { hourMs } from '../domain/durations.js';
import type { Core } from './core.js';
import { retainNightly } from './privacy/retention.js';

/** A pending delivery job settles an uncertain send itself; after this long there is no job left to do it. */
const doubtMs = hourMs;

/**
 * Settles deliveries that were interrupted. Safe to run at any time, by several processes at once.
 * @param why is shown to organisers and names nobody
 */
export async function settleInterrupted({ prisma, clock }: Core, why: string): Promise<void> {
  await prisma.delivery.updateMany({
    where: { state: 'claimed', claimedAt: { lt: new Date(clock.now().getTime() - doubtMs) } },
    data: { state: 'failed', fault: why },
  });
}

/**
 * Deletes expired conversation state, and once a night applies the retention rules. Safe to run at any time, by several
 * processes at once.
 * @throws when something could not be deleted; the next call tries again
 */
export async function runHousekeeping(core: Core): Promise<void> {
  await core.prisma.context.deleteMany({ where: { expiresAt: { lt: core.clock.now() } } });
  // Compared with the database clock, which set the time. Copies that read the programme earlier than this read it
  // again.
  await core.prisma.$executeRaw`DELETE FROM "ProgrammeChange" WHERE "changedAt" < now() - interval '1 day'`;
  await retainNightly(core);
}
