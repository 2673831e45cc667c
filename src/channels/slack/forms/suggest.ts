import { z } from 'zod';
import { suggest } from '../../../conversation/turns/lookups.js';
import type { SlackOption } from '../../../rendering/slack-blocks.js';
import { optionOf, readLookup } from '../../../rendering/slack-input.js';
import { type Slack, servesUser } from '../answer.js';
import { describeFault } from '../faults.js';

/** What is asked while somebody types (https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload). */
const suggestion = z.object({
  action_id: z.string().min(1),
  value: z.string(),
  user: z.object({ id: z.string().min(1), team_id: z.string().nullish() }),
});

const shownAtMost = 21;

/** Choices for what somebody has typed so far; see `suggest`. Nothing is offered to whom we do not serve. */
export async function suggestOptions(slack: Slack, body: unknown): Promise<SlackOption[]> {
  const parsed = suggestion.safeParse(body);
  if (!parsed.success) return [];
  const { action_id, value, user } = parsed.data;
  const lookup = readLookup(action_id);
  if (!lookup || !(await servesUser(slack, user.id, user.team_id ?? undefined))) return [];
  const who = { platform: 'slack', tenant: (await slack.workspace()).team, user: user.id } as const;
  const options = await suggest(slack.core, { who, lookup, words: value, most: shownAtMost }, (fault) =>
    slack.log.warn({ fault: describeFault(fault) }, 'nothing could be suggested'),
  );
  return options.map(optionOf);
}
