import { z } from 'zod';
import type { AccountKey } from '../../domain/account.js';

const account = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  /** Set for people from another organisation than the conversation's. */
  tenantId: z.string().nullish(),
});
const members = z.array(z.object({ id: z.string().min(1) })).nullish();
const named = z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish();

/**
 * The fields of a Bot Framework activity from Teams that we use (Activity schema v3.1; `channelData` as in Microsoft's
 * "Teams channel data"). Fields may be missing or null.
 */
const teamsActivity = z.object({
  type: z.string().min(1),
  /** Missing in some kinds that are not answered, such as typing. */
  id: z.string().min(1).nullish(),
  timestamp: z.string().nullish(),
  channelId: z.string().min(1),
  serviceUrl: z.string().url(),
  from: account,
  recipient: z.object({ id: z.string().min(1) }),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
    name: z.string().nullish(),
  }),
  channelData: z
    .object({ tenant: named, team: named, channel: named, eventType: z.string().nullish() })
    .partial()
    .nullish(),
  text: z.string().nullish(),
  /** Data of an `Action.Submit`, or the body of an invoke. */
  value: z.unknown(),
  /** The kind of invoke, such as `adaptiveCard/action`. */
  name: z.string().nullish(),
  /** Of an `installationUpdate`: add, remove, add-upgrade, remove-upgrade. */
  action: z.string().nullish(),
  /** Of a `conversationUpdate`. */
  membersAdded: members,
  membersRemoved: members,
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
});

export type TeamsActivity = z.infer<typeof teamsActivity>;

/** @returns undefined when it is not an activity that can be identified, authenticated and answered */
export function parseActivity(body: unknown): TeamsActivity | undefined {
  const parsed = teamsActivity.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** Whose activity it is; undefined for a guest without an account. */
export function accountOf({ from, conversation, channelData }: TeamsActivity): AccountKey | undefined {
  const user = from.aadObjectId;
  const tenant = from.tenantId || conversation.tenantId || channelData?.tenant?.id;
  return user && tenant ? { platform: 'teams', tenant, user } : undefined;
}

/** All tenants involved: the conversation's, and the person's if it is another one. */
export function tenantsOf(activity: TeamsActivity): readonly string[] {
  const all = [activity.conversation.tenantId, activity.channelData?.tenant?.id, activity.from.tenantId];
  return [...new Set(all.filter((tenant): tenant is string => Boolean(tenant)))];
}
