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

/** A turn that was received but not finished may be taken over after this: its process has died. */
export const leaseMs = 10_000;

/** What opens and closes every turn. */
export interface TurnStore {
  /**
   * Claims a turn and reads who acts: this runs before every reply.
   * @returns the turn, or `'redelivered'` when it has been answered or is being answered
   */
  open(turn: ReceivedTurn): Promise<OpenTurn | 'redelivered'>;
  /**
   * Marks the turn as answered: a redelivery after this is never acted upon. Keeps what the talk is about, if that changed.
   */
  close(turn: OpenTurn, keep?: KeptContext): Promise<void>;
}

/** Turns that come at the same time are opened, and closed, in one statement: there are two of them for every reply. */
export function createTurnStore(core: Core): TurnStore {
  const claim = batch((claims: readonly Claim[]) => claimTurns(core, claims, leaseMs), batching);
  const finish = batch((turns: readonly DoneTurn[]) => finishTurns(core, turns), batching);
  return {
    open: async (turn) => {
      const { claimed, speaker, conversationKnown } = await claim({ ...turn, key: turnKey(turn.account, turn.id) });
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

/** Somebody who never spoke before. */
function newcomer(accountId: string): Speaker {
  const unknown = { personId: null, personName: null, seenAt: null, transportId: null, post: null, grants: null };
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
    name: place.name ?? null,
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
