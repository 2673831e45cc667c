import { mendMailAddress } from '../../../domain/mail-address.js';
import { isUuid } from '../../../domain/uuid.js';
import { createFigures } from '../../../telemetry/figures.js';
import type { Core } from '../../core.js';
import { writeUndelivered } from '../failing/undelivered.js';
import { isMessageKind } from '../message-kinds.js';
import { noteMailRefused } from './mail-refusals.js';

/** What a mail server reports of a message that it, or another, had taken. */
interface ReportedBounce {
  readonly deliveryId: string;
  /** Whom it was for, as far as the report says. */
  readonly addresses: readonly string[];
  /** `hard` and `soft` say something about the address; `message` only about what was sent. */
  readonly of: 'hard' | 'soft' | 'message';
  /** It was given up; otherwise it is still tried. */
  readonly failed: boolean;
  readonly code: string;
}

/** `already`: the message is on record as failed, or was sent anew since. `unknown`: it is none of ours. */
type BounceOutcome = 'noted' | 'already' | 'unknown';

/**
 * Records a message that came back: against the person's address, where it says something about that, and as a message that did
 * not arrive, of which the organisers are told as of any other. The same report twice changes nothing.
 */
export async function noteBounce(core: Core, bounce: ReportedBounce): Promise<BounceOutcome> {
  const { deliveryId, code, failed, of } = bounce;
  if (!isUuid(deliveryId)) return 'unknown';
  const delivery = await core.prisma.delivery.findFirst({
    where: { id: deliveryId, via: 'mail' },
    select: { kind: true, state: true, personId: true, person: { select: { email: true } } },
  });
  if (!delivery) return 'unknown';
  if (delivery.state !== 'sent') return 'already';
  await noteAddress(core, bounce, delivery);
  if (!failed) return 'noted';
  const now = core.clock.now();
  // Claimed now, because whoever was told of what failed this morning is told of this tomorrow.
  const { count } = await core.prisma.delivery.updateMany({
    where: { id: deliveryId, state: 'sent' },
    data: { state: 'failed', fault: writeUndelivered(`came back ${of}`, 'mail', code), claimedAt: now },
  });
  const kind = isMessageKind(delivery.kind) ? delivery.kind : 'unknown';
  if (count > 0)
    core.memory.of(createFigures).delivery({ kind, platform: 'mail', outcome: 'failed', reason: reasonOf(bounce) });
  return count > 0 ? 'noted' : 'already';
}

/** Of the address that the person has now; a report about one that they had before says nothing of it. */
async function noteAddress(
  core: Core,
  { addresses, of, code }: ReportedBounce,
  { personId, person }: { readonly personId: string | null; readonly person: { readonly email: string | null } | null },
): Promise<void> {
  const address = person?.email;
  if (personId === null || !address || of === 'message') return;
  if (!addresses.some((one) => mendMailAddress(one) === mendMailAddress(address))) return;
  await noteMailRefused(core, { personId, address, kind: of, code });
}

function reasonOf({ of }: ReportedBounce): 'recipient' | 'message' {
  return of === 'message' ? 'message' : 'recipient';
}
