import type { SqlTx } from '../../db/fast/sql.js';

export interface Ending {
  readonly state: 'cancelled' | 'declined' | 'expired';
  /** In our words, never what somebody wrote. */
  readonly reason: string;
  readonly now: Date;
}

/** Ends a registration, under the lock of its session; its calendar entries count one more change. */
export async function endRegistration(tx: SqlTx, registrationId: string, ending: Ending): Promise<void> {
  const { state, reason, now } = ending;
  await tx.$executeRaw`
    UPDATE "Registration"
       SET state = ${state}::"RegistrationState", "endedAt" = ${now}, "endReason" = ${reason}, sequence = sequence + 1
     WHERE id = ${registrationId}::uuid`;
}
