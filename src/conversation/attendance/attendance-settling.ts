import type { AttendanceRefusal } from '../../app/attendance/attendance.js';
import { doubtfulRows } from '../../app/attendance/attendance-queue.js';
import {
  applySettling,
  planSettling,
  type SettlePlan,
  type SettleStep,
} from '../../app/attendance/attendance-settling.js';
import { type FilledName, type NameFault, planFilledNames } from '../../app/attendance/unknown-names.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { sayAttendanceRefusal, sessionsMeant, showRoll } from './attendance.js';
import { describeSettled, settlingCard } from './attendance-settling-cards.js';

/** "Settle the unknown names of the Northgate briefing": settles many names at once. */
export async function settleMany(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.session) return plan(context, request.data.session);
  const meant = await sessionsMeant(context, request.text);
  const waiting: Array<{ readonly id: string; readonly title: string; readonly count: number }> = [];
  for (const { id, title } of meant) {
    const { waiting: count } = await doubtfulRows(context.services.core, id, 0);
    if (count > 0) waiting.push({ id, title, count });
  }
  const [only, ...others] = waiting;
  if (!only) return { replies: [text('There are no names to settle in your events from the last six weeks.')] };
  if (others.length === 0) return plan(context, only.id);
  const items = waiting.slice(0, 8).map(({ id, title, count }) => ({
    title,
    detail: `${count.toLocaleString('en-GB')} to settle`,
    action: { kind: 'act', label: 'Settle', verb: 'settle-many', data: { session: id } } as const,
  }));
  const lead = 'For which event?';
  const fallback = [lead, ...items.map(({ title, detail }) => `${title}: ${detail}`)].join('\n');
  const blocks = [{ kind: 'text', text: lead } as const, { kind: 'list', items } as const];
  return { replies: [{ kind: 'card', card: { fallback, blocks } }] };
}

/** Accepts every suggestion that is so sure; nothing is stored yet. */
export async function settleSure(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const from = Number.parseInt(request.data.from ?? '', 10);
  const sure = from >= 50 && from <= 100 ? from : 95;
  return plan(context, request.data.session, { kind: 'sure', from: sure });
}

/** Leaves out whatever is not decided; nothing is stored yet. */
export async function settleRest(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return plan(context, request.data.session, { kind: 'rest' });
}

export async function settleUndo(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return plan(context, request.data.session, 'undo');
}

/** Stores what was decided. */
export async function settleApply(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { session = '' } = request.data;
  const outcome = await applySettling(context.services.core, context.actor, session);
  if (outcome.kind === 'refused') return sayAttendanceRefusal(outcome);
  const roll = await showRoll(context, { session });
  return { ...roll, replies: [text(describeSettled(outcome)), ...roll.replies] };
}

const shownFaults = 10;

/** The list of unknown names came back filled in. */
export async function settleFilled(context: TurnContext, filled: readonly FilledName[]): Promise<Answer> {
  const outcome = await planFilledNames(context.services.core, context.actor, filled);
  switch (outcome.kind) {
    case 'no-rows':
      return { replies: [text('All the names in this list have already been settled.')] };
    case 'faulty': {
      const { faults } = outcome;
      const some = faults.slice(0, shownFaults).map(({ line, fault }) => `Line ${line}: ${sayNameFault(fault)}`);
      const more = faults.length > some.length ? [`… and ${faults.length - some.length} more.`] : [];
      const lead = 'Nothing from this list has been saved. Please correct these lines and attach it again:';
      return { replies: [text([lead, ...some, ...more].join('\n'))] };
    }
    default:
      return show(context, outcome);
  }
}

function sayNameFault(fault: NameFault): string {
  switch (fault.kind) {
    case 'no-suggestion':
      return 'There is no suggestion to say yes to. Write an address or a full name.';
    case 'nobody':
      return `Nobody on record is “${fault.who}”. Write an address or a full name, or import the person first.`;
    case 'several':
      return `Several people are “${fault.who}”. Write the address of the one you mean.`;
  }
}

async function plan(context: TurnContext, session = '', change?: SettleStep | 'undo'): Promise<Answer> {
  return show(context, await planSettling(context.services.core, context.actor, session, change));
}

async function show(context: TurnContext, planned: SettlePlan | AttendanceRefusal): Promise<Answer> {
  if (planned.kind === 'refused') return sayAttendanceRefusal(planned);
  const { sessionId } = planned;
  if (planned.settled.length + planned.open.length === 0) return showRoll(context, { session: sessionId });
  const title = (await sessionsMeant(context, '')).find(({ id }) => id === sessionId)?.title ?? 'The event';
  const url = context.services.imports?.unknownNames(context.actor.accountId, sessionId);
  return { replies: [{ kind: 'card', card: settlingCard(planned, title, url) }] };
}
