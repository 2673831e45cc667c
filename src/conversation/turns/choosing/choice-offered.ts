import type { ActAction, ListItem } from '../../../rendering/card.js';
import type { Verb } from '../../../rendering/verbs.js';
import type { PlainReply } from '../../talk/turn.js';
import type { Subject } from '../../talk/turn-context.js';

/** Their buttons show something, ask first or open a form: to say which one is as good as to press. What acts at once is pressed. */
const asksOrShows: ReadonlySet<Verb> = new Set<Verb>([
  'application',
  'attendees',
  'audience',
  'book-colleagues',
  'cancel-ask',
  'event-answers',
  'event-asked',
  'feedback-results',
  'nomination',
  'organise-cancel-ask',
  'organise-event',
  'organise-meant',
  'organise-session',
  'organise-session-edit',
  'organise-write',
  'substitute',
  'template',
  'ticket',
  'unanswered-open',
  'waiting-list',
]);

const mostOffered = 20;

/**
 * What a card asks with "Which one?": the same button beside each of several events or sessions. It is remembered, so that the
 * next words may say which: "the briefing", "the second one".
 */
export function choiceOffered(replies: readonly PlainReply[]): Subject['choosing'] {
  const lists = replies.flatMap((reply) =>
    reply.kind === 'card' ? reply.card.blocks.flatMap((block) => (block.kind === 'list' ? [block.items] : [])) : [],
  );
  const [only, ...others] = lists;
  if (!only || others.length > 0 || only.length < 2 || only.length > mostOffered) return undefined;
  const acts = only.map(actOf).map(askedFirst);
  const [first] = acts;
  if (!first || !asksOrShows.has(first.verb)) return undefined;
  const data = acts.flatMap((act) => (act?.verb === first.verb && act.data ? [withoutWords(act.data)] : []));
  const ids = data.flatMap(({ session, event, ...own }) => session ?? event ?? Object.values(own)[0] ?? []);
  if (ids.length !== only.length || new Set(ids).size !== ids.length) return undefined;
  return { verb: first.verb, sessions: ids, data };
}

/** What would be copied at once is asked about, where words say which one. */
function askedFirst(act: ActAction | undefined): ActAction | undefined {
  if (act?.verb !== 'organise-copy') return act;
  const { event } = act.data ?? {};
  return event ? { ...act, verb: 'organise-meant', data: { deed: 'copy', among: event, event } } : act;
}

/** What somebody wrote is not kept. */
function withoutWords({ words: _, ...data }: Readonly<Record<string, string>>): Record<string, string> {
  return data;
}

function actOf({ action }: ListItem): ActAction | undefined {
  return action?.kind === 'act' ? action : undefined;
}
