import type { SessionToSee, Task } from '../../app/organising/needs-doing.js';
import { sayMoment } from '../../domain/when.js';
import type { ActAction, Card, ListItem } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import type { View } from '../programme/programme-cards.js';
import { listWords, plural } from '../talk/wording.js';
import { countWords, organiserAct } from './organising-cards.js';

/** More buttons than these are not taken in at a glance. */
const buttonsAtMost = 6;
const titlesShown = 2;

/**
 * What needs doing, each with its button, the most urgent first.
 * @param tasks at most six of them get a button; how many of the others there are is said
 * @param actions what is offered besides, as far as six buttons go
 */
export function needsDoingCard(
  tasks: readonly Task[],
  view: View,
  lead: string,
  actions: readonly ActAction[] = [],
): Card {
  const items = tasks.map((task) => itemOf(task, view));
  const shown = items.slice(0, buttonsAtMost);
  const rest = items.slice(buttonsAtMost).map(({ title }) => title);
  const also = rest.length > 0 ? `Also: ${rest.join('; ')}.` : '';
  const said = items.length > 0 ? `${lead} This needs doing:` : `${lead} Nothing needs doing just now.`;
  return {
    fallback: [said, ...shown.map(({ title, detail }) => [title, detail].filter(Boolean).join('. ')), also]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      { kind: 'text', text: said.trim(), tone: 'strong' },
      ...(shown.length > 0 ? [{ kind: 'list', items: shown } as const] : []),
      ...(also ? [{ kind: 'context', text: also } as const] : []),
    ],
    actions: actions.slice(0, buttonsAtMost - shown.length),
  };
}

function itemOf(task: Task, view: View): ListItem {
  switch (task.kind) {
    case 'check-in-now':
    case 'check-in':
      return perSession(task.sessions, {
        one: (title) => `No check-in code yet: ${title}`,
        many: (count) => `No check-in code yet at ${plural(count, 'session')}`,
        detail: (session) => sayMoment(session.startsAt, view.zone),
        button: ({ id }, isOnly) => go(isOnly ? 'Make the code' : 'Make the first', 'check-in-code', { session: id }),
      });
    case 'list-to-confirm':
      return perSession(task.sessions, {
        one: (title) => `Attendance to confirm: ${title}`,
        many: (count) => `${plural(count, 'attendance list')} to confirm`,
        detail: ({ taken, present }) => `${taken} booked, ${present} marked as there`,
        button: ({ id }, isOnly) =>
          isOnly ? go('Open the list', 'roll', { session: id }) : go('Open the lists', 'attendance'),
      });
    case 'running-low':
      return placesItem(task.sessions, view, (session) => (isFull(session) ? 'Full' : 'Few places left'));
    case 'empty':
      return placesItem(task.sessions, view, () => 'Few bookings yet');
    case 'failed-messages':
      return countItem(`${plural(task.count, 'message')} did not arrive`, 'See them', 'failed-messages');
    case 'questions':
      return countItem(`${plural(task.count, 'question')} to answer`, 'Answer', 'tickets');
    case 'head-claims':
      return countItem(`${plural(task.count, 'claim')} to be head, not confirmed yet`, 'See who', 'head-claims');
    case 'claims':
      return countItem(
        `${plural(task.count, 'person', 'people')} to be confirmed at ${task.count === 1 ? 'a school' : 'schools'}`,
        'See who',
        'claims',
      );
    case 'quotes':
      return countItem(`${plural(task.count, 'quote')} to moderate`, 'Moderate', 'moderate');
    case 'drafts':
      return countItem(`${plural(task.count, 'draft')} not published yet`, 'See drafts', 'organise-drafts');
  }
}

interface SessionWords {
  readonly one: (title: string) => string;
  readonly many: (count: number) => string;
  readonly detail: (session: SessionToSee) => string;
  readonly button: (first: SessionToSee, isOnly: boolean) => ActAction;
}

/** One session with its detail, or several with their names; the button is about the soonest of them, or about all. */
function perSession(sessions: readonly [SessionToSee, ...SessionToSee[]], words: SessionWords): ListItem {
  const [first, ...rest] = sessions;
  if (rest.length === 0) {
    return { title: words.one(first.title), detail: words.detail(first), action: words.button(first, true) };
  }
  const named = sessions.slice(0, titlesShown).map(({ title }) => title);
  const more = sessions.length - named.length;
  return {
    title: words.many(sessions.length),
    detail: listWords(more > 0 ? [...named, `${more} more`] : named),
    action: words.button(first, false),
  };
}

function placesItem(
  sessions: readonly [SessionToSee, ...SessionToSee[]],
  view: View,
  sayOf: (session: SessionToSee) => string,
): ListItem {
  const [first] = sessions;
  const said = sessions.every((session) => sayOf(session) === sayOf(first)) ? sayOf(first) : 'Full, or few places left';
  return perSession(sessions, {
    one: (title) => `${said}: ${title}`,
    many: (count) => `${said} at ${plural(count, 'session')}`,
    detail: (session) => `${sayMoment(session.startsAt, view.zone)}: ${takenWords(session)}`,
    button: ({ eventId }, isOnly) =>
      isOnly ? go('Open it', 'organise-event', { event: eventId }) : go('Open events', 'organise'),
  });
}

function isFull({ capacity, taken }: SessionToSee): boolean {
  return capacity !== null && taken >= capacity;
}

function takenWords({ capacity, taken, waiting }: SessionToSee): string {
  return countWords({ capacity, confirmed: taken, offered: 0, waiting });
}

function countItem(title: string, label: string, verb: Verb): ListItem {
  return { title, action: go(label, verb) };
}

function go(label: string, verb: Verb, data: Readonly<Record<string, string>> = {}): ActAction {
  return organiserAct(label, verb, data, { keepsCard: true });
}
