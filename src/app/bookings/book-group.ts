import type { Tx } from '../../db/database.js';
import type { Actor, Post } from '../../domain/actor.js';
import { maxColleagues, type NamedColleague } from '../../domain/colleague-words.js';
import { isUuid } from '../../domain/uuid.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellHolders } from '../messages/tell-holders.js';
import { type Told, toldBy, waysOf } from '../messages/ways.js';
import { belongsTo } from '../people/school-standing.js';
import { giveOrRefuse, type PlaceOutcome, placeBeside } from './book-place.js';
import { type Answers, lacksRequired, requiredQuestions } from './booking-questions.js';
import { type Colleague, colleaguesAt, findOrAddColleagues } from './colleagues.js';
import { type Beside, type LockedSession, lockAskers, lockSession } from './session-lock.js';

interface GroupRequest {
  /** Colleagues already on record, by person id. */
  readonly known: readonly string[];
  readonly named: readonly NamedColleague[];
  /** The booker wants a place too. */
  readonly self: boolean;
  /** The booker's own answers. Colleagues are asked in their own chat, or on their page. */
  readonly answers: Answers;
  /** Registrations of theirs that they were asked about: a place beside one of these is meant. */
  readonly askedBeside: readonly string[];
}

/** Somebody of the group who holds a place that this one does not go with. */
export interface GroupBeside {
  readonly name: string;
  readonly self: boolean;
  /** The place is one of the booker's school, whose people may read where it is. */
  readonly ofSchool: boolean;
  readonly held: Beside;
}

export interface GroupLine {
  readonly name: string;
  readonly self: boolean;
  /** Otherwise the booker has to pass on a link. */
  readonly told: Told;
  readonly outcome: PlaceOutcome;
  /** The organisers' required questions that are not answered for them yet. */
  readonly missing: readonly string[];
}

export type GroupOutcome =
  | { readonly kind: 'decided'; readonly lines: readonly GroupLine[] }
  /** These hold a place that this one does not go with, and it is to be asked first; nobody is booked. */
  | { readonly kind: 'beside'; readonly people: readonly GroupBeside[] }
  | {
      readonly kind: 'refused';
      readonly reason: 'no-school' | 'unproven' | 'nobody' | 'too-many' | 'not-found' | 'needs-answers';
    };

/**
 * Books several people of the booker's school in one transaction: each gets a place while there are any, and joins the
 * waiting list otherwise. A name that is not known at the school becomes a new person there, without an account.
 */
export async function bookColleagues(
  core: Core,
  actor: Actor,
  sessionId: string,
  request: GroupRequest,
): Promise<GroupOutcome> {
  const { post, personId } = actor;
  if (personId === null || post === null || post.urn === null) return { kind: 'refused', reason: 'no-school' };
  if (!belongsTo(actor, post.urn)) return { kind: 'refused', reason: 'unproven' };
  const count = request.known.length + request.named.length + (request.self ? 1 : 0);
  if (count === 0) return { kind: 'refused', reason: 'nobody' };
  if (count > maxColleagues) return { kind: 'refused', reason: 'too-many' };
  if (!isUuid(sessionId)) return { kind: 'refused', reason: 'not-found' };
  const booker = { actor, personId, post, urn: post.urn };
  return commit(core, (tx) => bookUnderLock(core, tx, booker, sessionId, request));
}

interface Booker {
  readonly actor: Actor;
  readonly personId: string;
  readonly post: Post;
  readonly urn: number;
}

async function bookUnderLock(
  core: Core,
  tx: Tx,
  booker: Booker,
  sessionId: string,
  request: GroupRequest,
): Promise<GroupOutcome> {
  await lockAskers(tx, sessionId, booker.urn, [...request.known, ...(request.self ? [booker.personId] : [])]);
  const session = await lockSession(tx, sessionId, booker.urn, request.self ? booker.personId : null);
  if (!session) return { kind: 'refused', reason: 'not-found' };
  if (request.self && (await mustAnswer(tx, session, booker.personId, request.answers))) {
    return { kind: 'refused', reason: 'needs-answers' };
  }
  const people = await groupOf(tx, booker, request, core.clock.now());
  const beside = await besideOthers(core, tx, session, booker, people, request.askedBeside);
  if (beside.length > 0) {
    const added = people.filter(({ isNew }) => isNew).map(({ personId }) => personId);
    await tx.person.deleteMany({ where: { id: { in: added } } });
    return { kind: 'beside', people: beside };
  }
  return bookEach(core, tx, booker, session, people, request.answers);
}

async function bookEach(
  core: Core,
  tx: Tx,
  booker: Booker,
  session: LockedSession,
  people: readonly Colleague[],
  answers: Answers,
): Promise<GroupOutcome> {
  const ids = people.map((one) => one.personId);
  const ways = await waysOf(core, tx, ids, 'own');
  const lines: Array<Omit<GroupLine, 'missing'>> = [];
  const toTell: string[] = [];
  for (const { personId, name, position, isNew } of people) {
    const self = personId === booker.personId;
    const told = toldBy(ways.get(personId));
    const outcome = await giveOrRefuse(core, tx, session, {
      actor: booker.actor,
      personId,
      post: { ...booker.post, position },
      bookedById: booker.personId,
      whenFull: 'wait',
      ...(self ? { answers } : { answers: undefined, asksLater: true }),
    });
    const got = outcome.kind === 'confirmed' || outcome.kind === 'waiting';
    if (isNew && !got) await tx.person.delete({ where: { id: personId }, select: { id: true } });
    if (got && !self && told) toTell.push(outcome.registrationId);
    lines.push({ name, self, told, outcome });
  }
  await tellHolders(core, tx, 'booked-for-you', toTell);
  return { kind: 'decided', lines: await withMissing(tx, lines) };
}

/** Whoever of the group is to be asked about first: a place of theirs is at the same time, or at another venue of the event. */
async function besideOthers(
  core: Core,
  tx: Tx,
  session: LockedSession,
  { actor, personId: self, post, urn }: Booker,
  people: readonly Colleague[],
  asked: readonly string[],
): Promise<GroupBeside[]> {
  const found: Array<Omit<GroupBeside, 'ofSchool'>> = [];
  for (const { personId, name, position, isNew } of people) {
    if (isNew) continue;
    const request = { actor, personId, post: { ...post, position }, bookedById: self, answers: undefined } as const;
    const held = await placeBeside(core, tx, session, { ...request, whenFull: 'wait' });
    if (held && !asked.includes(held.registrationId)) found.push({ name, self: personId === self, held });
  }
  if (found.length === 0) return [];
  const ids = found.map(({ held }) => held.registrationId);
  const ours = await tx.registration.findMany({ where: { id: { in: ids }, urn }, select: { id: true } });
  return found.map((one) => ({ ...one, ofSchool: ours.some(({ id }) => id === one.held.registrationId) }));
}

/** The booker must answer the questions for themselves before anyone is booked, unless they have a place already. */
async function mustAnswer(tx: Tx, session: LockedSession, personId: string, answers: Answers): Promise<boolean> {
  if (session.questions !== 'required' || !(await lacksRequired(tx, session.eventId, answers))) return false;
  const held = await tx.registration.count({
    where: { sessionId: session.id, personId, state: { in: ['confirmed', 'offered', 'waiting'] } },
  });
  return held === 0;
}

async function withMissing(tx: Tx, lines: ReadonlyArray<Omit<GroupLine, 'missing'>>): Promise<GroupLine[]> {
  const idOf = ({ outcome }: Omit<GroupLine, 'missing'>) =>
    'registrationId' in outcome ? outcome.registrationId : outcome.kind === 'already' ? outcome.own.id : '';
  const asked = await requiredQuestions(tx, lines.map(idOf).filter(Boolean));
  return lines.map((line) => ({ ...line, missing: asked.get(idOf(line))?.missing ?? [] }));
}

/** The booker first, then the colleagues they picked, then those they named; each once. */
async function groupOf(tx: Tx, booker: Booker, request: GroupRequest, now: Date): Promise<Colleague[]> {
  const { personId, actor, post, urn } = booker;
  const { position, title = null } = post;
  const self = { personId, name: actor.name, position, title, hasChat: true, isNew: false };
  const known = (await colleaguesAt(tx, urn)).filter((one) => request.known.includes(one.personId));
  const named = await findOrAddColleagues(tx, urn, request.named, now);
  const all = [...(request.self ? [self] : []), ...known, ...named];
  return all.filter((one, index) => all.findIndex((other) => other.personId === one.personId) === index);
}
