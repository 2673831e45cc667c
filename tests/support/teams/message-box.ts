import type { ShownCard } from './adaptive-card.js';
import { cardsOf, type TeamsChat } from './teams.js';
import { faultsOfCard } from './teams-limits.js';

/** What Teams offers below the box where a message is written, after a search or for a link. */
export interface Offered {
  /** Title and line of each, in order. */
  readonly previews: ReadonlyArray<{ readonly title: string; readonly text: string }>;
  /** What is put into the message. */
  readonly cards: readonly ShownCard[];
  /** Said in place of results. */
  readonly message?: string;
}

interface Attachment {
  readonly contentType: string;
  readonly content: ShownCard;
  readonly preview?: { readonly contentType: string; readonly content: { title: string; text: string } };
}

/** Searches in the message extension, as its box does it. @param words empty: the box was just opened */
export async function searchFromBox(chat: TeamsChat, words: string, skip = 0): Promise<Offered> {
  const parameter = words === '' ? { name: 'initialRun', value: 'true' } : { name: 'words', value: words };
  const value = { commandId: 'search', parameters: [parameter], queryOptions: { skip, count: 25 } };
  return offered(await chat.invoke('composeExtension/query', value));
}

/** Pastes a link into the box. */
export async function pasteLink(chat: TeamsChat, url: string): Promise<Offered> {
  return offered(await chat.invoke('composeExtension/queryLink', { url }));
}

/** Refuses what the client would not show ("Respond to search command"). */
function offered({ body }: { readonly body: unknown }): Offered {
  const { composeExtension } = (body ?? {}) as {
    composeExtension?: { type: string; text?: string; attachmentLayout?: string; attachments?: Attachment[] };
  };
  if (!composeExtension) return { previews: [], cards: [] };
  if (composeExtension.type === 'message') return { previews: [], cards: [], message: composeExtension.text ?? '' };
  const attachments = composeExtension.attachments ?? [];
  if (composeExtension.type !== 'result' || composeExtension.attachmentLayout !== 'list')
    throw new Error(`Teams shows no results of type ${composeExtension.type}`);
  const previews = attachments.map(({ preview }) => {
    if (preview?.contentType !== 'application/vnd.microsoft.card.thumbnail')
      throw new Error('Teams lists an Adaptive Card by its preview, which must be a thumbnail card');
    return preview.content;
  });
  const cards = cardsOf({ type: 'message', attachments });
  const faults = cards.flatMap(faultsOfCard);
  if (faults.length > 0) throw new Error(`Teams does not show these cards: ${faults.join('; ')}`);
  return { previews, cards };
}
