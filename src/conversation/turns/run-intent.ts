import { recordRefusal } from '../../app/audit/audit.js';
import type { Core } from '../../app/core.js';
import { noteQuotesShown } from '../../app/feedback/approved-quotes.js';
import { countUnanswered } from '../../app/knowledge/unanswered.js';
import { normalise } from '../../knowledge/question.js';
import { provenOrAsked } from '../people/belonging.js';
import type { Intent } from '../talk/intent.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';

/** What is a school's is only for those who are proven to be of it. */
export async function runFor(context: TurnContext, intent: Intent, request: TurnRequest): Promise<Answer> {
  if (!intent.ofSchool) return intent.run(context, request);
  const passed = await provenOrAsked(context);
  return 'answer' in passed ? passed.answer : intent.run({ ...context, actor: passed.actor }, request);
}

/** What an answer leaves behind: a question that got none is counted, a quote that was shown and a refusal are noted. */
export async function noteEffects(core: Core, { actor }: TurnContext, answer: Answer): Promise<void> {
  const { unanswered, refused, quoted = [] } = answer;
  if (refused) await recordRefusal(core, actor, refused);
  if (unanswered) await countUnanswered(core, { question: unanswered, normalised: normalise(unanswered) });
  if (quoted.length > 0) await noteQuotesShown(core, quoted);
}
