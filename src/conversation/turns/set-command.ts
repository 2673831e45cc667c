import type { Decision } from '../../understanding/policy.js';
import { mayAsk } from '../intents.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import { saidInGeneral } from '../talk/own-words.js';
import type { TurnContext } from '../talk/turn-context.js';
import { asksInGeneral, isOfElsewhere } from './question-for.js';
import { type Understood, understandWords } from './understand.js';

/** A set command, as it was said, or else with the general words for the partnership's own. */
export async function commandIn(context: TurnContext, typed: string): Promise<Understood | undefined> {
  const { actor, services } = context;
  const said = understandWords(typed, actor, services);
  if (said) return said;
  const names = (await programmeOf(context)).flatMap(({ title, seriesName }) => [title, seriesName]);
  const general = await saidInGeneral(services.core, typed, names);
  return general === typed ? undefined : understandWords(general, actor, services);
}

/** Commands that do something as soon as they are said: they must be said plainly. */
const atOnce = new Set([
  'send-summaries',
  'send-digest',
  'digest-to',
  'stop-posts',
  'questions-here',
  'questions-stop',
  'revoke-feed',
  'calendar-feed',
  'check-in',
  'mail-too',
  'ask-team',
]);

/** Those that are nothing but their set words, a denial among them: "do not show me to my cluster". */
const saidInFull = new Set([
  'mail-stop',
  'mute-reminders',
  'mornings',
  'mornings-stop',
  'cluster-hide',
  'cluster-show',
  'invitations-stop',
  'invitations-resume',
]);

/** Whether a command may follow what was decided about its words. */
export function mayFollow({ intent: { verb } }: Understood, { plain, stands }: Decision): boolean {
  return plain || (stands ? !atOnce.has(verb) : !atOnce.has(verb) && !saidInFull.has(verb));
}

/** Clear whatever else the words say; every other match of these intents is weighed against the records. */
const clear: Readonly<Record<string, RegExp>> = {
  help: /^(help|\?+|menu|commands?|start|options)( me)?( please)?\W*$|\bwhat (can|do) you do( here| for (me|us))?\W*$|\bwhat can i (ask|say|do)( you)?( about)?( here| with (you|this))?( please)?\W*$|^how does (this|it) work\W*$/,
  'change-school': /\b(my|our) (school|role|job|position)\b|^(change|update|wrong)\b/,
};

/** Commands whose words may be said of anything under the sun: "how far is …", "erase …". */
const ofAnything = new Set(['project-progress', 'on-request']);

/** Whether the words of a command may mean something else. @param ofAnother whether they are asked of assistants of another kind */
export function isDoubtful(context: TurnContext, command: Understood, words: string, ofAnother: boolean): boolean {
  const { verb } = command.intent;
  // "Can I add it to my diary", of what was just shown or booked, is about no other thing.
  const { registration, session } = context.subject;
  if (verb === 'calendar' && (registration ?? session) && /\b(?:it|that|this|booking|place)\b/.test(words))
    return false;
  if ((verb === 'calendar' || verb === 'event') && (ofAnother || isOfElsewhere(words))) return true;
  // "How far is the airport" is no question about projects that only organisers may ask.
  if (ofAnother && ofAnything.has(verb) && !mayAsk(command.intent, context.actor, context.services)) return true;
  // "What do you know about exclusions" asks for what is written, unless by those who look up people.
  if (verb === 'on-request' && /\bknow\b/.test(words) && !mayAsk(command.intent, context.actor, context.services))
    return true;
  // "The second one" of the answers that were offered, not of events; "book the second one" is a booking.
  if (verb === 'event') return (context.subject.choices?.length ?? 0) > 0 || /\b(book|cancel|wait|move)\b/.test(words);
  const pattern = clear[verb];
  if (pattern) return !pattern.test(words);
  // What only some may ask for is said in words of its own: "who has a role?" is no question for the records.
  return command.intent.may === undefined && command.intent.personal && asksInGeneral(words);
}
