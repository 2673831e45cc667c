import type { ActAction, Card } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { mostButtons } from '../talk/pages.js';
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
const withButton = ['whats-on', 'my-bookings', 'projects'];

const pages = {
  first: { title: 'What I can do', button: 'The main things' },
  more: { title: 'More that I can do', button: 'More that I can do' },
  special: { title: 'For organisers and the board', button: 'For organisers and the board' },
} as const;
type Page = keyof typeof pages;

/** What is for organisers and the board, by subject: all of it at once is four screens. What is in none is in the last. */
const subjects = {
  events: {
    title: 'Running events',
    verbs:
      'needs-doing mornings organise organise-new organise-drafts series-manage series-copy-ask organise-announce organise-reach working-hours failed-messages',
  },
  coming: {
    title: 'Who comes and who came',
    verbs: 'attendees waiting-list event-answers catering room-sheets badges check-in-code attendance settle-many',
  },
  answers: {
    title: 'Questions, articles and feedback',
    verbs:
      'tickets unanswered articles questions-here feedback-results feedback-trend organise-feedback moderate approved-quotes',
  },
  projects: {
    title: 'Projects, people and files',
    verbs: 'run-projects survey-new applications nominations project-schools head-claims claims on-request import-data',
  },
  board: {
    title: 'For the board',
    verbs:
      'figures-card absent-schools project-progress survey-report committee-report paper-template send-summaries send-digest digest-to digest-now sendings channels',
  },
  service: { title: 'Setting up and looking after me', verbs: '' },
} as const;
type Subject = keyof typeof subjects;
const subjectNames = Object.keys(subjects) as Subject[];

function subjectOf({ verb }: HelpLine): Subject {
  return subjectNames.find((subject) => subjects[subject].verbs.split(' ').includes(verb)) ?? 'service';
}

/** The help for this person: an example for each line, the main things first. @param lines what they may ask for */
export function helpAnswer(request: TurnRequest, lines: readonly HelpLine[]): Answer {
  const special = lines.filter((line) => line.special);
  const asked = request.data.page;
  const subject = subjectNames.find((one) => one === asked);
  const ofSubject = subject ? special.filter((line) => subjectOf(line) === subject) : [];
  const byPage: Record<Page, readonly HelpLine[]> = {
    first: essentials.flatMap((verb) => lines.filter((line) => line.verb === verb)),
    more: lines.filter((line) => !line.special && !essentials.includes(line.verb)),
    special,
  };
  const page: Page = asked === 'more' || asked === 'special' ? asked : 'first';
  const shown = byPage[page].length > 0 ? page : 'first';
  const others = (Object.keys(pages) as Page[]).filter((other) => other !== shown && byPage[other].length > 0);
  return { replies: [{ kind: 'card', card: cardOf() }] };

  function cardOf(): Card {
    if (subject && ofSubject.length > 0) return helpCard(subjects[subject].title, subject, ofSubject, ['special']);
    if (shown === 'special') return subjectsCard(special, others);
    return helpCard(pages[shown].title, shown, byPage[shown], others);
  }
}

function helpCard(title: string, page: Page | Subject, lines: readonly HelpLine[], others: readonly Page[]): Card {
  return {
    fallback: [`${title}:`, ...lines.map((line) => `${line.title}: "${line.example}"`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items: lines.map((line) => ({ title: line.title, detail: `Say “${line.example}”` })) },
    ],
    again: { verb: 'help', data: { page } },
    actions: [...lines.filter(({ verb }) => withButton.includes(verb)).map(actionOf), ...others.map(turnTo)],
  };
}

/** The subjects in which this person may do something, each with its first things. */
function subjectsCard(lines: readonly HelpLine[], others: readonly Page[]): Card {
  const { title } = pages.special;
  const items = subjectNames.flatMap((subject) => {
    const [first, ...more] = lines.filter((line) => subjectOf(line) === subject);
    if (!first) return [];
    const named = [first, ...more].slice(0, 3).map((line) => line.title);
    const detail = named.join(', ') + (more.length >= named.length ? ' and more' : '');
    const action = { kind: 'act', label: 'Open', verb: 'help', data: { page: subject } } as const;
    return [{ title: subjects[subject].title, detail, action }];
  });
  return {
    fallback: [`${title}:`, ...items.map((item) => `${item.title}: ${item.detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
    again: { verb: 'help', data: { page: 'special' } },
    // An administrator has a subject for each button that there is room for.
    actions: items.length < mostButtons ? others.filter((other) => other === 'first').map(turnTo) : [],
  };
}

function turnTo(page: Page): ActAction {
  return { kind: 'act', label: pages[page].button, verb: 'help', data: { page } };
}

function actionOf({ title, verb }: HelpLine): ActAction {
  return { kind: 'act', label: title, verb, keepsCard: true };
}
