import { Memory } from '../../app/memory.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import type { PlainReply, Turn } from '../talk/turn.js';
import type { RecordRef, Services, TurnContext } from '../talk/turn-context.js';
import { tidyInput } from '../talk/typed.js';
import { understandSaid } from '../turns/understand-said.js';
import { type Finding, lookUp } from './look-up.js';

/** How one question would be answered for an unknown person. */
export interface AskedOnce {
  readonly question: string;
  /** `answer` of an article, `record`, `choices` (did you mean), `unknown`; or the verb of the intent table. */
  readonly kind: string;
  /** Possible answers, best first: articles, projects and series; an event counts as its series. */
  readonly slugs: readonly string[];
  /** False when it would be declined. */
  readonly answered: boolean;
  /** What a person would read. */
  readonly text: string;
}

const nobody = '00000000-0000-4000-8000-000000000000';

/**
 * Answers one question as in a new personal chat with an unknown person, and stores nothing. An unknown person cannot
 * change anything, so commands end in a question.
 */
export async function askOnce(services: Services, question: string): Promise<AskedOnce> {
  const input = tidyInput({ kind: 'said', text: question });
  const typed = input.kind === 'said' ? input.text : '';
  const context = anonymousContext(services, typed);
  const { intent, request } = await understandSaid(context, typed);
  const answer = await intent.run(context, request);
  const { finding, ranking } = await lookUp(context, typed);
  const shown = await seriesShown(context, answer.subject?.events ?? []);
  const ranked = ranking.candidates.map(({ slug }) => slug);
  const kind = intent.verb !== 'answer' ? intent.verb : kindOfAnswer(finding);
  const first = intent.verb === 'answer' ? [] : [...shown, ...aboutOf(answer.subject?.about)];
  return {
    question,
    kind,
    slugs: [...new Set([...first, ...ranked])],
    answered: kind !== 'unknown',
    text: answer.replies.map(textOf).join('\n'),
  };
}

function kindOfAnswer({ kind }: Finding): string {
  if (kind === 'article') return 'answer';
  return kind === 'schools' ? 'record' : kind;
}

function anonymousContext(services: Services, typed: string): TurnContext {
  const turn: Turn = {
    id: nobody,
    account: { platform: 'teams', tenant: nobody, user: nobody },
    displayName: 'Somebody',
    place: { kind: 'personal', id: nobody },
    reference: {},
    input: { kind: 'said', text: typed },
  };
  const actor = { accountId: nobody, personId: null, name: 'Somebody', post: null, grants: [] };
  const { clock, timeZone } = services.core;
  return { services, turn, actor, subject: { events: [] }, now: clock.now(), zone: timeZone, memory: new Memory() };
}

async function seriesShown(context: TurnContext, eventIds: readonly string[]): Promise<string[]> {
  if (eventIds.length === 0) return [];
  const programme = await programmeOf(context);
  return eventIds.flatMap((id) => programme.find(({ eventId }) => eventId === id)?.seriesSlug ?? []);
}

function aboutOf(about: RecordRef | undefined): string[] {
  return about && about.kind !== 'event' ? [about.slug] : [];
}

function textOf(reply: PlainReply): string {
  switch (reply.kind) {
    case 'text':
      return reply.text;
    case 'card':
      return reply.card.fallback;
    case 'form':
      return reply.form.fallback;
  }
}
