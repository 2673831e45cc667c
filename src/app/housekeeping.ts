import type { Core } from './core.js';

const dayMs = 24 * 60 * 60_000;
/** Platforms redeliver for minutes, at worst hours. */
const inboundKeptMs = 3 * dayMs;
/** Its own job settles a doubt by looking; what is still in doubt after this has no job any more. */
const doubtMs = 60 * 60_000;

/** Removes what is no longer needed and settles what was left half done. Safe to run at any time, by several at once. */
export async function keepHouse(core: Core): Promise<void> {
  const now = core.clock.now().getTime();
  await core.prisma.inbound.deleteMany({ where: { receivedAt: { lt: new Date(now - inboundKeptMs) } } });
  await core.prisma.context.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
  await core.prisma.spentLink.deleteMany({ where: { spentAt: { lt: new Date(now - 400 * dayMs) } } });
  await core.prisma.delivery.updateMany({
    where: { state: 'claimed', claimedAt: { lt: new Date(now - doubtMs) } },
    data: { state: 'failed', fault: 'The service stopped while sending it. Look in the chat before sending it again.' },
  });
}
