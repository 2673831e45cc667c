import { z } from 'zod';
import { findSchools } from '../../../app/schools/schools.js';
import type { Lookup } from '../../../rendering/card.js';
import type { SlackOption } from '../../../rendering/slack-blocks.js';
import { optionOf, readLookup } from '../../../rendering/slack-input.js';
import { type Slack, servesUser } from '../answer.js';
import { describeFault } from '../faults.js';
import { slackWords } from '../slack-words.js';

/** What is asked while somebody types (https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload). */
const suggestion = z.object({
  action_id: z.string().min(1),
  value: z.string(),
  user: z.object({ id: z.string().min(1), team_id: z.string().nullish() }),
});

const shownAtMost = 20;

/**
 * Choices for what somebody has typed so far in a field that looks things up. The last one is what they typed, so that a town or a
 * postcode can be sent as it is. Nothing is offered to whom we do not serve.
 */
export async function suggestOptions(slack: Slack, body: unknown): Promise<SlackOption[]> {
  const parsed = suggestion.safeParse(body);
  if (!parsed.success) return [];
  const { action_id, value, user } = parsed.data;
  const lookup = readLookup(action_id);
  const typed = value.trim().slice(0, 100);
  if (!lookup || typed === '' || !(await servesUser(slack, user.id, user.team_id ?? undefined))) return [];
  const found = await lookUp(slack, lookup, typed).catch((error: unknown) => {
    slack.log.warn({ fault: describeFault(error) }, 'nothing could be suggested');
    return [];
  });
  return [...found, optionOf({ value: typed, label: slackWords.asTyped(typed) })];
}

async function lookUp({ core }: Slack, lookup: Lookup, typed: string): Promise<SlackOption[]> {
  switch (lookup) {
    case 'schools': {
      const schools = await findSchools(core, typed, shownAtMost);
      return schools.map(({ urn, name, town }) => optionOf({ value: String(urn), label: `${name}, ${town}` }));
    }
  }
}
