import { firstWords } from '../../../conversation/everyday/first-words.js';
import type { Log } from '../../../service/log.js';
import type { SlackClient } from '../client.js';
import { describeFault, faultOf } from '../faults.js';
import type { ReplyTarget } from '../slack-input.js';
import { slackWords } from '../slack-words.js';

/** What Slack shows in a conversation beside its messages (https://docs.slack.dev/ai/developing-agents). */
export interface Threads {
  /** Says below the thread that something is being looked up while the work takes longer than a moment. */
  whileWorking<Answered>(target: ReplyTarget, work: () => Promise<Answered>): Promise<Answered>;
  /** Offers words to say first. Never throws: a workspace without the feature does without. */
  suggest(chat: { readonly channel: string; readonly thread?: string }): Promise<void>;
}

/** A quicker answer needs no status: it would only flicker. Milliseconds. */
const statusAfterMs = 700;
/** After "not granted" Slack is asked again only then: somebody may have switched the feature on. Milliseconds. */
const askedAgainAfterMs = 60 * 60_000;

/** Codes of a workspace or an app that does not have the feature; faults of sign-in (such as `missing_scope`) say so as well. */
const notThere = new Set(['feature_not_enabled', 'method_deprecated', 'not_implemented', 'unknown_method']);

/** @param track called with work that may outlast its request */
export function createThreads(client: SlackClient, log: Log, track: (work: Promise<unknown>) => void): Threads {
  const setStatus = quietly('assistant.threads.setStatus', log, (to: Thread, words: string) =>
    client.assistant.threads.setStatus({ ...to, status: words }),
  );
  const setPrompts = quietly('assistant.threads.setSuggestedPrompts', log, (channel_id: string, thread_ts?: string) =>
    client.assistant.threads.setSuggestedPrompts({
      channel_id,
      // An app with `agent_view` has its prompts above the box, not in a thread, and must leave this out.
      ...(thread_ts ? { thread_ts } : {}),
      prompts: firstWords.map((words) => ({ title: words, message: words })),
    }),
  );
  return {
    whileWorking: async (target, work) => {
      const thread = threadOf(target);
      if (!thread) return work();
      let shown: Promise<boolean> | undefined;
      const timer = setTimeout(() => {
        shown = setStatus(thread, slackWords.lookingUp);
      }, statusAfterMs);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        // Slack takes it away with an answer in the thread; an answer may also have gone elsewhere, or been there before it.
        if (shown) track(shown.then((set) => set && setStatus(thread, '')));
      }
    },
    suggest: async ({ channel, thread }) => {
      await setPrompts(channel, thread);
    },
  };
}

interface Thread {
  readonly channel_id: string;
  readonly thread_ts: string;
}

/** In a chat without threads nobody would see a status. */
function threadOf(target: ReplyTarget): Thread | undefined {
  if (target.kind !== 'chat' || !target.thread) return undefined;
  return { channel_id: target.channel, thread_ts: target.thread };
}

/** The call, which never fails: where it is not granted, it is left out for an hour. @returns whether Slack took it */
function quietly<Given extends unknown[]>(
  method: string,
  log: Log,
  call: (...given: Given) => Promise<unknown>,
): (...given: Given) => Promise<boolean> {
  let notBefore = 0;
  return async (...given) => {
    if (Date.now() < notBefore) return false;
    try {
      await call(...given);
      return true;
    } catch (error) {
      const fault = faultOf(error);
      const missing = fault.kind === 'sign-in' || (fault.kind === 'refused' && notThere.has(fault.code));
      if (missing) notBefore = Date.now() + askedAgainAfterMs;
      log.debug({ method, fault: describeFault(error) }, 'Slack shows nothing beside the messages');
      return false;
    }
  };
}
