import { z } from 'zod';
import type { PreviewLink } from '../../conversation/sharing/link-preview.js';
import { renderMessage } from '../../rendering/block-kit.js';
import type { Card } from '../../rendering/card.js';
import type { Log } from '../../service/log.js';
import { describeFault } from './faults.js';
import type { Messenger, Unfurling } from './messenger.js';

/** `event` of `link_shared`: links of ours in somebody's message, sent or still being written. */
const linkShared = z.object({
  channel: z.string().min(1),
  message_ts: z.string().min(1),
  unfurl_id: z.string().nullish(),
  source: z.enum(['composer', 'conversations_history']).nullish().catch(undefined),
  links: z.array(z.object({ url: z.string().min(1) })).max(50),
});

interface UnfurlingParts {
  readonly preview: PreviewLink;
  readonly messenger: Messenger;
  readonly log: Log;
}

/**
 * Shows below somebody's message what links to our pages are about: only what everybody there may see, so it does not matter who asks.
 * Without that the message stays as it is.
 */
export async function unfurlLinks({ preview, messenger, log }: UnfurlingParts, event: unknown): Promise<void> {
  const parsed = linkShared.safeParse(event);
  if (!parsed.success) return;
  const { channel, message_ts: ts, unfurl_id, source, links } = parsed.data;
  const shown = await Promise.all(
    links.map(async ({ url }): Promise<Array<[string, Unfurling]>> => {
      const found = await preview(url);
      return found ? [[url, { blocks: renderMessage(withLinksOnly(found.card)).blocks }]] : [];
    }),
  );
  const unfurls = Object.fromEntries(shown.flat());
  if (Object.keys(unfurls).length === 0) return;
  const where = unfurl_id && source ? { unfurl_id, source } : { channel, ts };
  await messenger.unfurl(where, unfurls).catch((error: unknown) => {
    log.warn({ fault: describeFault(error) }, 'Slack did not show what a link is about');
  });
}

/** Below somebody else's message a button of ours would have nowhere to answer. */
function withLinksOnly(card: Card): Card {
  return { ...card, actions: (card.actions ?? []).filter(({ kind }) => kind === 'link') };
}
