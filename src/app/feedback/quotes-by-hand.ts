import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Phase, Position } from '../../domain/person.js';
import { attributionOf, type Consent, type Naming } from '../../domain/quote.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { longestFeedback, type SayAttribution } from './feedback.js';

/** What somebody said, as entered by an organiser. Nobody's name is asked for. */
interface QuotePlan {
  readonly words: string;
  /** Null is not to be named at all. */
  readonly position: Position | null;
  readonly phase: Phase | null;
  /** What they agreed to. */
  readonly consents: readonly Consent[];
}

/** Of a project, by its slug, or of an event. */
export type QuotedOf = { readonly project: string } | { readonly event: string };

export type QuoteOutcome =
  | { readonly kind: 'waiting' }
  /** Known is what is there already. */
  | { readonly kind: 'faulty'; readonly fault: 'no-words' | 'too-long' | 'no-consent' | 'known' }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' };

/**
 * Enters what somebody said of a project, or of an event in a letter or a conversation. It is shown nowhere until it has been moderated,
 * as words from feedback are.
 */
export async function addQuote(
  core: Core,
  actor: Actor,
  of: QuotedOf,
  plan: QuotePlan,
  say: SayAttribution,
): Promise<QuoteOutcome> {
  const { words, position, phase, consents } = plan;
  if (words === '') return { kind: 'faulty', fault: 'no-words' };
  if (words.length > longestFeedback) return { kind: 'faulty', fault: 'too-long' };
  if (consents.length === 0) return { kind: 'faulty', fault: 'no-consent' };
  const naming: Naming = position === null ? 'unnamed' : 'role';
  const said = {
    ...{ words, naming },
    attribution: say(attributionOf(naming, { name: '', position, school: null, phase })),
    consentBoard: consents.includes('board'),
    consentPublic: consents.includes('public'),
    consentWebsite: consents.includes('website'),
  };
  return commit(core, async (tx): Promise<QuoteOutcome> => {
    const about = await lockQuoted(tx, of);
    if (!about) return { kind: 'refused', reason: 'not-found' };
    if (!holds(actor, 'organiser', about.seriesId)) return { kind: 'refused', reason: 'not-allowed' };
    if ((await tx.quote.count({ where: { ...about.key, words } })) > 0) return { kind: 'faulty', fault: 'known' };
    const id = newId();
    const at = core.clock.now();
    await tx.quote.create({ data: { ...said, ...about.key, id, createdAt: at }, select: { id: true } });
    await recordAct(tx, actor, { act: 'add-quote', subject: 'quote', subjectId: id, outcome: 'pending' }, at);
    return { kind: 'waiting' };
  });
}

/** Whoever sends the form twice at once waits here, and is told that the words are there. Nobody speaks of a draft. */
async function lockQuoted(tx: Tx, of: QuotedOf) {
  if ('project' in of) {
    const [project] = await tx.$queryRaw<
      Array<{ id: string }>
    >`SELECT id FROM "Project" WHERE slug = ${of.project} FOR UPDATE`;
    return project && { key: { projectId: project.id }, seriesId: undefined };
  }
  if (!isUuid(of.event)) return undefined;
  const [event] = await tx.$queryRaw<Array<{ id: string; seriesId: string }>>`
    SELECT id, "seriesId" FROM "Event" WHERE id = ${of.event}::uuid AND status <> 'draft' FOR UPDATE`;
  return event && { key: { eventId: event.id }, seriesId: event.seriesId };
}
