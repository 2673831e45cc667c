import type { PlainReply, Reply, Turn } from '../../../conversation/talk/turn.js';
import type { Form } from '../../../rendering/card.js';
import { faultsByBlock, readModalMetadata } from '../../../rendering/modal.js';
import { readModalPeople, readModalValues } from '../../../rendering/slack-input.js';
import { type Caller, identifyCaller, presentOrLog, refuseCaller, type Slack, turnOf, withNames } from '../answer.js';
import type { ShownModal } from '../messenger.js';
import { type ViewSubmission, viewSubmission } from '../payloads.js';
import type { Scene } from '../present.js';
import { decodeMetadata, type SlackInput } from '../slack-input.js';
import { slackWords } from '../slack-words.js';
import { openerForView } from './modal-opener.js';
import { answerView, waitingView, wordsView } from './views.js';

/** The response to a submitted modal; undefined closes it. */
export type ModalAnswer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ShownModal }
  | undefined;

/** A submitted modal. */
export interface Submission {
  readonly action: SlackInput;
  readonly verb: string;
  /** Ids of its input blocks. */
  readonly fields: readonly string[];
  readonly view: string;
  readonly metadata: string;
}

/** @returns undefined when it is not one of ours */
export function readSubmission(body: unknown): Submission | undefined {
  const parsed = viewSubmission.safeParse(body);
  const metadata = parsed.data?.view.private_metadata ?? '';
  const modal = readModalMetadata(metadata);
  if (!parsed.success || !modal) return undefined;
  const { user, view, trigger_id: trigger }: ViewSubmission = parsed.data;
  const values = readModalValues(view.state.values);
  const people = readModalPeople(view.state.values).map((id) => ({ id, name: '' }));
  return {
    verb: modal.verb,
    view: view.id,
    metadata,
    fields: view.blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : [])),
    action: {
      id: `form:${trigger}`,
      user: user.id,
      team: user.team_id ?? undefined,
      name: user.name ?? user.username ?? undefined,
      input: {
        kind: 'submitted',
        verb: modal.verb,
        data: modal.data,
        values,
        ...(people.length > 0 ? { mentioned: people } : {}),
      },
      ...decodeMetadata(modal.carried),
    },
  };
}

/** A submission in progress. */
interface SubmissionProgress {
  /** The response to Slack, if it is ready in time. */
  readonly answer: Promise<ModalAnswer>;
  /** Resolves when replies outside the modal have been shown. */
  readonly shown: Promise<void>;
  /** Call when Slack got the waiting view instead: the replies then go into the open modal. */
  late(): void;
  /** The waiting view. */
  readonly meanwhile: ModalAnswer;
}

/** How long Slack takes to show the waiting view. Milliseconds. */
const settledAfterMs = 700;

/** Asks the conversation, and answers the modal with faults beside its fields, a next form, or nothing to close it. */
export function handleSubmission(slack: Slack, submission: Submission): SubmissionProgress {
  let lateSince: number | undefined;
  const asked = ask(slack, submission);
  const answer = asked.then((answered) => (answered ? modalAnswer(submission, answered) : undefined));
  const shown = asked.then(async (answered) => {
    if (!answered) return;
    if (lateSince === undefined) return presentOutsideModal(slack, submission, answered);
    const settling = lateSince + settledAfterMs - Date.now();
    if (settling > 0) await new Promise((resolve) => setTimeout(resolve, settling));
    await presentLate(slack, submission, answered);
  });
  return {
    answer,
    shown,
    late: () => {
      lateSince = Date.now();
    },
    meanwhile: { response_action: 'update', view: waitingView(submission.metadata) },
  };
}

interface Answered {
  readonly caller: Caller;
  readonly replies: readonly Reply[];
}

async function ask(slack: Slack, { action }: Submission): Promise<Answered | undefined> {
  const caller = await identifyCaller(slack, action);
  if (typeof caller === 'string') {
    await refuseCaller(slack, action, caller);
    return undefined;
  }
  return { caller, replies: await slack.respond(turnOf(slack, await withNames(slack, action), caller)) };
}

/** The form to fill in next, or again; it is shown in the same modal. */
function nextForm(replies: readonly Reply[]) {
  return plainOf(replies).find((reply) => reply.kind === 'form')?.form;
}

function plainOf(replies: readonly Reply[]): readonly PlainReply[] {
  return replies.flatMap((reply): readonly PlainReply[] => {
    if (reply.kind === 'nothing') return [];
    return reply.kind === 'aside' ? reply.replies : [reply];
  });
}

function modalAnswer(submission: Submission, { caller, replies }: Answered): ModalAnswer {
  const { action, fields, verb } = submission;
  const form = nextForm(replies);
  if (form) {
    const errors = faultsByBlock(form);
    const sameForm = form.submit.verb === verb && Object.keys(errors ?? {}).every((id) => fields.includes(id));
    if (errors && sameForm && !isFilledAnew(form, action)) return { response_action: 'errors', errors };
  }
  if (!form && action.target.kind !== 'modal') return undefined;
  return updateTo(replies, caller.place, action);
}

/** Errors leave the modal as it was typed: what the answer has put into a field would not be seen. */
function isFilledAnew({ fields, values = {} }: Form<string>, { input }: SlackInput): boolean {
  const typed = input.kind === 'submitted' ? input.values : {};
  return fields.some(({ id }) => {
    const filled = [values[id] ?? []].flat().join('\n').trim();
    return filled !== '' && filled !== [typed[id] ?? []].flat().join('\n').trim();
  });
}

function updateTo(replies: readonly Reply[], place: Turn['place'], action: SlackInput): ModalAnswer {
  const said = plainOf(replies);
  return said.length > 0 ? { response_action: 'update', view: answerView(said, place, action.target) } : undefined;
}

/** Replies that do not belong in the modal are shown where it was opened from. */
async function presentOutsideModal(slack: Slack, { action }: Submission, { caller, replies }: Answered): Promise<void> {
  if (action.target.kind !== 'modal' && !nextForm(replies)) {
    await presentOrLog({ ...slack, ...caller, target: action.target }, replies);
  }
  slack.homes.refreshSoon(caller.account);
}

async function presentLate(slack: Slack, { action, view }: Submission, { caller, replies }: Answered): Promise<void> {
  const opener = openerForView(slack.messenger, view, slack.log);
  const scene: Scene = { ...slack, ...caller, target: action.target };
  if (action.target.kind === 'modal' || nextForm(replies)) await presentOrLog({ ...scene, opener }, replies);
  else {
    await opener.show(wordsView(slackWords.answeredInChat));
    await presentOrLog(scene, replies);
  }
  slack.homes.refreshSoon(caller.account);
}
