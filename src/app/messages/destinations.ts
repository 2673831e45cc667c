import type { Db } from '../../db/database.js';
import type { AccountKey, Platform } from '../../domain/account.js';
import type { Tenancy } from './platform-trouble.js';

/** What the platform needs to reach a conversation, as it was stored. */
export interface StoredConversation {
  readonly platform: Platform;
  readonly tenant: string;
  /** The platform's id of the chat or channel. */
  readonly externalId: string;
  readonly reference: Readonly<Record<string, string>>;
}

interface StoredAccount {
  readonly platform: Platform;
  readonly tenant: string;
  readonly user: string;
  readonly transportId: string | null;
  /** The account's own chat with the bot, once it was opened. */
  readonly chat: StoredConversation | undefined;
  /** Any conversation of the same tenant: its reference contains what is needed to open a chat. */
  readonly neighbour: StoredConversation | undefined;
}

const conversationFields = { platform: true, tenant: true, externalId: true, reference: true } as const;

/** A conversation that the bot is still a member of. */
export async function findConversation(db: Db, id: string): Promise<StoredConversation | undefined> {
  const row = await db.conversation.findFirst({ where: { id, goneAt: null }, select: conversationFields });
  return row ? readConversation(row) : undefined;
}

/** An account with its own chat, or with what is needed to open one. */
export async function findAccount(db: Db, id: string): Promise<StoredAccount | undefined> {
  const account = await db.account.findUnique({
    where: { id },
    select: {
      platform: true,
      tenant: true,
      user: true,
      transportId: true,
      conversations: {
        where: { kind: 'personal', goneAt: null },
        orderBy: { updatedAt: 'desc' },
        take: 1,
        select: conversationFields,
      },
    },
  });
  if (!account) return undefined;
  const { conversations, ...rest } = account;
  const [chat] = conversations;
  const neighbour = chat
    ? null
    : await db.conversation.findFirst({
        where: { platform: rest.platform, tenant: rest.tenant, goneAt: null },
        orderBy: { updatedAt: 'desc' },
        select: conversationFields,
      });
  return {
    ...rest,
    chat: chat ? readConversation(chat) : undefined,
    neighbour: neighbour ? readConversation(neighbour) : undefined,
  };
}

/** The platform's id of somebody's own chat with the bot, as it was stored; undefined when there was none. */
export async function storedChatOf(db: Db, { platform, tenant, user }: AccountKey): Promise<string | undefined> {
  const chat = await db.conversation.findFirst({
    where: { kind: 'personal', account: { platform, tenant, user } },
    orderBy: { updatedAt: 'desc' },
    select: { externalId: true },
  });
  return chat?.externalId;
}

/** The own chat that was used last in a workspace or tenant, and the platform's id of whose it is; undefined when there is none. */
export async function latestChat(
  db: Db,
  { platform, tenant }: Tenancy,
): Promise<(StoredConversation & { readonly transportId: string }) | undefined> {
  const chat = await db.conversation.findFirst({
    where: { platform, tenant, kind: 'personal', goneAt: null, account: { transportId: { not: null } } },
    orderBy: { updatedAt: 'desc' },
    select: { ...conversationFields, account: { select: { transportId: true } } },
  });
  const transportId = chat?.account?.transportId;
  return chat && transportId ? { ...readConversation(chat), transportId } : undefined;
}

function readConversation(row: {
  platform: Platform;
  tenant: string;
  externalId: string;
  reference: unknown;
}): StoredConversation {
  const entries = Object.entries(typeof row.reference === 'object' && row.reference !== null ? row.reference : {});
  const reference = Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return { platform: row.platform, tenant: row.tenant, externalId: row.externalId, reference };
}
