import { type DeliveryWay, Prisma } from '../../db/generated/client.js';
import type { Platform } from '../../domain/account.js';
import type { Core } from '../core.js';
import { mailCopyKey } from './mail-copies.js';
import type { MessageKind } from './message-kinds.js';
import { isTroubled, type Tenancy } from './platform-trouble.js';
import { mailSortOf } from './sending-rules.js';
import { mailableOf } from './ways.js';

export interface ClaimedDelivery {
  readonly id: string;
  /** Identifies the message; see `NewDelivery`. */
  readonly key: string;
  readonly kind: string;
  readonly personId: string | null;
  /** As the ledger has it; `conversation/messages.ts` reads it. */
  readonly payload: unknown;
  /** The chat or channel, or the person's e-mail; undefined when the person has no account and there is no mail. */
  readonly target: DeliveryPlace | MailTarget | undefined;
  /** When it was first tried. */
  readonly triedSince: Date;
  /** How often the platform did not say whether it took it. */
  readonly doubts: number;
  /** Somebody from a file is told first what is held about them: it is `due`, or on its way. */
  readonly firstNotice?: 'due' | 'under way' | undefined;
}

/** To be sent by e-mail, if the person can be written to so. */
interface MailTarget {
  readonly platform: 'mail';
}

interface DeliveryPlace {
  readonly platform: Platform;
  /** The workspace or tenant. */
  readonly tenant: string;
  /** Nothing is taken there now: see `platform-trouble.ts`. */
  readonly isTroubled: boolean;
  readonly destination:
    | { readonly kind: 'conversation'; readonly conversationId: string }
    | { readonly kind: 'account'; readonly accountId: string };
}

export type Claim =
  | { readonly kind: 'claimed'; readonly delivery: ClaimedDelivery }
  /** Sending began at `claimedAt`, and its outcome is unknown. */
  | { readonly kind: 'in-doubt'; readonly delivery: ClaimedDelivery; readonly claimedAt: Date }
  /** It is being sent; without an outcome it is in doubt after this. */
  | { readonly kind: 'under-way'; readonly inDoubtAfterMs: number }
  | { readonly kind: 'settled' };

/** A claim without an outcome is in doubt after this: its sender has died or the platform never answered. */
const doubtMs = 60_000;
/** A sender that could not reach the database still has this long to write its outcome, once the doubt is noted. */
const lastWordMs = 30_000;

interface ClaimedRow {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly personId: string | null;
  readonly payload: Prisma.JsonValue;
  readonly triedSince: Date;
  readonly doubts: number;
  readonly conversationId: string | null;
  readonly conversationPlatform: Platform | null;
  readonly conversationTenant: string | null;
  readonly goneAt: Date | null;
  readonly accountId: string | null;
  readonly accountPlatform: Platform | null;
  readonly accountTenant: string | null;
  readonly isTroubled: boolean;
  readonly via: DeliveryWay | null;
  readonly noticeDue: boolean | null;
  readonly noticeUnderWay: boolean;
}

/**
 * Claims a scheduled delivery, so that only one worker sends it; or returns the state of an earlier claim. One
 * statement, because it runs for every message.
 */
export async function claimDelivery(core: Core, id: string): Promise<Claim> {
  const now = core.clock.now();
  const rows = await core.prisma.$queryRaw<ClaimedRow[]>`
    WITH claimed AS (
      UPDATE "Delivery" SET state = 'claimed', "claimedAt" = ${now}, attempts = attempts + 1, "doubtedAt" = NULL,
             "triedSince" = COALESCE("triedSince", ${now}), via = COALESCE(via, CASE
               WHEN "conversationId" IS NOT NULL THEN NULL
               WHEN EXISTS (SELECT 1 FROM "Account" o WHERE o."personId" = "Delivery"."personId" AND o."goneAt" IS NULL) THEN 'chat'::"DeliveryWay"
               WHEN ${core.mailConnected} THEN 'mail'::"DeliveryWay" END)
       WHERE id = ${id}::uuid AND state = 'scheduled'
      RETURNING id, key, kind, "personId", payload, "conversationId", "triedSince", doubts, via)
    SELECT c.*, v.platform AS "conversationPlatform", v.tenant AS "conversationTenant", v."goneAt",
           a.id AS "accountId", a.platform AS "accountPlatform", a.tenant AS "accountTenant",
           COALESCE(a."isTroubled", ${isTroubled(Prisma.sql`v.platform`, Prisma.sql`v.tenant`)}) AS "isTroubled",
           p."noticeDue", EXISTS (SELECT 1 FROM "Delivery" n WHERE n.key = 'first-notice:' || c."personId"::text
                                     AND n.state IN ('scheduled', 'claimed')) AS "noticeUnderWay"
      FROM claimed c
      LEFT JOIN "Person" p ON p.id = c."personId"
      LEFT JOIN "Conversation" v ON v.id = c."conversationId"
      LEFT JOIN LATERAL (${openAccount(Prisma.sql`c."personId"`)}) a ON TRUE`;
  const [row] = rows;
  if (!row) return earlierClaim(core, id, now);
  const { key, kind, personId, payload, triedSince, doubts } = row;
  const delivery = { id: row.id, key, kind, personId, payload, triedSince, doubts, target: targetOf(row) };
  return { kind: 'claimed', delivery: { ...delivery, firstNotice: firstNoticeOf(row) } };
}

/** The account that somebody is written to in: one whose platform takes messages before another, then the one seen last. */
function openAccount(personId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT o.id, o.platform, o.tenant, ${isTroubled(Prisma.sql`o.platform`, Prisma.sql`o.tenant`)} AS "isTroubled"
      FROM "Account" o WHERE o."personId" = ${personId} AND o."goneAt" IS NULL
     ORDER BY "isTroubled", o."seenAt" DESC LIMIT 1`;
}

function firstNoticeOf({ kind, noticeDue, noticeUnderWay }: ClaimedRow): ClaimedDelivery['firstNotice'] {
  if (kind === ('first-notice' satisfies MessageKind)) return undefined;
  return noticeDue ? 'due' : noticeUnderWay ? 'under way' : undefined;
}

function targetOf(row: ClaimedRow): ClaimedDelivery['target'] {
  if (row.via === 'mail') return { platform: 'mail' };
  const { conversationId, conversationPlatform, conversationTenant, goneAt, isTroubled } = row;
  const { accountId, accountPlatform, accountTenant } = row;
  if (conversationId !== null) {
    if (conversationPlatform === null || conversationTenant === null || goneAt !== null) return undefined;
    const destination = { kind: 'conversation', conversationId } as const;
    return { platform: conversationPlatform, tenant: conversationTenant, isTroubled, destination };
  }
  if (accountId === null || accountPlatform === null || accountTenant === null) return undefined;
  const destination = { kind: 'account', accountId } as const;
  return { platform: accountPlatform, tenant: accountTenant, isTroubled, destination };
}

/** The delivery was claimed before, or is settled. */
async function earlierClaim(core: Core, id: string, now: Date): Promise<Claim> {
  const row = await core.prisma.delivery.findUnique({
    where: { id },
    select: {
      id: true,
      key: true,
      kind: true,
      state: true,
      claimedAt: true,
      triedSince: true,
      doubts: true,
      doubtedAt: true,
      personId: true,
      payload: true,
      via: true,
      conversation: { select: { id: true, platform: true, tenant: true, goneAt: true } },
    },
  });
  if (row?.state !== 'claimed' || !row.claimedAt) return { kind: 'settled' };
  const { claimedAt, doubtedAt } = row;
  const inDoubtAfterMs = claimedAt.getTime() + doubtMs - now.getTime();
  if (inDoubtAfterMs > 0) return { kind: 'under-way', inDoubtAfterMs };
  if (!doubtedAt) {
    await noteDoubt(core, id);
    return { kind: 'under-way', inDoubtAfterMs: lastWordMs };
  }
  const lastWord = doubtedAt.getTime() + lastWordMs - now.getTime();
  if (lastWord > 0) return { kind: 'under-way', inDoubtAfterMs: lastWord };
  const { key, kind, personId, payload, doubts } = row;
  const triedSince = row.triedSince ?? claimedAt;
  const delivery = { id, key, kind, personId, payload, triedSince, doubts, target: await placeOf(core, row) };
  return { kind: 'in-doubt', delivery, claimedAt };
}

/** It was sent, and the platform did not say whether it took it; or its sender has written no outcome. */
export async function noteDoubt(core: Core, id: string): Promise<void> {
  await core.prisma.delivery.updateMany({
    where: { id, state: 'claimed' },
    data: { doubtedAt: core.clock.now() },
  });
}

async function placeOf(
  core: Core,
  row: {
    readonly personId: string | null;
    readonly via: DeliveryWay | null;
    readonly conversation: (Tenancy & { readonly id: string; readonly goneAt: Date | null }) | null;
  },
): Promise<ClaimedDelivery['target']> {
  if (row.via === 'mail') return { platform: 'mail' };
  if (row.conversation) {
    const { id: conversationId, platform, tenant, goneAt } = row.conversation;
    const destination = { kind: 'conversation', conversationId } as const;
    return goneAt ? undefined : { platform, tenant, isTroubled: false, destination };
  }
  if (!row.personId) return undefined;
  const [account] = await core.prisma.$queryRaw<Array<Tenancy & { id: string; isTroubled: boolean }>>(
    openAccount(Prisma.sql`${row.personId}::uuid`),
  );
  if (!account) return undefined;
  const { platform, tenant, isTroubled } = account;
  return { platform, tenant, isTroubled, destination: { kind: 'account', accountId: account.id } };
}

/** The platform has the message, whatever was thought of it in the meantime. */
export async function markSent(core: Core, id: string, messageId: string): Promise<void> {
  await core.prisma.delivery.updateMany({
    where: { id, state: { in: ['claimed', 'failed', 'scheduled'] } },
    data: { state: 'sent', sentAt: core.clock.now(), messageId, fault: null },
  });
}

/** The message cannot be sent; `why` is shown to organisers and names nobody. */
export async function markFailed(core: Core, id: string, why: string): Promise<void> {
  await core.prisma.delivery.updateMany({ where: { id, state: 'claimed' }, data: { state: 'failed', fault: why } });
}

/** There was nobody to send it to, or nothing to say. @param why as in `markFailed`, or the kind of who is not reached */
export async function markMissed(core: Core, id: string, why: string): Promise<void> {
  await core.prisma.delivery.updateMany({ where: { id, state: 'claimed' }, data: { state: 'missed', fault: why } });
}

/** The platform has not taken the message, so it is due again. @param inDoubt it may have: this is the second copy */
export async function postpone(core: Core, id: string, inDoubt: 'in doubt' | 'not taken' = 'not taken'): Promise<void> {
  await core.prisma.delivery.updateMany({
    where: { id, state: 'claimed' },
    data: {
      state: 'scheduled',
      claimedAt: null,
      doubtedAt: null,
      ...(inDoubt === 'in doubt' ? { doubts: { increment: 1 } } : {}),
    },
  });
}

/**
 * The chat did not take a message because the bot was removed from it or the account is gone: it is due again by e-mail. The
 * person may be getting a copy by e-mail anyway.
 * @returns false when they are, or are not to be written to by e-mail
 */
export async function turnToMail(core: Core, { id, key, personId, kind }: ClaimedDelivery): Promise<boolean> {
  const sort = mailSortOf(kind);
  if (personId === null || sort === 'never') return false;
  if (typeof (await mailableOf(core, core.prisma, personId, sort)) === 'string') return false;
  const copies = await core.prisma.delivery.count({ where: { key: mailCopyKey(key) } });
  if (copies > 0) return false;
  const { count } = await core.prisma.delivery.updateMany({
    where: { id, state: 'claimed' },
    data: { state: 'scheduled', via: 'mail', claimedAt: null, doubtedAt: null, doubts: 0 },
  });
  return count > 0;
}

/** A message in a channel that was sent and can be updated. */
export interface SentMessage {
  readonly platform: Platform;
  readonly destination: { readonly kind: 'conversation'; readonly conversationId: string };
  readonly messageId: string;
  readonly message: {
    readonly id: string;
    readonly kind: string;
    readonly personId: null;
    /** As the ledger has it. */
    readonly payload: unknown;
  };
}

/** @returns undefined when there is nothing to replace: not sent, or the bot is no longer there */
export async function findSent(core: Core, deliveryId: string): Promise<SentMessage | 'under-way' | undefined> {
  const row = await core.prisma.delivery.findUnique({
    where: { id: deliveryId },
    select: {
      kind: true,
      state: true,
      messageId: true,
      payload: true,
      conversation: { select: { id: true, platform: true, goneAt: true } },
    },
  });
  if (row?.state === 'claimed') return 'under-way';
  if (row?.state !== 'sent' || !row.messageId || !row.conversation || row.conversation.goneAt) return undefined;
  const { id: conversationId, platform } = row.conversation;
  return {
    platform,
    destination: { kind: 'conversation', conversationId },
    messageId: row.messageId,
    message: { id: deliveryId, kind: row.kind, personId: null, payload: row.payload },
  };
}
