import { batch } from '../../db/fast/batch.js';
import { newId } from '../../db/new-id.js';
import type { Core } from '../core.js';
import {
  batching,
  type Claim,
  claimTurns,
  type DoneTurn,
  finishTurns,
  type KeptContext,
  type Speaker,
} from './claim-turns.js';
import { isStale, type OpenTurn, openTurnOf, type ReceivedTurn, turnKey } from './open-turn.js';
import { unlessSilent } from './unless-silent.js';

/** A turn that was claimed but not closed can be claimed again after this, because its process has died. */
export const leaseMs = 10_000;

/** Opens and closes turns. */
interface TurnStore {
  /**
   * Claims a turn and reads who is speaking. Runs before every reply.
   * @returns the turn, or `'redelivered'` when it has been answered or is being answered
   */
  open(turn: ReceivedTurn): Promise<OpenTurn | 'redelivered'>;
  /**
   * Marks the turn as answered, so that a redelivery never acts again. Stores the context of the conversation, if it
   * changed.
   */
  close(turn: OpenTurn, keep?: KeptContext): Promise<void>;
}

/** Turns that arrive together are opened and closed in one statement, because every reply needs both. */
export function createTurnStore(core: Core): TurnStore {
  const claim = batch((claims: readonly Claim[]) => claimTurns(core, claims, leaseMs), batching);
  const finish = batch((turns: readonly DoneTurn[]) => finishTurns(core, turns), batching);
  return {
    open: async (turn) => {
      const claiming = claim({ ...turn, key: turnKey(turn.account, turn.id) });
      const { claimed, speaker, conversationKnown } = await unlessSilent(core, claiming);
      if (!claimed) return 'redelivered';
      const now = core.clock.now();
      if (speaker && isStale(speaker, turn, now)) await touchAccount(core, speaker.accountId, turn, now);
      const known = speaker ?? newcomer(await rememberAccount(core, turn, now));
      if (!conversationKnown) await rememberConversation(core, turn, known.accountId, now);
      return openTurnOf(turn, known);
    },
    close: ({ key }, keep) => finish({ key, keep }),
  };
}

/** An account that has never spoken before. */
function newcomer(accountId: string): Speaker {
  const unknown = {
    personId: null,
    personName: null,
    mailToo: null,
    seenAt: null,
    transportId: null,
    post: null,
    grants: null,
  };
  return { accountId, ...unknown, context: null };
}

async function rememberAccount(core: Core, turn: ReceivedTurn, now: Date): Promise<string> {
  const { platform, tenant, user } = turn.account;
  const account = await core.prisma.account.upsert({
    where: { platform_tenant_user: { platform, tenant, user } },
    create: { platform, tenant, user, transportId: turn.transportId ?? null, seenAt: now, createdAt: now },
    update: { seenAt: now },
    select: { id: true },
  });
  return account.id;
}

async function touchAccount(core: Core, accountId: string, turn: ReceivedTurn, now: Date): Promise<void> {
  const transport = turn.transportId === undefined ? {} : { transportId: turn.transportId };
  await core.prisma.account.update({ where: { id: accountId }, data: { seenAt: now, ...transport } });
}

async function rememberConversation(core: Core, turn: ReceivedTurn, accountId: string, now: Date): Promise<void> {
  const { place, account } = turn;
  const known = {
    kind: place.kind,
    team: place.team ?? null,
    // A message may come without the name that is known.
    ...(place.name === undefined ? {} : { name: place.name }),
    accountId: place.kind === 'personal' ? accountId : null,
    reference: turn.reference,
    updatedAt: now,
    goneAt: null,
  };
  await core.prisma.conversation.upsert({
    where: {
      platform_tenant_externalId: { platform: account.platform, tenant: account.tenant, externalId: place.id },
    },
    create: { id: newId(), platform: account.platform, tenant: account.tenant, externalId: place.id, ...known },
    update: known,
  });
}
