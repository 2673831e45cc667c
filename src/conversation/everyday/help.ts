import type { ActAction, Card } from '../../rendering/card.js';
import type { Answer, TurnRequest } from '../talk/turn-context.js';

/** A line of the help, from the intent table. */
export interface HelpLine {
  readonly verb: string;
  readonly title: string;
  readonly example: string;
  /** Only some may ask for it: organisers, board members, administrators. */
  readonly special: boolean;
}

/** What nearly everybody comes for, in this order; the rest is one tap away. */
const essentials = ['whats-on', 'book', 'my-bookings', 'cancel-ask', 'answer', 'projects', 'ask-team', 'change-school'];

const pages = {
  first: { title: 'What I can do', button: 'The main things' },
  more: { title: 'More that I can do', button: 'More' },
  special: { title: 'For organisers and the board', button: 'For organisers and the board' },
} as const;
type Page = keyof typeof pages;

/** What this person can do, each with words to say and a button: the main things first. @param lines what they may ask for */
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
      {
        kind: 'list',
        items: lines.map((line) => ({ title: line.title, detail: `Say “${line.example}”`, action: actionOf(line) })),
      },
    ],
    actions: others.map((other) => ({
      kind: 'act',
      label: pages[other].button,
      verb: 'help',
      data: { page: other },
    })),
  };
}

function actionOf(line: HelpLine): ActAction {
  return { kind: 'act', label: line.verb === 'book' ? 'Choose' : 'Show me', verb: line.verb, keepsCard: true };
}
