import MiniSearch, { type SearchOptions } from 'minisearch';
import type { ArticleRecord } from '../../app/knowledge/knowledge-records.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { bookingState } from '../../domain/booking.js';
import { rank } from '../../knowledge/rank.js';
import type { Action, Card } from '../../rendering/card.js';
import { articleCard } from '../knowledge/answer-cards.js';
import { type Library, openLibrary } from '../knowledge/library.js';
import { daysOf, type EventSessions, eventCard, fullness, type View } from '../programme/programme-cards.js';
import { byEvent, narrowProgramme } from '../programme/programme-words.js';
import type { Services } from '../talk/turn-context.js';

/** Something that anybody who uses the bot may see, and so may be put into any chat: an event, or a published answer. */
export interface Shareable {
  readonly title: string;
  /** One line below the title, in the list to choose from. */
  readonly detail: string;
  /** Says nothing of whoever looks for it: it is read, and its buttons are pressed, by others. */
  readonly card: Card;
}

/** Which of those that were found. */
interface Page {
  readonly skip: number;
  readonly count: number;
}

/**
 * Finds what can be shared while somebody types.
 * @param words may be empty: then what is on next
 * @returns the best first; empty when nothing fits
 */
export type FindShareable = (words: string, page: Page) => Promise<readonly Shareable[]>;

/** A search box gets a few words; what is longer was pasted there by mistake. */
const longestSearch = 200;

export function createFindShareable({ core }: Pick<Services, 'core'>): FindShareable {
  return async (typed, { skip, count }) => {
    const words = typed.trim().slice(0, longestSearch);
    const view: View = { now: core.clock.now(), zone: core.timeZone };
    const sessions = (await upcomingSessions(core)).filter(
      (session) => bookingState(session, view.now) !== 'cancelled',
    );
    const events = words === '' ? byEvent(sessions) : eventsLike(sessions, words, view);
    const found = events.map((event) => shareableEvent(event, view));
    if (words === '') return found.slice(skip, skip + count);
    const { articles, first } = articlesLike(await openLibrary(core), words, view.now);
    const answers = articles.map((article) => shareableArticle(article, view.now));
    return (first ? [...answers, ...found] : [...found, ...answers]).slice(skip, skip + count);
  };
}

/** Half-typed words count, and so do misspelt ones. */
const typing: SearchOptions = { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: 'AND' };

/** What the words name, as in the chat (days, for whom, where); then what has words that begin like them. */
function eventsLike(sessions: readonly ProgrammeSession[], words: string, { now, zone }: View): EventSessions[] {
  const { sessions: narrowed, days, audience, named } = narrowProgramme(sessions, words, now, zone);
  const meant = days || audience || named ? byEvent(narrowed) : [];
  const all = byEvent(sessions);
  const search = new MiniSearch({ fields: ['title', 'place', 'about'], idField: 'position' });
  search.addAll(all.map((event, position) => ({ position, ...textOf(event) })));
  const begun = search
    .search(words, { ...typing, boost: { title: 3, place: 2 } })
    .map(({ id }) => all[Number(id)])
    .filter((event) => event !== undefined);
  const known = new Set(meant.map(([first]) => first.eventId));
  return [...meant, ...begun.filter(([first]) => !known.has(first.eventId))];
}

function textOf(event: EventSessions) {
  const [first] = event;
  return {
    title: `${first.title} ${first.seriesName}`,
    place: event.map(({ label, town, venue }) => [label, town, venue].filter(Boolean).join(' ')).join(' '),
    about: `${first.theme ?? ''} ${first.description}`,
  };
}

/** @returns `first`: the words ask what the first article answers, so it goes before any event */
function articlesLike(library: Library, words: string, now: Date) {
  const ranking = rank(library.index, words, now);
  const [best] = ranking.candidates;
  const asked =
    ranking.confidence === 'none'
      ? []
      : ranking.candidates.flatMap(({ kind, slug }) => (kind === 'article' ? (library.articles.get(slug) ?? []) : []));
  const begun = searchOf(library)
    .search(words, typing)
    .flatMap(({ id }) => library.articles.get(String(id)) ?? []);
  return {
    articles: [...new Set([...asked.slice(0, asksAbout), ...begun])],
    first: ranking.confidence === 'sure' && best?.kind === 'article',
  };
}

/** How many answers to a question are offered; the rest of its candidates are guesses. */
const asksAbout = 3;

/** By library: it is made once, and there is another one after each change of a record. */
const searches = new WeakMap<Library, MiniSearch>();

function searchOf(library: Library): MiniSearch {
  const known = searches.get(library);
  if (known) return known;
  const search = new MiniSearch({ fields: ['question', 'names'], idField: 'slug' });
  search.addAll(
    [...library.articles.values()].map(({ slug, question, aliases }) => ({
      slug,
      question,
      names: aliases.join('\n'),
    })),
  );
  searches.set(library, search);
  return search;
}

function shareableEvent(event: EventSessions, view: View): Shareable {
  return {
    title: event[0].title,
    detail: `${daysOf(event, view.zone)} · ${fullness(event, view.now)}`,
    card: eventCard(event, [], view),
  };
}

/** Whoever reads the answer may have a question of their own. */
const asksMore: readonly Action[] = [
  { kind: 'act', label: 'Ask something else', verb: 'ask-team-form', opensForm: true, keepsCard: true },
  { kind: 'act', label: "What's on", verb: 'whats-on' },
];

const shownOfAnswer = 140;

function shareableArticle(article: ArticleRecord, now: Date): Shareable {
  const [line = ''] = article.answer.split('\n');
  const detail = line.length > shownOfAnswer ? `${line.slice(0, shownOfAnswer).replace(/\s+\S*$/, '')} …` : line;
  return { title: article.question, detail, card: articleCard(article, now, asksMore) };
}
