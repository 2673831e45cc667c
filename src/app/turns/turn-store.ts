import { randomUUID } from 'node:crypto';
import { gather } from '../../db/fast/batch.js';
import type { Core } from '../core.js';
import { type AnswerBooking, bookInTurn, type WantedPlace } from './booking-turns.js';
import {
  type Claim,
  type ClaimedTurn,
  claimTurns,
  type DoneTurn,
  finishTurns,
  gathering,
  type KeptContext,
  type Speaker,
} from './claim-turns.js';
import { type Ahead, createForesight, type Foresight } from './foresight.js';
import { isStale, type OpenTurn, openTurnOf, type TurnFacts, talkerOf, turnKey } from './open-turn.js';

/** A turn that was received but not finished may be taken over after this: its process has died. */
export const leaseMs = 10_000;

/** A turn that the database is about to close. */
export interface Closing {
  readonly closed: Promise<void>;
}

/** What opens and closes every turn. */
export interface TurnStore {
  /**
   * Has a turn answered before it is claimed, as if nothing had changed since its account last spoke there; then claims and
   * closes it at once, if that is so.
   * @param answer must do nothing, for the turn may be somebody else's; undefined when more is needed to answer
   * @returns the answer; undefined when the turn is to be opened and answered as usual
   */
  foresee<Answer extends Ahead>(
    facts: TurnFacts,
    answer: (expected: OpenTurn) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined>;
  /**
   * Claims a turn and reads who acts: this runs before every reply.
   * @returns the turn, or `'redelivered'` when it has been answered or is being answered
   */
  open(facts: TurnFacts): Promise<OpenTurn | 'redelivered'>;
  /**
   * Opens a turn that asks for a place, and books and closes it at once where that is all there is to do.
   * @returns the answer, after which there is nothing to close; or the turn, as `open` does
   */
  openToBook<Answer extends Ahead>(
    facts: TurnFacts,
    wanted: WantedPlace,
    answer: AnswerBooking<Answer>,
  ): Promise<{ readonly answer: Answer } | { readonly opened: OpenTurn | 'redelivered' }>;
  /**
   * Marks the turn as answered: a redelivery after this is never acted upon. Keeps what the talk is about, if that changed.
   * Returns when that is on its way to the database, which is before anybody can be told: a process that dies while it
   * answers has closed the turn.
   */
  close(turn: OpenTurn, keep?: KeptContext): Promise<Closing>;
}

/** Turns that come at the same time are opened, and closed, in one statement: there are two of them for every reply. */
export function createTurnStore(core: Core): TurnStore {
  const claim = gather((claims: readonly Claim[]) => claimTurns(core, claims, leaseMs), gathering);
  const finish = gather(
    (turns: readonly Finishing[]) =>
      finishTurns(core, turns, () => {
        for (const { sent } of turns) sent();
      }),
    gathering,
  );
  const foresight = createForesight(core);
  const closings = new Map<string, Promise<void>>();
  // Several at a time take less when they are claimed and closed together.
  let booking = false;
  const open = async (facts: TurnFacts) => {
    await closings.get(facts.place.id);
    return openClaimed({ core, foresight }, facts, await claim(claimOf(facts)));
  };
  return {
    foresee: async (facts, answer) => {
      // Whoever answers faster than the database reads what the talk is about now.
      await closings.get(facts.place.id);
      return foresight.answer(facts, answer);
    },
    open,
    openToBook: async (facts, wanted, answer) => {
      if (booking) return { opened: await open(facts) };
      booking = true;
      try {
        await closings.get(facts.place.id);
        const booked = await bookInTurn(core, facts, { claim: claimOf(facts), wanted, leaseMs }, answer);
        const opened = await openClaimed({ core, foresight }, facts, booked.claimed);
        if (!booked.answer) return { opened };
        if (booked.answer.keep) foresight.keep(talkerOf(facts), booked.answer.keep.state);
        return { answer: booked.answer };
      } finally {
        booking = false;
      }
    },
    close: ({ key, talker }, keep) =>
      new Promise((resolve, reject) => {
        const closed = finish({ key, keep, sent: () => resolve({ closed }) });
        closed.catch(reject);
        if (!keep) return;
        foresight.keep(talker, keep.state);
        holdUntil(closings, keep.place, closed);
      }),
  };
}

function claimOf(facts: TurnFacts): Claim {
  return { ...facts, key: turnKey(facts.account, facts.id) };
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

interface Opening {
  readonly core: Core;
  readonly foresight: Foresight;
}

async function openClaimed(
  { core, foresight }: Opening,
  facts: TurnFacts,
  row: ClaimedTurn,
): Promise<OpenTurn | 'redelivered'> {
  const now = core.clock.now();
  if (!row.claimed) return 'redelivered';
  if (row.speaker && isStale(row.speaker, facts, now)) await touchAccount(core, row.speaker.accountId, facts, now);
  const speaker = row.speaker ?? newcomer(await rememberAccount(core, facts, now));
  if (!row.conversationKnown) await rememberConversation(core, facts, speaker.accountId, now);
  foresight.remember(facts, speaker, row.snapshot);
  return openTurnOf(facts, speaker, row.programme);
}

/** Somebody who never spoke before. */
function newcomer(accountId: string): Speaker {
  const unknown = { personId: null, personName: null, seenAt: null, transportId: null, post: null, grants: null };
  return { accountId, ...unknown, context: null };
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
