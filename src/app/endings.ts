import type { Tx } from '../db/database.js';

export interface Ending {
  readonly state: 'cancelled' | 'declined' | 'expired';
  /** In our words, never what somebody wrote. */
  readonly reason: string;
  readonly now: Date;
}

/** Ends a registration, under the lock of its session; its calendar entries count one more change. */
export async function endRegistration(tx: Tx, registrationId: string, ending: Ending): Promise<void> {
  await tx.registration.update({
    where: { id: registrationId },
    data: { state: ending.state, endedAt: ending.now, endReason: ending.reason, sequence: { increment: 1 } },
    select: { id: true },
  });
}
