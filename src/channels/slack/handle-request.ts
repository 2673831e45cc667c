import { turnKey } from '../../app/turns/open-turn.js';
import { dropEvent, isTurnDone, keepEvent, takeAbandonedEvents } from '../../app/turns/unfinished-slack-events.js';
import { onTrail } from '../../telemetry/trail.js';
import type { Outcome, Slack } from './answer.js';
import { describeFault } from './faults.js';
import { handleSubmission, type ModalAnswer, type Submission } from './forms/submission.js';
import { RetryRequested, withinDeadline } from './request-deadline.js';

/** One request from Slack. */
export interface SlackRequest {
  /** Unique in the workspace. */
  readonly id: string;
  /** As Slack sent it. */
  readonly body: unknown;
  /** This is a retry by Slack. */
  readonly retried: boolean;
}

/** Answers Slack within its three seconds, while the work may take longer. */
export interface RequestHandler {
  /** An event, which Slack retries until it is acknowledged. @throws RetryRequested */
  event(arrival: SlackRequest, work: () => Promise<Outcome>): Promise<void>;
  /** A click or a command, which Slack sends only once, so the work continues after the deadline. */
  interaction(arrival: SlackRequest, work: () => Promise<Outcome>): Promise<void>;
  /** A submitted modal. @returns the response for Slack, in time */
  modal(body: unknown, submission: Submission): Promise<ModalAnswer>;
  /** A submitted modal that a dead process had already acknowledged. */
  recoveredModal(submission: Submission): Promise<void>;
  /** Processes again what a dead process left unfinished. @param again dispatches a body as if it had just arrived */
  recover(again: (body: unknown) => Promise<void>): Promise<void>;
}

export function createRequestHandler(slack: Slack, track: (work: Promise<unknown>) => void): RequestHandler {
  const { core, log } = slack;
  const inProgress = new Map<string, Promise<unknown>>();
  const keyOf = async (id: string) =>
    turnKey({ platform: 'slack', tenant: (await slack.workspace()).team, user: '' }, id);
  /** Retries, and the second event for the same message, join the work in progress. */
  const begin = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const running = inProgress.get(key) as Promise<T> | undefined;
    if (running) return running;
    const working = onTrail({ activity: key }, work).finally(() => inProgress.delete(key));
    inProgress.set(key, working);
    track(
      working.catch((error: unknown) => log.error({ fault: describeFault(error) }, 'an event could not be answered')),
    );
    return working;
  };
  const storing = (key: string, body: unknown, working: Promise<unknown>) => async () => {
    await keepEvent(core, { key, body });
    track(working.then(() => dropEvent(core, key)).catch(() => undefined));
  };
  return {
    event: async ({ id, body, retried }, work) => {
      const key = await keyOf(id);
      const working = begin(key, work);
      const ending = await withinDeadline(working, storing(key, body, working));
      if (ending === 'late') throw new RetryRequested();
      const elsewhere = retried && ending === 'done' && (await working) === 'redelivered';
      if (elsewhere && !(await isTurnDone(core, key))) throw new RetryRequested();
    },
    interaction: async ({ id, body }, work) => {
      const key = await keyOf(id);
      const working = begin(key, work);
      await withinDeadline(working, storing(key, body, working));
    },
    modal: async (body, submission) => {
      const key = await keyOf(submission.action.id);
      const progress = handleSubmission(slack, submission);
      const working = begin(key, () => progress.shown);
      let ready: { readonly answer: ModalAnswer } | undefined;
      progress.answer.then(
        (answer) => {
          ready = { answer };
        },
        () => undefined,
      );
      await withinDeadline(working, storing(key, body, working));
      if (ready) return ready.answer;
      progress.late();
      return progress.meanwhile;
    },
    recoveredModal: async (submission) => {
      const progress = handleSubmission(slack, submission);
      progress.late();
      await begin(await keyOf(submission.action.id), () => progress.shown);
    },
    recover: async (again) => {
      for (const { key, body } of await takeAbandonedEvents(core, [...inProgress.keys()])) {
        log.warn('processing an event that a process left unfinished');
        try {
          await again(body);
          // Still in progress: it is dropped when that ends.
          if (!inProgress.has(key)) await dropEvent(core, key);
        } catch (error) {
          log.warn({ fault: describeFault(error) }, 'the event will be tried again');
        }
      }
    },
  };
}
