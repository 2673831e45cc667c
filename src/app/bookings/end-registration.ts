import type { SqlTx } from '../../db/fast/sql.js';

export interface Ending {
  readonly state: 'cancelled' | 'declined' | 'expired';
  /** Our own wording, never a user's. */
  readonly reason: string;
  readonly now: Date;
}

/** Ends a registration and raises its calendar sequence. Call under the lock of its session. */
export async function endRegistration(tx: SqlTx, registrationId: string, ending: Ending): Promise<void> {
  const { state, reason, now } = ending;
  await tx.$executeRaw`
    UPDATE "Registration"
       SET state = ${state}::"RegistrationState", "endedAt" = ${now}, "endReason" = ${reason}, sequence = sequence + 1
     WHERE id = ${registrationId}::uuid`;
}
