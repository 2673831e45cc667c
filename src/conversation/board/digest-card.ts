import type { Digest } from '../../app/board/digest.js';
import { academicYearOf } from '../../domain/academic-year.js';
import { placesLeft } from '../../domain/booking.js';
import { academicStretch } from '../../domain/figures/academic-stretch.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { sayDay, sayShortDay } from '../../domain/when.js';
import { findForeignTopics } from '../../knowledge/foreign-topics.js';
import { splitWords } from '../../knowledge/words.js';
import type { Action, Block, Card } from '../../rendering/card.js';
import { writeQuery } from '../figures/query-codec.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { sayRating } from '../talk/rating-words.js';
import { listWords, plural } from '../talk/wording.js';
import { quoteBlocks } from './board-cards.js';

/** One thing worth knowing, with the way to more of it. */
interface Thing {
  readonly title: string;
  readonly detail: string;
  readonly action?: Action;
}

/**
 * The weekly digest: at most five things, each opening to more. @param updatedAt set when a digest that was already sent is updated
 * @param forOrganiser whether its reader is known to be one; a channel's readers are not
 */
export function digestCard(digest: Digest, zone: string, updatedAt?: Date, forOrganiser = false): Card {
  const title = `The week to ${sayDay(digest.until, zone)}`;
  const things = [
    comingUp(digest, zone),
    whatHappened(digest),
    signUps(digest),
    questions(digest, forOrganiser),
    notSeen(digest, zone),
  ].filter((thing) => thing !== undefined);
  const note = [
    `From the records of ${sayDay(digest.since, zone)} to ${sayDay(digest.until, zone)}.`,
    ...(updatedAt ? [`Updated on ${sayDay(updatedAt, zone)}.`] : []),
  ].join(' ');
  const nothing = things.length === 0 ? ['A quiet week: nothing happened, and nothing is coming up.'] : [];
  return {
    fallback: [title, ...things.map((thing) => `${thing.title}: ${thing.detail}`), ...nothing, note].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(things.length > 0 ? [{ kind: 'list', items: things } as const] : []),
      ...nothing.map((text): Block => ({ kind: 'text', text })),
      ...quoteBlocks(digest.feedback.quotes),
      { kind: 'context', text: note },
    ],
    ...(digest.feedback.questions > 0 ? { actions: [open(byQuestion, 'feedback-results')] } : {}),
  };
}

function open(
  label: string,
  verb: Extract<Action, { kind: 'act' }>['verb'],
  data: Record<string, string> = {},
): Action {
  return { kind: 'act', label, verb, data, keepsCard: true };
}

/** How many are coming, the next one, and how bookings stand against a year ago. */
function comingUp({ coming, registrations, sections }: Digest, zone: string): Thing | undefined {
  const booked = registrations.map(({ title, booked: now, before }) =>
    before === null
      ? `${title}: ${now} booked so far`
      : `${title}: ${now} booked so far, ${before} at the same point a year ago`,
  );
  const [next] = coming;
  if (!next && booked.length === 0) return undefined;
  const full = coming.filter((session) => placesLeft(session) === 0).length;
  const said = next ? `Next is ${sessionTitle(next)} on ${sayShortDay(next.startsAt, zone)}, ${sayTaken(next)}.` : '';
  const rest =
    coming.length > 1 ? `${coming.length} dates in four weeks${full > 0 ? `, ${full} of them full` : ''}.` : '';
  const against = sections.includes('registrations') && booked.length > 0 ? `${booked.slice(0, 2).join('; ')}.` : '';
  return {
    title: 'Coming up',
    detail: [said, rest, against].filter(Boolean).join(' '),
    action: open('What’s on', 'whats-on'),
  };
}

function sayTaken(session: Digest['coming'][number]): string {
  const { capacity, taken } = session;
  if (capacity === null) return `${taken} booked`;
  return `${taken} of ${plural(capacity, 'place')} booked${placesLeft(session) === 0 ? ', full' : ''}`;
}

function whatHappened({ happened, feedback }: Digest): Thing | undefined {
  const [first, ...others] = happened;
  const said = sayFeedback(feedback);
  if (!first) return said ? { title: 'Feedback', detail: said } : undefined;
  const came = (event: typeof first) =>
    event.attended === null ? `${event.title}: who came is not recorded yet` : `${event.title}: ${event.attended} came`;
  const rest = others.length > 2 ? `, and ${others.length - 2} more` : '';
  return {
    title: 'What happened',
    detail: [`${[first, ...others].slice(0, 3).map(came).join('; ')}${rest}.`, said].filter(Boolean).join(' '),
    action: open('Figures', 'answer', { kind: 'event', slug: first.slug, aspect: 'attendance' }),
  };
}

/** `12 answers to feedback, 4.2 of 5. 2 further questions were answered as well.` */
function sayFeedback({ answered, rating, questions }: Digest['feedback']): string {
  if (answered === 0) return '';
  const all = `${plural(answered, 'answer')} to feedback, ${sayRating(rating)}.`;
  if (questions === 0) return all;
  const further = `${plural(questions, 'further question')} ${questions === 1 ? 'was' : 'were'} answered as well`;
  return `${all} ${further}: organisers see how under “${byQuestion}”.`;
}

/** In a channel it leads organisers to their own chat; whoever is none is told so. */
const byQuestion = 'Feedback by question';

function signUps({ projects }: Digest): Thing | undefined {
  const [first] = projects;
  if (!first) return undefined;
  const said = listWords(
    projects.slice(0, 3).map(({ name, schools }) => `${plural(schools, 'school')} joined ${name}`),
  );
  return {
    title: 'Project sign-ups',
    detail: `${said}.`,
    action: open('Open', 'answer', { kind: 'project', slug: first.slug, aspect: 'schools' }),
  };
}

/** So many have asked the same that its words are nobody's own. */
const askedBySeveral = 3;

/**
 * Questions that nobody could answer, without the words of any one person: what several asked in the same words is shown, unless
 * it is about something that is never ours.
 */
function questions({ unanswered }: Digest, forOrganiser: boolean): Thing | undefined {
  const ours = unanswered.filter(({ question }) => findForeignTopics(splitWords(question)).length === 0);
  if (ours.length === 0) return undefined;
  const shared = ours.filter(({ count }) => count >= askedBySeveral).slice(0, 2);
  const often = shared.map(({ question, count }) => `“${question}” was asked ${count} times`);
  const detail = [
    `${plural(ours.length, 'question')} had no answer.`,
    ...(often.length > 0 ? [`${listWords(often)}.`] : []),
    ...(forOrganiser ? [] : ['Organisers see them when they ask “what could you not answer?”']),
  ].join(' ');
  return {
    title: 'Questions I could not answer',
    detail,
    ...(forOrganiser && { action: open('See them', 'unanswered') }),
  };
}

function notSeen({ coverage, until }: Digest, zone: string): Thing | undefined {
  const { schools, absent, held } = coverage;
  // Where nothing has been held, everybody was absent from nothing.
  if (schools === 0 || (!held && absent === schools)) return undefined;
  // Early in the year nothing has been held that anybody could have stayed away from.
  const year = academicStretch(academicYearOf(until, zone) - (held ? 0 : 1), zone);
  const query: FiguresQuery = {
    subjects: [],
    unsure: false,
    measure: 'absent',
    operation: 'value',
    times: [{ kind: 'stretch', stretch: year }],
    places: [],
    areas: [],
    phases: [],
  };
  return {
    title: 'Not seen this year',
    detail:
      absent === 0
        ? `Every one of the ${plural(schools, 'school')} has taken part in something since September.`
        : `${absent} of ${plural(schools, 'school')} ${absent === 1 ? 'has' : 'have'} taken part in nothing since September, neither event nor project.`,
    action: open(held ? 'Who did not come' : 'Who did not come last year', 'absent-schools', {
      query: writeQuery(query),
    }),
  };
}
