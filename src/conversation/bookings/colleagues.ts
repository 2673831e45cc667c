import { bookColleagues, type GroupBeside, type GroupLine, type GroupOutcome } from '../../app/bookings/book-group.js';
import {
  type Answers,
  type AskedQuestion,
  answerFault,
  questionsOfEvent,
} from '../../app/bookings/booking-questions.js';
import { type Colleague, colleaguesAt } from '../../app/bookings/colleagues.js';
import { colleaguesOfSchool } from '../../app/people/colleagues-of-school.js';
import { belongsTo } from '../../app/people/school-standing.js';
import { findSession, type ProgrammeSession } from '../../app/programme/sessions.js';
import { type ColleagueWords, maxColleagues, readColleagues } from '../../domain/colleague-words.js';
import type { FormValues } from '../../rendering/card.js';
import { unprovenWords } from '../people/belonging-cards.js';
import { askWho } from '../people/people.js';
import { amongIn } from '../programme/which-one.js';
import { mentionedIn, withoutNames } from '../talk/mentions.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { besideWords } from './beside-others.js';
import { sessionMeant } from './book.js';
import { faultsOfQuestions } from './booking-questions-cards.js';
import { groupCard, groupForm } from './colleagues-cards.js';
import { type ChosenColleagues, mentionedColleagues, namedColleagues } from './colleagues-named.js';

/** Words for who is coming, which say nothing about the event. */
const companions =
  /\b(and|for|with|me|myself|us|my|our|two|three|both|a|some|colleagues?|others?|team|staff|deput(y|ies)( head(teacher)?s?)?|assistant heads?|head ?teachers?|heads?|chairs?( of governors)?|governors?|clerks?|business managers?|teachers?)\b/gi;

/** "Book my deputy and me", or its button: asks who is coming, with the people named already ticked. */
export async function bookForColleagues(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const wanted = placesInWords(request.text);
  if (wanted === 0)
    return refusal(context, 'A booking is for at least one person. Tell me who is coming and I will book them.');
  if (wanted !== undefined && wanted > maxColleagues) return refusal(context, tooMany(wanted));
  const meant = request.data.session
    ? { session: request.data.session }
    : await sessionMeant(context, await aboutEvent(context, request.text), 'book-colleagues', amongIn(request));
  if ('answer' in meant) return meant.answer;
  const { post } = context.actor;
  if (context.actor.personId === null || post === null) {
    const pending = { verb: 'book-colleagues', data: { session: meant.session } };
    return askWho(context, 'One thing first, so that I can book for your school.', pending);
  }
  const session = await findSession(context.services.core.prisma, meant.session);
  if (!session) return refusal(context, 'That event is no longer on the programme.');
  if (post.urn === null) return refusal(context, noSchool);
  if (!belongsTo(context.actor, post.urn)) return refusal(context, unprovenWords(post.school));
  const colleagues = await othersAt(context, post.urn);
  const { people, others, me } = await namedColleagues(context, request.text, colleagues);
  const questions = await questionsOfEvent(context.services.core.prisma, session.eventId);
  // Their role is theirs to add.
  const named = [...others, request.data.named ?? ''].filter(Boolean);
  const typed: FormValues = named.length > 0 ? { others: named.map((name) => `${name}, `).join('\n') } : {};
  const values: FormValues = { me: me ? 'true' : 'false', people, ...typed };
  const form = groupForm({ session, colleagues, questions, values });
  return { replies: [{ kind: 'form', form }], subject: { events: [session.eventId], session: session.id } };
}

/** The words about the event, without those for who is coming. */
async function aboutEvent({ turn, actor, services }: TurnContext, words: string): Promise<string> {
  const urn = actor.post?.urn;
  const colleagues = urn ? await colleaguesOfSchool(services.core, urn) : [];
  const names = [...mentionedIn(turn).map(({ name }) => name), ...colleagues];
  // With a comma between, so that a name nobody knows is no part of what the event is called: "put Jo down for Eastholm".
  return withoutNames(words, names).replace(placesWanted, ' ').replace(companions, ', ');
}

/** `3 places`, `no seats` */
const placesWanted =
  /\b(\d+|no|zero|two|three|four|five|six|seven|eight|nine|ten) (places|seats|spaces|spots|tickets|people)\b/i;
const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** How many places the message asks for; undefined when it has no number. */
function placesInWords(words: string): number | undefined {
  const said = placesWanted.exec(words)?.[1]?.toLowerCase();
  if (said === undefined) return undefined;
  if (/^\d+$/.test(said)) return Number(said);
  return said === 'zero' ? 0 : small.indexOf(said);
}

const noSchool =
  'I have no school on record for you, so I can only book for you. Say "change my school" if you have one.';

async function othersAt(context: TurnContext, urn: number): Promise<Colleague[]> {
  const all = await colleaguesAt(context.services.core.prisma, urn);
  return all.filter(({ personId }) => personId !== context.actor.personId);
}

/** The submitted form: books everybody, or shows it again with what was typed. */
export async function bookGroup(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { prisma } = context.services.core;
  const session = await findSession(prisma, request.data.session ?? '');
  const urn = context.actor.post?.urn ?? null;
  if (!session) return refusal(context, 'That event is no longer on the programme.');
  if (urn === null) return refusal(context, noSchool);
  if (!belongsTo(context.actor, urn)) return refusal(context, unprovenWords(context.actor.post?.school));
  const questions = await questionsOfEvent(prisma, session.eventId);
  const colleagues = await othersAt(context, urn);
  const asked = (request.data.besides ?? '').split(' ').filter(Boolean);
  const back = async (faults: Readonly<Record<string, string>>, values = request.values): Promise<Answer> => {
    const form = groupForm({ session, colleagues, questions, values, faults });
    return { replies: [{ kind: 'form', form }] };
  };
  const picked = await mentionedColleagues(context, colleagues);
  if (picked.others.length > 0) return askRoles(picked, request.values, back);
  const read = readColleagues(typedIn(request.values, 'others'));
  if (read.kind === 'faulty') return back({ others: faultWords(read) });
  const people = request.values.people ?? [];
  const known = [...new Set([people, picked.people].flat())];
  const answers = Object.fromEntries(questions.map(({ id }) => [id, typedIn(request.values, id)]));
  const self = request.values.me === 'true' || picked.me;
  const booking = { known, named: read.people, self, answers, askedBeside: asked };
  const outcome = await bookColleagues(context.services.core, context.actor, session.id, booking);
  if (outcome.kind === 'refused') {
    const { reason } = outcome;
    return reason === 'needs-answers' ? back(missingIn(questions, answers)) : sayRefusal(context, reason, back);
  }
  if (outcome.kind === 'beside') {
    const beside = await besideOf(context, outcome.people, asked);
    const form = groupForm({ session, colleagues, questions, values: request.values, beside });
    return { replies: [{ kind: 'form', form }] };
  }
  return {
    replies: [{ kind: 'card', card: groupCard(session, outcome.lines, linksFor(context, session, outcome.lines)) }],
    subject: { events: [session.eventId], session: session.id },
  };
}

/** What the group is asked before some of them have two places that do not go together. @param asked of which before */
async function besideOf({ services, zone }: TurnContext, people: readonly GroupBeside[], asked: readonly string[]) {
  const words = people.map(async ({ name, self, ofSchool, held }) => {
    const session = self || ofSchool ? await findSession(services.core.prisma, held.sessionId) : undefined;
    return besideWords(self ? 'You already have' : `${name} already has`, session, held.why, zone);
  });
  const registrations = [...new Set([...asked, ...people.map(({ held }) => held.registrationId)])];
  return { words: await Promise.all(words), registrations };
}

/** Of somebody who was chosen and is not on record at the school the role is theirs to add; of others not even the name is known. */
function askRoles(
  { people, others, me }: ChosenColleagues,
  values: FormValues,
  back: (faults: Readonly<Record<string, string>>, values: FormValues) => Promise<Answer>,
): Promise<Answer> {
  const named = others.filter((name) => name !== '');
  const written = [typedIn(values, 'others').trim(), ...named.map((name) => `${name}, `)].filter(Boolean).join('\n');
  const ticked = [...new Set([values.people ?? [], people].flat())];
  const fault =
    named.length === others.length
      ? 'Add the role of each, such as “deputy headteacher”: I have no record of them at your school.'
      : 'I have no record of somebody whom you chose. Write the name and the role of each here.';
  const filled = { ...values, people: ticked, others: written, chosen: [], ...(me ? { me: 'true' } : {}) };
  return back({ others: fault }, filled);
}

/** Faults in the user's own answers, by field. */
function missingIn(questions: readonly AskedQuestion[], answers: Answers): Record<string, string> {
  const faults = questions.flatMap((question) => {
    const fault = answerFault(question, answers[question.id] ?? '');
    return fault ? [[question.id, fault] as const] : [];
  });
  return faultsOfQuestions(Object.fromEntries(faults));
}

async function sayRefusal(
  context: TurnContext,
  reason: Exclude<Extract<GroupOutcome, { kind: 'refused' }>['reason'], 'needs-answers'>,
  back: (faults: Readonly<Record<string, string>>) => Promise<Answer>,
): Promise<Answer> {
  if (reason === 'nobody') return back({ others: 'Choose somebody, or write who is coming.' });
  if (reason === 'too-many') return back({ others: tooMany('more') });
  if (reason === 'unproven') return refusal(context, unprovenWords(context.actor.post?.school));
  return refusal(context, reason === 'no-school' ? noSchool : 'That event is no longer on the programme.');
}

function linksFor(context: TurnContext, session: ProgrammeSession, lines: readonly GroupLine[]): Map<string, string> {
  const links = new Map<string, string>();
  for (const { outcome, told, self } of lines) {
    if (told || self || !('registrationId' in outcome)) continue;
    links.set(outcome.registrationId, context.services.links.place(outcome.registrationId, session.startsAt));
  }
  return links;
}

export function typedIn(values: FormValues, id: string): string {
  const value = values[id] ?? '';
  return typeof value === 'string' ? value : value.join('\n');
}

function tooMany(count: number | 'more'): string {
  const said = count === 'more' ? `more than ${maxColleagues}` : count.toLocaleString('en-GB');
  return `That is ${said} people. I can book at most ${maxColleagues} at once. For the whole staff, ask the team.`;
}

/** What is wrong with a line of colleagues, and how to write it. */
export function faultWords(read: Extract<ColleagueWords, { kind: 'faulty' }>): string {
  switch (read.fault) {
    case 'too-many':
      return tooMany(read.count);
    case 'no-position':
      return `Add their role, such as "Sam Field, deputy headteacher". Not understood: ${read.line}`;
    case 'two-positions':
      return `One role each, please: the one they are coming in. Not understood: ${read.line}`;
    case 'not-a-name':
      return `A name has letters, spaces, hyphens and apostrophes only. Not understood: ${read.line}`;
  }
}
