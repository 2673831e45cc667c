import { type NamesOnRecord, readFigureNames } from '../../app/figures/figure-names.js';
import { isOfComing } from '../../app/figures/pick-rounds.js';
import { readPartnership } from '../../app/setup/partnership.js';
import type { Subject as Counted, FiguresQuery } from '../../domain/figures/figures-query.js';
import { type FiguresView, partsOf } from '../../understanding/figures/figure-parts.js';
import { readFiguresFollowUp } from '../../understanding/figures/follow-figures.js';
import { type FiguresRead, readFigures } from '../../understanding/figures/read-figures.js';
import { subjectsMeant } from '../../understanding/figures/subjects-meant.js';
import { theTwoTold } from '../../understanding/figures/the-two-told.js';
import { inGeneralWords } from '../../understanding/own-names.js';
import { openLibrary } from '../knowledge/library.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';
import { saySchools } from './figure-sentences.js';
import { asksForNames } from './names-asked.js';
import { readQuery, writeQuery } from './query-codec.js';

/** A question for a number, as the intent that answers it takes it. */
interface FiguresAsked {
  readonly verb: 'figures';
  readonly request: TurnRequest;
  /** Every word of it is understood. */
  readonly sure: boolean;
  /** It is short of what it is about, which was told before. */
  readonly leans: boolean;
}

/**
 * A question for a number that stands on its own, or leans on the one told last.
 * @returns undefined when the words ask for no number that our records of events and projects hold
 */
export async function figuresAsked(context: TurnContext, typed: string): Promise<FiguresAsked | undefined> {
  if (typed.length > longestAsked) return undefined;
  const view = await viewOf(context);
  const words = await generally(context, typed, view);
  const alone = readFigures(words, view);
  const before = readQuery(context.subject.figures);
  const complete =
    alone.kind === 'query' &&
    (alone.query.subjects.length > 0 ||
      asksForNames(alone.query, words) ||
      isOfEventsAfterProject(alone.query, before));
  const pair = before && theTwoTold(words, readQuery(context.subject.figuresBefore), before);
  if (before && pair === 'unlike')
    return asked(
      { kind: 'unclear', unclear: { why: 'beyond', words: ['which of the two'] }, near: before },
      typed,
      true,
    );
  if (pair && pair !== 'unlike') return asked({ kind: 'query', query: pair }, typed, true);
  if (before && !complete && !schoolsOfAll.test(words)) {
    const leaning = readFiguresFollowUp(words, before, view);
    if (leaning?.kind === 'query') return asked(leaning, typed, true);
    // Every word of it is of figures: what it asks beyond them is said, and nothing else told.
    const isBeyond = leaning?.kind === 'unclear' && leaning.unclear.why === 'beyond';
    if (isBeyond && alone.kind !== 'query') return asked(leaning, typed, true);
  }
  return asked(ofTalk(context, words, alone, view), typed);
}

/** "Attendance by local authority" is of events, also where a project was just counted. */
function isOfEventsAfterProject({ measure }: FiguresQuery, before: FiguresQuery | undefined): boolean {
  const ofProject = before?.subjects.some(({ kind }) => kind === 'project') ?? false;
  return ofProject && !measure.startsWith('joined') && measure !== 'absent' && measure !== 'on-roll';
}

/** "How many came last time?" is of what was talked of. */
function ofTalk({ subject }: TurnContext, typed: string, alone: FiguresRead, view: FiguresView): FiguresRead {
  const { about, events } = subject;
  // "How many schools last year", of a project that was just spoken of, is of those that took part in it.
  const isOpen = alone.kind === 'query' && alone.query.subjects.length === 0;
  if (isOpen && about?.kind === 'project' && asksOfSchools.test(typed))
    return ofAbout({ kind: about.kind, slug: about.slug }, typed, view);
  if (alone.kind !== 'unclear' || alone.unclear.why !== 'subject') return alone;
  if (about && about.kind !== 'article') return ofAbout({ kind: about.kind, slug: about.slug }, typed, view);
  if (events.length > 0) return { kind: 'none' };
  return isOfAll(alone.near) ? { kind: 'query', query: alone.near } : alone;
}

/** Where nothing says of what: bookings are of whatever is to come, and how it goes and who stays away of all that was held. */
function isOfAll({ measure, operation, subjects }: FiguresQuery): boolean {
  const ofAny = isOfComing(measure) || measure === 'missed' || measure === 'turnout' || operation === 'trend';
  return subjects.length === 0 && ofAny;
}

/** Says nothing but that schools are counted, and when. */
const asksOfSchools =
  /^\W*(?:(?:and|so|ok) )*how many (?:schools|primaries|secondaries|academies|of us)(?: (?:are|were|was it|did|is it|there|in|this|last|the|previous|year|before|academic|20\d\d(?:[/-]\d\d)?))*\W*$/i;

/** "How many primary schools are in the partnership?" stands on its own, whatever was told before. */
const schoolsOfAll = /\bhow many\b.*\bschools?\b.*\b(?:partnership|county)\b/i;

/** "Last time", when an event that is to come was talked of, is the last of its series. */
function ofAbout(about: Counted, typed: string, view: FiguresView): FiguresRead {
  const read = readFigures(typed, view, about);
  const event = about.kind === 'event' && view.names.events.find(({ slug }) => slug === about.slug);
  const isEarlier = read.kind === 'query' && read.query.times.some(({ kind }) => kind === 'last');
  return event && isEarlier ? readFigures(typed, view, { kind: 'series', slug: event.series }) : read;
}

/** What is longer is a letter, not a question for a number. */
const longestAsked = 300;

/** The same for words that are known to ask for figures of a record. */
export async function figuresAskedOf(
  context: TurnContext,
  typed: string,
  subject: Counted,
): Promise<FiguresAsked | undefined> {
  const view = await viewOf(context);
  const words = await generally(context, typed, view);
  return asked(readFigures(words, view, subject), typed);
}

/** What is asked for is read against the names as they stand now. */
export async function namesOfTurn(context: TurnContext): Promise<NamesOnRecord> {
  const { core } = context.services;
  return readFigureNames(core, (await openLibrary(core)).version);
}

/** The series that words name, outright or by their kind; undefined where they speak of projects or of one event. */
export async function seriesAsked(context: TurnContext, typed: string): Promise<readonly string[] | undefined> {
  const view = await viewOf(context);
  const parts = partsOf(await generally(context, typed, view), view);
  const { subjects } = subjectsMeant(parts, undefined);
  const isOfSeries = subjects.every(({ kind }) => kind === 'series') && !parts.words.by.includes('project');
  return isOfSeries ? subjects.map(({ slug }) => slug) : undefined;
}

/** The places and schools that words narrow a question to, by name. */
export async function partAsked(context: TurnContext, typed: string): Promise<readonly string[]> {
  const view = await viewOf(context);
  const { found, words, without } = partsOf(await generally(context, typed, view), view);
  const schools = saySchools({
    areas: [],
    phases: words.phases,
    ...(words.academies ? { academies: true } : {}),
  }).replace(/ only$/, '');
  return [...found.places, ...found.areas, ...(schools ? [schools] : []), ...(without ? ['some'] : [])];
}

async function viewOf(context: TurnContext): Promise<FiguresView> {
  return { names: await namesOfTurn(context), now: context.now, zone: context.zone };
}

async function generally({ services }: TurnContext, typed: string, { names }: FiguresView): Promise<string> {
  return inGeneralWords(typed, await readPartnership(services.core), names.areas);
}

function asked(read: FiguresRead, typed: string, leans = false): FiguresAsked | undefined {
  switch (read.kind) {
    case 'none':
      return undefined;
    case 'query':
      return {
        verb: 'figures',
        sure: true,
        leans,
        request: { text: typed, data: { query: writeQuery(read.query) }, values: {} },
      };
    case 'unclear': {
      const { why, words } = read.unclear;
      const data = { query: writeQuery(read.near), why, words: words.join(', ').slice(0, 120) };
      return { verb: 'figures', sure: false, leans, request: { text: typed, data, values: {} } };
    }
  }
}
