import type { PlainReply, Reply, Turn } from '../../conversation/talk/turn.js';
import { faultsByBlock, readModalMetadata } from '../../rendering/modal.js';
import { readModalValues } from '../../rendering/slack-input.js';
import { type Met, meet, presentOrLog, refuseStranger, type Slack, turnOf } from './answer.js';
import type { ShownModal } from './messenger.js';
import { openerForView } from './modal-opener.js';
import { type ViewSubmission, viewSubmission } from './payloads.js';
import type { Scene } from './present.js';
import { decodeMetadata, type SlackInput } from './slack-input.js';
import { answerView, waitingView, wordsView } from './views.js';

/** What Slack is told about a sent modal; nothing closes it. */
export type ModalAnswer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: ShownModal }
  | undefined;

/** A modal that came back. */
export interface Submission {
  readonly act: SlackInput;
  readonly verb: string;
  /** Ids of its fields. */
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
  return {
    verb: modal.verb,
    view: view.id,
    metadata,
    fields: view.blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : [])),
    act: {
      id: `form:${trigger}`,
      user: user.id,
      team: user.team_id ?? undefined,
      name: user.name ?? user.username ?? undefined,
      input: { kind: 'submitted', verb: modal.verb, data: modal.data, values },
      ...decodeMetadata(modal.carried),
    },
  };
}

/** A submission being worked on. */
export interface Sending {
  /** What Slack is told when it is ready in time. */
  readonly answer: Promise<ModalAnswer>;
  /** Showing what is beyond the modal; begins with the answer. */
  readonly shown: Promise<void>;
  /** Slack was told to wait instead: what comes goes into the modal, which stands open. */
  late(): void;
  /** What Slack is told then. */
  readonly meanwhile: ModalAnswer;
}

/** So long after it was told Slack has the word to wait in the modal. Milliseconds. */
const settledAfterMs = 700;

/** Asks the conversation, and decides what becomes of the modal: faults beside their fields, a next form, or the end. */
export function send(slack: Slack, submission: Submission): Sending {
  let lateSince: number | undefined;
  const asked = ask(slack, submission);
  const answer = asked.then((heard) => (heard ? modalAnswer(submission, heard) : undefined));
  const shown = asked.then(async (heard) => {
    if (!heard) return;
    if (lateSince === undefined) return presentBeyond(slack, submission, heard);
    const settling = lateSince + settledAfterMs - Date.now();
    if (settling > 0) await new Promise((resolve) => setTimeout(resolve, settling));
    await presentLate(slack, submission, heard);
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

interface Heard {
  readonly met: Met;
  readonly replies: readonly Reply[];
}

async function ask(slack: Slack, { act }: Submission): Promise<Heard | undefined> {
  const met = await meet(slack, act);
  if (!met) {
    await refuseStranger(slack, act);
    return undefined;
  }
  return { met, replies: await slack.respond(turnOf(slack, act, met)) };
}

/** The form that is to be filled in next, or once more; it stays in the modal, which only its sender sees. */
function nextForm(replies: readonly Reply[]) {
  return plainOf(replies).find((reply) => reply.kind === 'form')?.form;
}

function plainOf(replies: readonly Reply[]): readonly PlainReply[] {
  return replies.flatMap((reply): readonly PlainReply[] => {
    if (reply.kind === 'nothing') return [];
    return reply.kind === 'aside' ? reply.replies : [reply];
  });
}

function modalAnswer(submission: Submission, { met, replies }: Heard): ModalAnswer {
  const { act, fields, verb } = submission;
  const form = nextForm(replies);
  if (form) {
    const errors = faultsByBlock(form);
    const sameForm = form.submit.verb === verb && Object.keys(errors ?? {}).every((id) => fields.includes(id));
    if (errors && sameForm) return { response_action: 'errors', errors };
  }
  if (!form && act.spot.kind !== 'modal') return undefined;
  return updateTo(replies, met.place, act);
}

function updateTo(replies: readonly Reply[], place: Turn['place'], act: SlackInput): ModalAnswer {
  const said = plainOf(replies);
  return said.length > 0 ? { response_action: 'update', view: answerView(said, place, act.spot) } : undefined;
}

/** What does not stay in the modal is shown where it was opened from. */
async function presentBeyond(slack: Slack, { act }: Submission, { met, replies }: Heard): Promise<void> {
  if (act.spot.kind !== 'modal' && !nextForm(replies)) {
    await presentOrLog({ ...slack, ...met, spot: act.spot }, replies);
  }
  slack.homes.refreshSoon(met.account);
}

async function presentLate(slack: Slack, { act, view }: Submission, { met, replies }: Heard): Promise<void> {
  const opener = openerForView(slack.mouth, view, slack.log);
  const scene: Scene = { ...slack, ...met, spot: act.spot };
  if (act.spot.kind === 'modal' || nextForm(replies)) await presentOrLog({ ...scene, door: opener }, replies);
  else {
    await opener.show(wordsView('Done. The answer is in the chat.'));
    await presentOrLog(scene, replies);
  }
  slack.homes.refreshSoon(met.account);
}
