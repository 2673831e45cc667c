import type { ActAction, Block, ListItem } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import type { Answer, TurnRequest } from '../talk/turn-context.js';

/** What of a request says which ones are listed again: ids, so that another page can neither find others nor take one for meant. */
const amongKey = 'among';

/** As many ids as a button carries: Slack takes 2,000 characters. */
const mostListed = 40;

/** One to choose from. @param action what is offered beside it */
export interface OneOfSeveral {
  readonly id: string;
  readonly title: string;
  readonly detail?: string;
  readonly action: ActAction;
}

/** The ids of which another page is asked for; undefined where nothing was listed before. */
export function amongIn({ data }: Pick<TurnRequest, 'data'>): ReadonlySet<string> | undefined {
  const ids = data[amongKey]?.split(' ').filter(Boolean);
  return ids && ids.length > 0 ? new Set(ids) : undefined;
}

/** What lists the same ones again, for a verb whose request may be for another page. */
export function listedAgain(
  verb: Verb,
  request: Pick<TurnRequest, 'data'>,
  data: Readonly<Record<string, string>> = {},
) {
  const among = amongIn(request);
  return { verb, data, ...(among && { among }) };
}

/**
 * Asks which one is meant, with a button each and as many pages as it takes.
 * @param again the verb that lists the same ones again when `amongIn` has their ids, and does nothing else then
 * @param actions below the list
 */
export function whichOne(
  title: string,
  several: readonly OneOfSeveral[],
  again: { readonly verb: Verb; readonly data?: Readonly<Record<string, string>> },
  actions: readonly ActAction[] = [],
): Answer {
  const shown = several.slice(0, mostListed);
  const items = shown.map(({ id: _, ...item }): ListItem => item);
  const rest: Block[] =
    several.length > shown.length
      ? [{ kind: 'context', text: `These are the ${mostListed} soonest. For a later one, say its day or place.` }]
      : [];
  const ids = shown.map(({ id }) => id).join(' ');
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [title, ...shown.map((one) => [one.title, one.detail].filter(Boolean).join(', '))].join('\n'),
          blocks: [{ kind: 'heading', text: title }, { kind: 'list', items }, ...rest],
          actions,
          again: { verb: again.verb, data: { ...again.data, [amongKey]: ids } },
        },
      },
    ],
  };
}
