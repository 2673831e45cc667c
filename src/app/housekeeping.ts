import type { Core } from './core.js';

const dayMs = 24 * 60 * 60_000;
/** Platforms redeliver for minutes, at worst hours. */
const inboundKeptMs = 3 * dayMs;
/** Its own job settles a doubt by looking; what is still in doubt after this has no job any more. */
const doubtMs = 60 * 60_000;

/** What people said of food and access is of no use to anybody after the event. */
const personalAnswersKeptMs = 14 * dayMs;

/** Removes what is no longer needed and settles what was left half done. Safe to run at any time, by several at once. */
export async function keepHouse(core: Core): Promise<void> {
  const now = core.clock.now().getTime();
  await core.prisma.inbound.deleteMany({ where: { receivedAt: { lt: new Date(now - inboundKeptMs) } } });
  await core.prisma.context.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
  await core.prisma.spentLink.deleteMany({ where: { spentAt: { lt: new Date(now - 400 * dayMs) } } });
  await forgetPersonalAnswers(core, new Date(now - personalAnswersKeptMs));
  await core.prisma.delivery.updateMany({
    where: { state: 'claimed', claimedAt: { lt: new Date(now - doubtMs) } },
    data: { state: 'failed', fault: 'The service stopped while sending it. Look in the chat before sending it again.' },
  });
}

/** By the last day of the event, so that nothing is missing while any of it is still to come. */
async function forgetPersonalAnswers(core: Core, endedBefore: Date): Promise<void> {
  await core.prisma.$executeRaw`
    DELETE FROM "BookingAnswer" a USING "BookingQuestion" q
     WHERE q.id = a."questionId" AND q.kind IN ('dietary', 'access')
       AND NOT EXISTS (SELECT 1 FROM "Session" s WHERE s."eventId" = q."eventId" AND s."endsAt" >= ${endedBefore})`;
}
