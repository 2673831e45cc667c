import { z } from 'zod';

const account = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  /** Sent for people from another organisation than the conversation's. */
  tenantId: z.string().nullish(),
});
const named = z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish();

/**
 * What is read of a Bot Framework activity as Teams sends it (Activity schema v3.1; `channelData` as in Microsoft's
 * "Teams channel data"). Teams sends null as well as leaving out.
 */
const teamsActivity = z.object({
  type: z.string().min(1),
  /** Some kinds that are not answered (typing) have none. */
  id: z.string().min(1).nullish(),
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
  channelData: z.object({ tenant: named, team: named, channel: named }).partial().nullish(),
  text: z.string().nullish(),
  /** Data of a pressed `Action.Submit`, or the body of an invoke. */
  value: z.unknown(),
  /** Which invoke it is, such as `adaptiveCard/action`. */
  name: z.string().nullish(),
  /** Of an `installationUpdate`: add, remove, add-upgrade, remove-upgrade. */
  action: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
});

export type TeamsActivity = z.infer<typeof teamsActivity>;

/** @returns undefined when it is not an activity that can be told apart, authenticated and answered */
export function parseActivity(body: unknown): TeamsActivity | undefined {
  const parsed = teamsActivity.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** Every tenant that takes part: the conversation's, and the person's when they come from another organisation. */
export function tenantsOf(activity: TeamsActivity): readonly string[] {
  const all = [activity.conversation.tenantId, activity.channelData?.tenant?.id, activity.from.tenantId];
  return [...new Set(all.filter((tenant): tenant is string => Boolean(tenant)))];
}
