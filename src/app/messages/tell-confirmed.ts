import type { SqlTx } from '../../db/fast/sql.js';
import { type Actor, noAccount } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { scheduleDelivery } from './schedule-delivery.js';
import { waysOf } from './ways.js';

interface ConfirmedPlace {
  readonly registrationId: string;
  readonly personId: string;
  readonly actor: Actor | undefined;
}

/**
 * Confirms by e-mail to somebody what they did with their own place: those without a chat, and those who want e-mails
 * besides. In the chat they are answered at once.
 * @param place.actor who did it; undefined for a signed link
 */
export async function confirmByMail(
  core: Core,
  tx: SqlTx,
  kind: 'booked' | 'cancelled-by-you',
  { registrationId, personId, actor }: ConfirmedPlace,
): Promise<void> {
  // Whoever acts in a chat has one: what they asked for was read with the turn, before the lock that others wait for.
  const isTold = actor !== undefined && actor.accountId !== noAccount && actor.mailToo === false;
  if (!core.mailConnected || isTold) return;
  const way = (await waysOf(core, tx, [personId], 'own')).get(personId);
  if (way?.kind !== 'mail' && !(way?.kind === 'chat' && way.mailToo)) return;
  const key = `${kind}:${registrationId}`;
  await scheduleDelivery(core, tx, { key, kind, to: { personId }, payload: { registrationId }, via: 'mail' });
}
