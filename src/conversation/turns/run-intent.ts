import { recordRefusal } from '../../app/audit/audit.js';
import type { Core } from '../../app/core.js';
import { noteQuotesShown } from '../../app/feedback/approved-quotes.js';
import { countUnanswered } from '../../app/knowledge/unanswered.js';
import { readActor } from '../../app/people/read-actor.js';
import { normalise } from '../../knowledge/question.js';
import { intentOf } from '../intents.js';
import { provenOrAsked } from '../people/belonging.js';
import type { Intent } from '../talk/intent.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';

/** What is a school's is only for those who are proven to be of it. */
export async function runFor(context: TurnContext, intent: Intent, request: TurnRequest): Promise<Answer> {
  if (!intent.ofSchool) return intent.run(context, request);
  const passed = await provenOrAsked(context);
  return 'answer' in passed ? passed.answer : intent.run({ ...context, actor: passed.actor }, request);
}

/** Saying who one is may take several steps, and what was asked for before waits until the last. */
export const stepsToSayWhoIAm = new Set(['who-am-i', 'change-school', 'find-school', 'choose-school']);

/** Answers. If the user has just said who they are, also does what they asked for before. */
export async function runAndResume(context: TurnContext, intent: Intent, request: TurnRequest): Promise<Answer> {
  const answer = await runFor(context, intent, request);
  const { pending } = context.subject;
  const next = answer.resume && pending ? intentOf(pending.verb) : undefined;
  if (!next || !pending) return answer;
  const known: TurnContext = {
    ...context,
    actor: await readActor(context.services.core, context.actor),
    subject: { events: context.subject.events },
  };
  const resumed = await runFor(known, next, { text: '', data: pending.data, values: {} });
  return { ...resumed, replies: [...answer.replies, ...resumed.replies] };
}

/** What an answer leaves behind: a question that got none is counted, a quote that was shown and a refusal are noted. */
export async function noteEffects(core: Core, { actor }: TurnContext, answer: Answer): Promise<void> {
  const { unanswered, refused, quoted = [] } = answer;
  if (refused) await recordRefusal(core, actor, refused);
  if (unanswered) await countUnanswered(core, { question: unanswered, normalised: normalise(unanswered) });
  if (quoted.length > 0) await noteQuotesShown(core, quoted);
}
