import { newId } from '../../db/new-id.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { Phase, Position } from '../../domain/person.js';
import { attributionOf, type Consent, type Naming } from '../../domain/quote.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { longestFeedback, type SayAttribution } from './feedback.js';

/** What somebody said of a project, as entered by an organiser. Nobody's name is asked for. */
interface ProjectQuotePlan {
  readonly words: string;
  /** Null is not to be named at all. */
  readonly position: Position | null;
  readonly phase: Phase | null;
  /** What they agreed to. */
  readonly consents: readonly Consent[];
}

export type ProjectQuoteOutcome =
  | { readonly kind: 'waiting' }
  /** Known is what is there already. */
  | { readonly kind: 'faulty'; readonly fault: 'no-words' | 'too-long' | 'no-consent' | 'known' }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' };

/** Enters what somebody said of a project. It is shown nowhere until it has been moderated, as words from feedback are. */
export async function addProjectQuote(
  core: Core,
  actor: Actor,
  slug: string,
  plan: ProjectQuotePlan,
  say: SayAttribution,
): Promise<ProjectQuoteOutcome> {
  if (!holds(actor, 'organiser')) return { kind: 'refused', reason: 'not-allowed' };
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
  return commit(core, async (tx): Promise<ProjectQuoteOutcome> => {
    // Whoever sends the form twice at once waits here, and is told that the words are there.
    const [project] = await tx.$queryRaw<
      Array<{ id: string }>
    >`SELECT id FROM "Project" WHERE slug = ${slug} FOR UPDATE`;
    if (!project) return { kind: 'refused', reason: 'not-found' };
    const projectId = project.id;
    if ((await tx.quote.count({ where: { projectId, words } })) > 0) return { kind: 'faulty', fault: 'known' };
    const id = newId();
    const at = core.clock.now();
    await tx.quote.create({ data: { ...said, id, projectId, createdAt: at }, select: { id: true } });
    await recordAct(tx, actor, { act: 'add-quote', subject: 'quote', subjectId: id, outcome: 'pending' }, at);
    return { kind: 'waiting' };
  });
}
