import type { InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { PreviewLink } from '../../conversation/sharing/link-preview.js';
import type { FindShareable, Shareable } from '../../conversation/sharing/shareable.js';
import type { AccountKey } from '../../domain/account.js';
import { renderCard } from '../../rendering/adaptive-card.js';
import type { Action, Card, Lookup, Option } from '../../rendering/card.js';
import { lookupNamed } from '../../rendering/options.js';
import { caption, clip } from '../../rendering/text.js';
import { accountOf, type TeamsActivity } from './activity.js';
import { adaptiveCardType } from './messages.js';
import { teamsWords } from './teams-words.js';

/** What can be put into any chat from the box where a message is written. */
export interface Sharing {
  readonly find: FindShareable;
  readonly preview: PreviewLink;
}

/** Choices for what is typed in a field of a form that looks things up, at most so many. */
export type SuggestChoices = (typing: {
  readonly who: AccountKey;
  readonly lookup: Lookup;
  readonly words: string;
  readonly most: number;
}) => Promise<readonly Option[]>;

/** "Typeahead search in Adaptive Cards": `dataset` is as `renderField` writes it. */
const typing = z.object({ queryText: z.string().default(''), dataset: z.string() });

/** Teams shows so many. */
const mostChoices = 15;

/** Answers what a form asks while somebody types. @returns undefined for an invoke of another kind */
export async function answerTyping(
  suggest: SuggestChoices,
  activity: TeamsActivity,
): Promise<InvokeResponse | undefined> {
  if (activity.name !== 'application/search') return undefined;
  const asked = typing.safeParse(activity.value);
  const lookup = lookupNamed(asked.data?.dataset);
  if (!asked.success || !lookup) return { status: 400 };
  const who = accountOf(activity);
  const found = who ? await suggest({ who, lookup, words: asked.data.queryText, most: mostChoices }) : [];
  const choices = found.map(({ value, label }) => ({ title: caption(label, 200), value }));
  return {
    status: 200,
    body: { type: 'application/vnd.microsoft.search.searchResponse', value: { results: choices } },
  };
}

/** "Respond to search command": as characters are typed; `initialRun` stands in place of words when the box is opened. */
const query = z.object({
  commandId: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
  queryOptions: z
    .object({ skip: z.coerce.number().int().min(0).max(1000).catch(0), count: z.coerce.number().int().catch(0) })
    .partial()
    .nullish(),
});
const pasted = z.object({ url: z.string().min(1).max(4_000) });

/** The id of the command in manifests/teams/manifest.json. */
const searchCommand = 'search';

/** Teams asks for 25 and shows what it gets. */
const most = 25;

/**
 * Answers what the message extension asks: a search, or what a link to one of our pages shows. Only what everybody may see is
 * found, so it does not matter who asks; who presses a button of the card is looked at then.
 * @returns undefined for an invoke of another kind
 */
export async function answerExtension(sharing: Sharing, activity: TeamsActivity): Promise<InvokeResponse | undefined> {
  switch (activity.name) {
    case 'composeExtension/query':
      return answerQuery(sharing, activity.value);
    case 'composeExtension/queryLink':
      return answerLink(sharing, activity.value);
    default:
      return undefined;
  }
}

async function answerQuery({ find }: Sharing, value: unknown): Promise<InvokeResponse> {
  const asked = query.safeParse(value);
  if (!asked.success || asked.data.commandId !== searchCommand) return { status: 400 };
  const { parameters, queryOptions } = asked.data;
  const words = parameters.find(({ name }) => name === 'words')?.value;
  const skip = queryOptions?.skip ?? 0;
  const count = Math.min(Math.max(queryOptions?.count || most, 1), most);
  const found = await find(typeof words === 'string' ? words : '', { skip, count });
  if (found.length > 0 || skip > 0) return results(found.map((one) => ({ ...one, content: renderCard(one.card) })));
  return extension({ type: 'message', text: nothingFound });
}

const nothingFound = teamsWords.nothingFound;

/** Cards of links are shown as version 1.3 at most ("Link unfurling"): without what came later, such as `Action.Execute`. */
async function answerLink({ preview }: Sharing, value: unknown): Promise<InvokeResponse> {
  const link = pasted.safeParse(value);
  const shown = link.success ? await preview(link.data.url) : undefined;
  if (!shown) return { status: 200, body: {} };
  const { $schema, type, fallbackText, body, actions } = renderCard(withLinksOnly(shown.card));
  const content = { $schema, type, version: '1.3', fallbackText, body, ...(actions ? { actions } : {}) };
  return results([{ title: shown.title, detail: shown.detail, content }]);
}

function withLinksOnly(card: Card): Card {
  const isLink = (action: Action) => action.kind === 'link';
  return { ...card, actions: (card.actions ?? []).filter(isLink) };
}

function results(found: ReadonlyArray<Pick<Shareable, 'title' | 'detail'> & { content: object }>): InvokeResponse {
  return extension({
    type: 'result',
    attachmentLayout: 'list',
    attachments: found.map(({ title, detail, content }) => ({
      contentType: adaptiveCardType,
      content,
      preview: {
        contentType: 'application/vnd.microsoft.card.thumbnail',
        content: { title: inert(caption(title, 150)), text: inert(clip(detail, 300)) },
      },
    })),
  });
}

/** A preview takes some HTML: nothing that somebody wrote may open a tag. */
function inert(text: string): string {
  return text.replace(/<(?=\S)/g, '<\u2060');
}

function extension(composeExtension: object): InvokeResponse {
  return { status: 200, body: { composeExtension } };
}
