import { eventOfPage, isOfEvent, registrationsSince } from '../../app/bookings/page-records.js';
import { awaitsAnswer } from '../../app/invitations/answer-invitation.js';
import { Memory } from '../../app/memory.js';
import { readActorByLink } from '../../app/people/read-actor.js';
import { unlessSilent } from '../../app/turns/unless-silent.js';
import { type Actor, noAccount } from '../../domain/actor.js';
import type { FormValues } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { intentOf, mayAsk } from '../intents.js';
import { withCare } from '../talk/free-words.js';
import { mayOnPage } from '../talk/page-acts.js';
import type { PageView } from '../talk/page-links.js';
import type { PageVisit } from '../talk/page-topics.js';
import type { PlainReply } from '../talk/turn.js';
import type { Services, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { tidyInput } from '../talk/typed.js';
import { noteEffects, runFor } from './run-intent.js';

/** What somebody pressed or sent on a page of their own. */
export interface PageAct {
  readonly verb: string;
  readonly data: Readonly<Record<string, string>>;
  readonly values: FormValues;
}

/** What a page shows. */
export type PageAnswer = readonly PlainReply[];

/** What a link asks of its page: one of its views, or a rating to be chosen on its form. */
export interface PageOpening {
  readonly view?: PageView;
  readonly rating?: string;
}

/**
 * What a page shows when it is opened. It only reads, because programs that look for viruses follow links.
 * @returns undefined when the person is not on record any more
 */
export async function openPage(
  services: Services,
  visit: PageVisit,
  { view, rating }: PageOpening = {},
): Promise<PageAnswer | undefined> {
  const actor = await readActorByLink(services.core, visit.personId);
  if (!actor) return undefined;
  const { verb, data } = await firstView(services, visit);
  const shown = view !== undefined && visit.topic.kind === 'place' ? view : verb;
  const given = rating !== undefined && verb === 'feedback' ? { ...data, rating } : data;
  const answer = await run(services, actor, { verb: shown, data: given, values: {} }, 'read');
  return [...answer, ...(await invitationOn(services, visit))];
}

/**
 * Does what was pressed or sent on a page, as in the chat: the same intents, which check again who may. Nothing is done that is
 * not of the page's topic.
 * @returns undefined when the person is not on record any more; `not-here` for an act that the page does not offer
 */
export async function actOnPage(
  services: Services,
  visit: PageVisit,
  act: PageAct,
): Promise<PageAnswer | 'not-here' | undefined> {
  const actor = await readActorByLink(services.core, visit.personId);
  if (!actor) return undefined;
  if (!mayOnPage(visit.topic, act.verb) || !(await isOfTopic(services, visit, act.data))) return 'not-here';
  return unlessSilent(services.core, run(services, actor, act, 'act'));
}

/** On the page of an event to which somebody is invited: how to say no. */
async function invitationOn({ core }: Services, { personId, topic }: PageVisit): Promise<PageAnswer> {
  const event = topic.kind === 'event' ? await eventOfPage(core.prisma, topic.id) : undefined;
  if (event === undefined || !(await awaitsAnswer(core.prisma, event, personId))) return [];
  const actions = [
    { kind: 'act', label: 'I cannot come', verb: 'invitation-no', data: { event } },
    { kind: 'act', label: 'No more invitations', verb: 'invitations-stop' },
  ] as const;
  return [{ kind: 'card', card: { fallback: '', blocks: [], actions } }];
}

async function firstView(
  { core }: Services,
  { personId, topic }: PageVisit,
): Promise<{ readonly verb: Verb; readonly data: Readonly<Record<string, string>> }> {
  switch (topic.kind) {
    case 'place': {
      const chain = await registrationsSince(core.prisma, topic.id, personId);
      return { verb: 'booking', data: { registration: chain.at(-1) ?? topic.id } };
    }
    case 'feedback':
      return { verb: 'feedback', data: { request: topic.id } };
    case 'project':
      return { verb: 'enrolment', data: { enrolment: topic.id } };
    case 'joining':
      return { verb: 'project-invited', data: { cohort: topic.id } };
    case 'event':
      return { verb: 'event', data: { event: (await eventOfPage(core.prisma, topic.id)) ?? topic.id } };
    case 'mine':
      return { verb: 'my-bookings', data: {} };
    case 'mails':
      return { verb: 'mails', data: {} };
    case 'held':
      return { verb: 'my-data', data: {} };
  }
}

/** Whether what a button names belongs to the page's topic. */
async function isOfTopic({ core }: Services, { personId, topic }: PageVisit, data: PageAct['data']): Promise<boolean> {
  switch (topic.kind) {
    case 'place': {
      const chain = await registrationsSince(core.prisma, topic.id, personId);
      return chain.includes(data.registration ?? '');
    }
    case 'feedback':
      return data.request === undefined || data.request === topic.id;
    case 'project':
      return data.enrolment === topic.id;
    case 'joining':
      // What stops invitations names no project.
      return data.cohort === topic.id || Object.keys(data).length === 0;
    case 'event':
      return isOfEvent(core.prisma, (await eventOfPage(core.prisma, topic.id)) ?? '', data);
    case 'mine':
    case 'mails':
    case 'held':
      return true;
  }
}

async function run(services: Services, actor: Actor, act: PageAct, how: 'read' | 'act'): Promise<PageAnswer> {
  const tidy = tidyInput({ kind: 'submitted', ...act });
  const intent = intentOf(act.verb);
  if (tidy.kind !== 'submitted' || !intent || !mayAsk(intent, actor, services)) return [gone];
  const request: TurnRequest = { text: '', data: tidy.data, values: tidy.values };
  const context = pageContext(services, actor);
  const answer = how === 'read' ? await intent.run(context, request) : await runFor(context, intent, request);
  if (how === 'act') await noteEffects(services.core, context, answer);
  return answer.replies.map((reply) => withCare(reply) as PlainReply);
}

const gone: PlainReply = { kind: 'text', text: 'That is not possible here any more.' };

function pageContext(services: Services, actor: Actor): TurnContext {
  const { clock, timeZone } = services.core;
  return {
    services,
    actor,
    turn: {
      id: noAccount,
      account: { platform: 'teams', tenant: noAccount, user: noAccount },
      displayName: actor.name,
      place: { kind: 'personal', id: noAccount },
      reference: {},
      input: { kind: 'arrived' },
    },
    subject: { events: [] },
    now: clock.now(),
    zone: timeZone,
    memory: new Memory(),
  };
}
