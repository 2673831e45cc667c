import type { Tx } from '../../db/database.js';
import type { SqlTx } from '../../db/fast/sql.js';
import type { Prisma } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import { isPersonal, type QuestionKind } from '../../domain/event-plan.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { tellOrganisers } from '../messages/tell-organisers.js';
import { placesOf } from './place-rights.js';
import { isLiving } from './registrations.js';

/** Answers by question id. An empty text is no answer. */
export type Answers = Readonly<Record<string, string>>;

export interface AskedQuestion {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly prompt: string;
  readonly options: readonly string[];
  readonly required: boolean;
}

/** In characters. Caterers do not read more. */
export const longestAnswer = 500;

/** The organisers' questions at booking, in their order. */
export async function questionsOfEvent(db: SqlTx, eventId: string): Promise<AskedQuestion[]> {
  if (!isUuid(eventId)) return [];
  return db.$queryRaw`
    SELECT id, kind::text, prompt, COALESCE(options, '{}') AS options, required
      FROM "BookingQuestion" WHERE "eventId" = ${eventId}::uuid ORDER BY "order"`;
}

/** What is wrong with an answer; undefined when it is valid. */
export function answerFault(question: AskedQuestion, answer: string): 'missing' | 'no-such-option' | undefined {
  const given = answer.trim();
  if (given === '') return question.required ? 'missing' : undefined;
  const options = optionsOf(question);
  return options && !options.includes(given) ? 'no-such-option' : undefined;
}

/** The answers to choose from; undefined where people write their own. */
export function optionsOf({ kind, options }: AskedQuestion): readonly string[] | undefined {
  if (kind === 'yes_no') return ['Yes', 'No'];
  return kind === 'choice' ? options : undefined;
}

/** Whether a required question has no valid answer. */
export async function lacksRequired(tx: SqlTx, eventId: string, answers: Answers | undefined): Promise<boolean> {
  const questions = await questionsOfEvent(tx, eventId);
  return questions.some((question) => answerFault(question, answers?.[question.id] ?? '') !== undefined);
}

/** Saves the answers to this event's questions; an answer that is now empty is deleted. */
export async function saveAnswers(
  tx: SqlTx,
  eventId: string,
  registrationId: string,
  answers: Answers,
): Promise<boolean> {
  const before = await answersById(tx, registrationId);
  let changed = false;
  for (const question of await questionsOfEvent(tx, eventId)) {
    const answer = (answers[question.id] ?? '').trim().slice(0, longestAnswer);
    if (answerFault(question, answer) !== undefined || answer === (before[question.id] ?? '')) continue;
    changed = true;
    if (answer === '')
      await tx.$executeRaw`
        DELETE FROM "BookingAnswer" WHERE "registrationId" = ${registrationId}::uuid AND "questionId" = ${question.id}::uuid`;
    else
      await tx.$executeRaw`
        INSERT INTO "BookingAnswer" ("registrationId", "questionId", answer)
        VALUES (${registrationId}::uuid, ${question.id}::uuid, ${answer})
        ON CONFLICT ("registrationId", "questionId") DO UPDATE SET answer = EXCLUDED.answer`;
  }
  return changed;
}

export type AnswerOutcome =
  | { readonly kind: 'kept'; readonly late: boolean }
  | { readonly kind: 'faulty'; readonly faults: Readonly<Record<string, 'missing' | 'no-such-option'>> }
  | { readonly kind: 'past' }
  | { readonly kind: 'not-found' };

/**
 * Saves answers for one's own booking, or for a booking made for a colleague. The organisers are told of a change after
 * the catering cut-off, but not what it says: they look it up.
 */
export async function answerQuestions(
  core: Core,
  actor: Actor,
  registrationId: string,
  answers: Answers,
): Promise<AnswerOutcome> {
  if (actor.personId === null || !isUuid(registrationId)) return { kind: 'not-found' };
  return answer(core, { actor, mine: placesOf(actor), registrationId, answers });
}

/** The same from the page of a signed link, which either the booker or the attendee may hold. */
export async function answerByLink(core: Core, registrationId: string, answers: Answers): Promise<AnswerOutcome> {
  if (!isUuid(registrationId)) return { kind: 'not-found' };
  return answer(core, { actor: undefined, mine: {}, registrationId, answers });
}

interface Answering {
  /** Undefined for a signed link. */
  readonly actor: Actor | undefined;
  /** The registrations they may answer for. */
  readonly mine: Prisma.RegistrationWhereInput;
  readonly registrationId: string;
  readonly answers: Answers;
}

async function answer(core: Core, answering: Answering): Promise<AnswerOutcome> {
  return commit(core, (tx) => answerInside(core, tx, answering));
}

async function answerInside(core: Core, tx: Tx, answering: Answering): Promise<AnswerOutcome> {
  const { actor, mine, registrationId } = answering;
  const found = await tx.registration.findFirst({
    where: { AND: [{ id: registrationId }, mine] },
    select: { state: true, personId: true, session: { select: { startsAt: true, event: true } } },
  });
  if (!found || !isLiving(found.state)) return { kind: 'not-found' };
  const now = core.clock.now();
  if (found.session.startsAt <= now) return { kind: 'past' };
  const { event } = found.session;
  const own = actor !== undefined && actor.personId === found.personId;
  const answers = own ? answering.answers : await withHidden(tx, event.id, registrationId, answering.answers);
  const faults = await faultsOf(tx, event.id, answers);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const changed = await saveAnswers(tx, event.id, registrationId, answers);
  const late = changed && event.cateringCutOff !== null && event.cateringCutOff <= now;
  const line = { act: 'answer', subject: 'registration', subjectId: registrationId, outcome: 'kept' } as const;
  if (changed) await recordAct(tx, actor, line, now);
  if (late) {
    const key = `answers-late:${registrationId}:${now.getTime()}`;
    const notice = { key, kind: 'answers-late', payload: { registrationId } } as const;
    await tellOrganisers(core, tx, notice, { eventId: event.id });
  }
  return { kind: 'kept', late };
}

/**
 * Whoever fills in the form for somebody else does not see personal answers, so an empty field keeps the answer as it
 * is.
 */
async function withHidden(tx: Tx, eventId: string, registrationId: string, given: Answers): Promise<Answers> {
  const kept = await answersById(tx, registrationId);
  const hidden = (await questionsOfEvent(tx, eventId)).filter(({ kind }) => isPersonal(kind));
  const same = hidden.filter(({ id }) => (given[id] ?? '').trim() === '').map(({ id }) => [id, kept[id] ?? '']);
  return { ...given, ...Object.fromEntries(same) };
}

async function faultsOf(tx: Tx, eventId: string, answers: Answers) {
  const faults: Record<string, 'missing' | 'no-such-option'> = {};
  for (const question of await questionsOfEvent(tx, eventId)) {
    const fault = answerFault(question, answers[question.id] ?? '');
    if (fault) faults[question.id] = fault;
  }
  return faults;
}

/** All answers of a booking, by question id. For the attendee only: everyone else gets `visibleAnswers`. */
export async function answersById(db: SqlTx, registrationId: string): Promise<Record<string, string>> {
  if (!isUuid(registrationId)) return {};
  const rows = await db.$queryRaw<Array<{ questionId: string; answer: string }>>`
    SELECT "questionId", answer FROM "BookingAnswer" WHERE "registrationId" = ${registrationId}::uuid`;
  return Object.fromEntries(rows.map(({ questionId, answer }) => [questionId, answer]));
}

/** The answers of a booking that somebody else may see, and which of the hidden questions have an answer. */
export async function visibleAnswers(
  db: SqlTx,
  eventId: string,
  registrationId: string,
): Promise<{ readonly shown: Record<string, string>; readonly hidden: readonly string[] }> {
  const kept = await answersById(db, registrationId);
  const personal = (await questionsOfEvent(db, eventId)).filter(({ kind }) => isPersonal(kind)).map(({ id }) => id);
  return {
    shown: Object.fromEntries(Object.entries(kept).filter(([id]) => !personal.includes(id))),
    hidden: personal.filter((id) => kept[id] !== undefined),
  };
}

/** The organisers' questions for one booking. */
export interface Asked {
  /** Whether there are any questions at all. */
  readonly asks: boolean;
  /** The wording of required questions without an answer, in their order. */
  readonly missing: readonly string[];
}

/** Which questions these registrations have and have not answered yet, by registration id. */
export async function requiredQuestions(
  db: SqlTx,
  registrationIds: readonly string[],
): Promise<ReadonlyMap<string, Asked>> {
  const none: Asked = { asks: false, missing: [] };
  const asked = new Map(registrationIds.map((id) => [id, none]));
  if (registrationIds.length === 0) return asked;
  const rows = await db.$queryRaw<Array<{ id: string; missing: string[] }>>`
    SELECT g.id, COALESCE(array_agg(q.prompt ORDER BY q."order") FILTER (WHERE q.required AND NOT EXISTS (
             SELECT 1 FROM "BookingAnswer" a WHERE a."registrationId" = g.id AND a."questionId" = q.id)), '{}') AS missing
      FROM "Registration" g
      JOIN "Session" s ON s.id = g."sessionId"
      JOIN "BookingQuestion" q ON q."eventId" = s."eventId"
     WHERE g.id = ANY(${[...registrationIds]}::uuid[])
     GROUP BY g.id`;
  for (const { id, missing } of rows) asked.set(id, { asks: true, missing });
  return asked;
}
