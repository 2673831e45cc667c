import { randomUUID } from 'node:crypto';
import { gather } from '../db/gather.js';
import type { AccountKey, Place } from '../domain/account.js';
import type { Actor } from '../domain/actor.js';
import type { Core } from './core.js';
import type { ProgrammeSession } from './programme.js';
import {
  type Claim,
  type ClaimedTurn,
  claimTurns,
  type DoneTurn,
  finishTurns,
  type KeptContext,
} from './turn-claims.js';

/** What the platform told of a turn, as far as it is kept, and what is likely to be asked. */
export interface TurnFacts {
  /** Unique on the platform. */
  readonly id: string;
  readonly account: AccountKey;
  readonly displayName: string;
  readonly transportId?: string;
  readonly place: Place;
  readonly reference: Readonly<Record<string, string>>;
  /** Whether the answer is likely to need the programme. */
  readonly asksProgramme: boolean;
}

/** A turn that is ours to answer: nobody else has, and nobody else will within the lease. */
export interface OpenTurn {
  readonly key: string;
  readonly actor: Actor;
  /** What the talk was about, unless it is longer ago than the context is kept. */
  readonly context: unknown;
  /** The programme to come, when the answer is likely to need it and it could be had at once. */
  readonly programme: readonly ProgrammeSession[] | undefined;
}

/** A turn that was received but not finished may be taken over after this: its process has died. */
export const leaseMs = 10_000;
const seenEveryMs = 60 * 60_000;

/** A turn that the database is about to close. */
export interface Closing {
  readonly closed: Promise<void>;
}

/** What opens and closes every turn. */
export interface TurnBook {
  /**
   * Claims a turn and reads who acts: this runs before every reply.
   * @returns the turn, or `'redelivered'` when it has been answered or is being answered
   */
  open(facts: TurnFacts): Promise<OpenTurn | 'redelivered'>;
  /**
   * Marks the turn as answered: a redelivery after this is never acted upon. Keeps what the talk is about, if that changed.
   * Returns when that is on its way to the database, which is before anybody can be told: a process that dies while it
   * answers has closed the turn.
   */
  close(key: string, keep?: KeptContext): Promise<Closing>;
}

/** Turns that come at the same time are opened, and closed, in one statement: there are two of them for every reply. */
export function openTurnBook(core: Core): TurnBook {
  const claim = gather((claims: readonly Claim[]) => claimTurns(core, claims, leaseMs), gathering);
  const finish = gather(
    (turns: readonly Finishing[]) =>
      finishTurns(core, turns, () => {
        for (const { sent } of turns) sent();
      }),
    gathering,
  );
  const closings = new Map<string, Promise<void>>();
  return {
    open: async (facts) => {
      // Whoever answers faster than the database reads what the talk is about now.
      await closings.get(facts.place.id);
      return openTurn(core, facts, claim);
    },
    close: (key, keep) =>
      new Promise((resolve, reject) => {
        const closed = finish({ key, keep, sent: () => resolve({ closed }) });
        closed.catch(reject);
        if (keep) holdUntil(closings, keep.place, closed);
      }),
  };
}

interface Finishing extends DoneTurn {
  readonly sent: () => void;
}

function holdUntil(closings: Map<string, Promise<void>>, place: string, closed: Promise<void>): void {
  const over = () => {
    if (closings.get(place) === held) closings.delete(place);
  };
  const held = closed.then(over, over);
  closings.set(place, held);
}

const gathering = { lanes: 2, most: 100 };

async function openTurn(
  core: Core,
  facts: TurnFacts,
  claim: (claim: Claim) => Promise<ClaimedTurn>,
): Promise<OpenTurn | 'redelivered'> {
  const now = core.clock.now();
  const key = turnKey(facts.account, facts.id);
  const row = await claim({ ...facts, key });
  if (!row.claimed) return 'redelivered';
  const accountId = row.accountId ?? (await rememberAccount(core, facts, now));
  if (row.accountId !== null && isStale(row, facts, now)) await touchAccount(core, row.accountId, facts, now);
  if (!row.conversationKnown) await rememberConversation(core, facts, accountId, now);
  return {
    key,
    context: row.context,
    programme: row.programme,
    actor: {
      accountId,
      personId: row.personId,
      name: row.personName ?? facts.displayName,
      post: row.post,
      grants: row.grants ?? [],
    },
  };
}

/** What a turn is kept under. @param id unique on its platform */
export function turnKey(account: AccountKey, id: string): string {
  return `${account.platform}:${account.tenant}:${id}`;
}

/** Reads again who acts, after a use case changed it. */
export async function readActor(core: Core, actor: Actor): Promise<Actor> {
  const account = await core.prisma.account.findUniqueOrThrow({
    where: { id: actor.accountId },
    select: {
      personId: true,
      grants: { where: { revokedAt: null }, select: { role: true, seriesId: true } },
      person: {
        select: {
          name: true,
          posts: { where: { until: null }, select: { position: true, urn: true, claim: true, school: true } },
        },
      },
    },
  });
  const post = account.person?.posts[0];
  return {
    accountId: actor.accountId,
    personId: account.personId,
    name: account.person?.name ?? actor.name,
    grants: account.grants,
    post: post
      ? {
          position: post.position,
          urn: post.urn,
          school: post.school?.name ?? null,
          phase: post.school?.phase ?? null,
          locality: post.school?.locality ?? null,
          unconfirmed: post.claim === 'asked',
        }
      : null,
  };
}

function isStale(row: ClaimedTurn, facts: TurnFacts, now: Date): boolean {
  const seen = row.seenAt?.getTime() ?? 0;
  return (
    now.getTime() - seen > seenEveryMs || (facts.transportId !== undefined && facts.transportId !== row.transportId)
  );
}

async function rememberAccount(core: Core, facts: TurnFacts, now: Date): Promise<string> {
  const { platform, tenant, user } = facts.account;
  const account = await core.prisma.account.upsert({
    where: { platform_tenant_user: { platform, tenant, user } },
    create: { platform, tenant, user, transportId: facts.transportId ?? null, seenAt: now, createdAt: now },
    update: { seenAt: now },
    select: { id: true },
  });
  return account.id;
}

async function touchAccount(core: Core, accountId: string, facts: TurnFacts, now: Date): Promise<void> {
  const transport = facts.transportId === undefined ? {} : { transportId: facts.transportId };
  await core.prisma.account.update({ where: { id: accountId }, data: { seenAt: now, ...transport } });
}

async function rememberConversation(core: Core, facts: TurnFacts, accountId: string, now: Date): Promise<void> {
  const { place, account } = facts;
  const known = {
    kind: place.kind,
    team: place.team ?? null,
    name: place.name ?? null,
    accountId: place.kind === 'personal' ? accountId : null,
    reference: facts.reference,
    updatedAt: now,
    goneAt: null,
  };
  await core.prisma.conversation.upsert({
    where: {
      platform_tenant_externalId: { platform: account.platform, tenant: account.tenant, externalId: place.id },
    },
    create: { id: randomUUID(), platform: account.platform, tenant: account.tenant, externalId: place.id, ...known },
    update: known,
  });
}
