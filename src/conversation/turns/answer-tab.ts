import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Memory } from '../../app/memory.js';
import { findActor } from '../../app/people/home-tabs.js';
import { openAccount } from '../../app/people/open-account.js';
import { recogniseAccount } from '../../app/people/people.js';
import { readActor } from '../../app/people/read-actor.js';
import { unlessSilent } from '../../app/turns/unless-silent.js';
import type { AccountKey } from '../../domain/account.js';
import type { Actor } from '../../domain/actor.js';
import { createHome } from '../everyday/home.js';
import { intentOf, mayAsk } from '../intents.js';
import { withCare } from '../talk/free-words.js';
import type { PlainReply } from '../talk/turn.js';
import { type Answer, readSubject, refuse, type Services, type TurnContext } from '../talk/turn-context.js';
import { tidyInput } from '../talk/typed.js';
import type { PageAct } from './answer-page.js';
import { noteEffects, runAndResume, stepsToSayWhoIAm } from './run-intent.js';

/** Somebody who opened their tab: an account that the platform vouches for, as in the chat. */
export interface TabVisit {
  readonly account: AccountKey;
  /** As the platform shows it. */
  readonly name: string;
}

/** What the tab shows. */
export interface TabAnswer {
  readonly replies: readonly PlainReply[];
  /** It shows what a Home tab shows. */
  readonly isHome: boolean;
  /** To be given back with what is pressed next: what was asked for and waits until we know who they are. */
  readonly carried?: string;
}

/** A tab of somebody's own, on a platform whose tabs are pages. */
export interface AnswerTab {
  /** The same as the Home tab elsewhere. */
  home(visit: TabVisit): Promise<TabAnswer>;
  /** Does what was pressed, as in the chat: the same intents, which check who may. @param carried of the answer before */
  act(visit: TabVisit, act: PageAct, carried: string): Promise<TabAnswer>;
}

/** Asks the platform for an account's verified address. */
export type EmailOf = (accountId: string) => Promise<string | undefined>;

export function createTab(services: Services, emailOf: EmailOf): AnswerTab {
  const { core } = services;
  const readHome = createHome(services);
  return {
    home: async ({ account }) => {
      const actor = await findActor(core, account);
      if (actor?.personId === null) await recogniseAccount(core, actor, await emailOf(actor.accountId));
      const { cards } = await readHome(account);
      return { replies: cards.map((card) => ({ kind: 'card', card })), isHome: true };
    },
    act: async (visit, act, carried) => {
      const { replies, subject } = await unlessSilent(core, actOnTab(services, visit, act, carried));
      const pending = subject?.pending ? JSON.stringify(subject.pending) : undefined;
      const next = pending ?? (!subject && stepsToSayWhoIAm.has(act.verb) ? carried : undefined);
      return {
        replies: replies.map((reply) => withCare(reply) as PlainReply),
        isHome: false,
        ...(next ? { carried: next } : {}),
      };
    },
  };
}

async function actOnTab(services: Services, visit: TabVisit, act: PageAct, carried: string): Promise<Answer> {
  const input = tidyInput({ kind: 'submitted', ...act });
  const intent = intentOf(act.verb);
  if (!intent || input.kind !== 'submitted') return { replies: [gone] };
  const actor = await actorOf(services, visit);
  const context = contextOf(services, visit, actor, carried);
  const answer = mayAsk(intent, actor, services)
    ? await runAndResume(context, intent, { text: '', data: input.data, values: input.values })
    : refuse(intent.verb, intent.refusal);
  await noteEffects(services.core, context, answer);
  return answer;
}

const gone: PlainReply = { kind: 'text', text: 'That is not possible here any more.' };

async function actorOf({ core }: Services, { account, name }: TabVisit): Promise<Actor> {
  const known = await findActor(core, account);
  if (known) return { ...known, name: known.name || name };
  const accountId = await openAccount(core, account);
  return readActor(core, { accountId, personId: null, name, post: null, grants: [] });
}

const pendingAct = z.object({ verb: z.string().max(60), data: z.record(z.string().max(500)) });

function contextOf(services: Services, { account, name }: TabVisit, actor: Actor, carried: string): TurnContext {
  const { clock, timeZone } = services.core;
  const pending = pendingAct.safeParse(parsed(carried));
  return {
    services,
    actor,
    turn: {
      id: randomUUID(),
      account,
      displayName: name,
      place: { kind: 'personal', id: account.user },
      reference: {},
      input: { kind: 'arrived' },
    },
    subject: readSubject(pending.success ? { pending: pending.data } : {}),
    now: clock.now(),
    zone: timeZone,
    memory: new Memory(),
  };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
