import type { ActAction, Card } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import type { Answer, TurnRequest } from '../talk/turn-context.js';

/** A line of the help, from the intent table. */
export interface HelpLine {
  readonly verb: Verb;
  readonly title: string;
  readonly example: string;
  /** Not for everybody: for organisers, board members or administrators. */
  readonly special: boolean;
}

/** The most common requests, in this order; the rest are one click away. */
const essentials = ['whats-on', 'book', 'my-bookings', 'cancel-ask', 'answer', 'projects', 'ask-team', 'change-school'];

/** Lines of the first page that also get a button, because they need no further words. */
const withButton = ['whats-on', 'my-bookings', 'projects', 'setup'];

const pages = {
  first: { title: 'What I can do', button: 'The main things' },
  more: { title: 'More that I can do', button: 'More that I can do' },
  special: { title: 'For organisers and the board', button: 'For organisers and the board' },
} as const;
type Page = keyof typeof pages;

/** The help for this person: an example for each line, the main things first. @param lines what they may ask for */
export function helpAnswer(request: TurnRequest, lines: readonly HelpLine[]): Answer {
  const byPage: Record<Page, readonly HelpLine[]> = {
    first: essentials.flatMap((verb) => lines.filter((line) => line.verb === verb)),
    more: lines.filter((line) => !line.special && !essentials.includes(line.verb)),
    special: lines.filter((line) => line.special),
  };
  const asked = request.data.page;
  const page: Page = asked === 'more' || asked === 'special' ? asked : 'first';
  const shown = byPage[page].length > 0 ? page : 'first';
  const others = (Object.keys(pages) as Page[]).filter((other) => other !== shown && byPage[other].length > 0);
  return { replies: [{ kind: 'card', card: helpCard(shown, byPage[shown], others) }] };
}

function helpCard(page: Page, lines: readonly HelpLine[], others: readonly Page[]): Card {
  const { title } = pages[page];
  return {
    fallback: [`${title}:`, ...lines.map((line) => `${line.title}: "${line.example}"`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items: lines.map((line) => ({ title: line.title, detail: `Say “${line.example}”` })) },
    ],
    again: { verb: 'help', data: { page } },
    actions: [
      ...lines.filter(({ verb }) => withButton.includes(verb)).map(actionOf),
      ...others.map(
        (other): ActAction => ({ kind: 'act', label: pages[other].button, verb: 'help', data: { page: other } }),
      ),
    ],
  };
}

function actionOf({ title, verb }: HelpLine): ActAction {
  return { kind: 'act', label: title, verb, keepsCard: true };
}
