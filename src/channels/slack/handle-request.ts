import { turnKey } from '../../app/turns/open-turn.js';
import { dropEvent, isTurnDone, keepEvent, takeAbandonedEvents } from '../../app/turns/unfinished-slack-events.js';
import type { Outcome, Slack } from './answer.js';
import { sayFault } from './faults.js';
import { inTime, NotInTime } from './in-time.js';
import { type ModalAnswer, type Submission, send } from './submission.js';

/** One request from Slack. */
export interface Arrival {
  /** Unique in the workspace. */
  readonly id: string;
  /** As Slack sent it. */
  readonly body: unknown;
  /** Slack has sent it before. */
  readonly retried: boolean;
}

/** Between Slack, which waits three seconds, and the work, which takes as long as it takes. */
export interface Taking {
  /** An event, which Slack sends again unless it is taken. @throws NotInTime */
  event(arrival: Arrival, work: () => Promise<Outcome>): Promise<void>;
  /** A press or a command, which Slack sends once: it goes on in any case. */
  press(arrival: Arrival, work: () => Promise<Outcome>): Promise<void>;
  /** A sent modal. @returns what Slack is told about it, in time */
  modal(body: unknown, submission: Submission): Promise<ModalAnswer>;
  /** A sent modal that Slack was told about long ago. */
  modalLeft(submission: Submission): Promise<void>;
  /** Works through again what a process left when it died. @param again takes a body as if it had just come */
  recover(again: (body: unknown) => Promise<void>): Promise<void>;
}

export function createRequestHandler(slack: Slack, track: (work: Promise<unknown>) => void): Taking {
  const { core, log } = slack;
  const underWay = new Map<string, Promise<unknown>>();
  const keyOf = async (id: string) =>
    turnKey({ platform: 'slack', tenant: (await slack.workspace()).team, user: '' }, id);
  /** The pair of events for one message, and a retry, join what is under way. */
  const begin = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const known = underWay.get(key) as Promise<T> | undefined;
    if (known) return known;
    const working = work().finally(() => underWay.delete(key));
    underWay.set(key, working);
    track(working.catch((error: unknown) => log.error({ fault: sayFault(error) }, 'an event could not be answered')));
    return working;
  };
  const keeping = (key: string, body: unknown, working: Promise<unknown>) => async () => {
    await keepEvent(core, { key, body });
    track(working.then(() => dropEvent(core, key)).catch(() => undefined));
  };
  return {
    event: async ({ id, body, retried }, work) => {
      const key = await keyOf(id);
      const working = begin(key, work);
      const ending = await inTime(working, keeping(key, body, working));
      if (ending === 'late') throw new NotInTime();
      const elsewhere = retried && ending === 'done' && (await working) === 'redelivered';
      if (elsewhere && !(await isTurnDone(core, key))) throw new NotInTime();
    },
    press: async ({ id, body }, work) => {
      const key = await keyOf(id);
      const working = begin(key, work);
      await inTime(working, keeping(key, body, working));
    },
    modal: async (body, submission) => {
      const key = await keyOf(submission.act.id);
      const sending = send(slack, submission);
      const working = begin(key, () => sending.shown);
      let ready: { readonly answer: ModalAnswer } | undefined;
      sending.answer.then(
        (answer) => {
          ready = { answer };
        },
        () => undefined,
      );
      await inTime(working, keeping(key, body, working));
      if (ready) return ready.answer;
      sending.late();
      return sending.meanwhile;
    },
    modalLeft: async (submission) => {
      const sending = send(slack, submission);
      sending.late();
      await begin(await keyOf(submission.act.id), () => sending.shown);
    },
    recover: async (again) => {
      for (const { key, body } of await takeAbandonedEvents(core, [...underWay.keys()])) {
        log.warn('an event that a process left half done is taken up again');
        try {
          await again(body);
          // Still at it: it is dropped when that ends.
          if (!underWay.has(key)) await dropEvent(core, key);
        } catch (error) {
          log.warn({ fault: sayFault(error) }, 'it waits for another try');
        }
      }
    },
  };
}
