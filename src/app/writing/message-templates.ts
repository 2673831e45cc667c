import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { Actor } from '../../domain/actor.js';
import { fieldsIn } from '../../domain/organising/message-fields.js';
import { isUuid } from '../../domain/uuid.js';
import { type SavedFault, savedNameFault } from '../../domain/writing/saved-name.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { longestMessage } from '../organising/write-to-attendees.js';
import { isKnownSeries, lockSavedNames, mayUseSaved, savedFor } from './saved-for-series.js';

/** Words that organisers send again and again, with fields that are filled in for each reader. */
export interface TemplatePlan {
  readonly name: string;
  /** Whose organisers may use it; null is those of everything. */
  readonly seriesId: string | null;
  readonly words: string;
}

export interface MessageTemplate extends TemplatePlan {
  readonly id: string;
  readonly seriesName: string | null;
}

export interface TemplateFaults {
  readonly name?: SavedFault;
  readonly words?: Extract<SavedFault, 'empty' | 'too-long'> | { readonly unknown: readonly string[] };
}

export type TemplateOutcome =
  | { readonly kind: 'saved'; readonly id: string }
  | { readonly kind: 'faulty'; readonly faults: TemplateFaults }
  | { readonly kind: 'refused'; readonly reason: 'not-allowed' | 'not-found' };

const listedAtMost = 90;

/** The templates that somebody may use, by name. @param seriesId only those of one series, and those of none */
export async function messageTemplates(core: Core, actor: Actor, seriesId?: string | null): Promise<MessageTemplate[]> {
  const rows = await core.prisma.messageTemplate.findMany({
    where: { AND: [savedFor(actor), ...(seriesId === undefined ? [] : [{ OR: [{ seriesId }, { seriesId: null }] }])] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: listedAtMost,
    select,
  });
  return rows.map(readRow);
}

const select = { id: true, name: true, words: true, seriesId: true, series: { select: { name: true } } } as const;

function readRow({
  series,
  ...row
}: Omit<MessageTemplate, 'seriesName'> & { readonly series: { readonly name: string } | null }): MessageTemplate {
  return { ...row, seriesName: series?.name ?? null };
}

/** One of them, to be changed; undefined when it is gone, or of another series. */
export async function findMessageTemplate(
  db: Pick<Tx, 'messageTemplate'>,
  actor: Actor,
  id: string,
): Promise<MessageTemplate | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db.messageTemplate.findUnique({ where: { id }, select });
  return row && mayUseSaved(actor, row.seriesId) ? readRow(row) : undefined;
}

/** Saves a template under a name that no other of its series has. @param id undefined makes a new one */
export async function saveMessageTemplate(
  core: Core,
  actor: Actor,
  plan: TemplatePlan,
  id: string | undefined,
): Promise<TemplateOutcome> {
  if (!mayUseSaved(actor, plan.seriesId)) return { kind: 'refused', reason: 'not-allowed' };
  return commit(core, async (tx): Promise<TemplateOutcome> => {
    if (!(await isKnownSeries(tx, plan.seriesId))) return { kind: 'refused', reason: 'not-allowed' };
    await lockSavedNames(tx, 'message-templates');
    if (id !== undefined && !(await findMessageTemplate(tx, actor, id)))
      return { kind: 'refused', reason: 'not-found' };
    const faults = await faultsOf(tx, plan, id);
    if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
    const saved = id ?? newId();
    const at = core.clock.now();
    if (id === undefined)
      await tx.messageTemplate.create({ data: { ...plan, id: saved, createdAt: at }, select: { id: true } });
    else await tx.messageTemplate.update({ where: { id }, data: { ...plan }, select: { id: true } });
    const line = {
      act: 'save-message-template',
      subject: 'message-template',
      subjectId: saved,
      outcome: 'saved',
    } as const;
    await recordAct(tx, actor, line, at);
    return { kind: 'saved', id: saved };
  });
}

async function faultsOf(
  tx: Tx,
  { name, words, seriesId }: TemplatePlan,
  but: string | undefined,
): Promise<TemplateFaults> {
  const same = { seriesId, name: { equals: name, mode: 'insensitive' as const }, ...(but ? { id: { not: but } } : {}) };
  const named = savedNameFault(name) ?? ((await tx.messageTemplate.count({ where: same })) > 0 ? 'taken' : undefined);
  const { unknown } = fieldsIn(words);
  const worded =
    words === '' ? 'empty' : words.length > longestMessage ? 'too-long' : unknown.length > 0 ? { unknown } : undefined;
  return { ...(named ? { name: named } : {}), ...(worded ? { words: worded } : {}) };
}

/** Deletes a template. What was sent with it stays as it was. */
export async function removeMessageTemplate(
  core: Core,
  actor: Actor,
  id: string,
): Promise<{ readonly kind: 'removed'; readonly name: string } | { readonly kind: 'refused' }> {
  return commit(core, async (tx) => {
    const found = await findMessageTemplate(tx, actor, id);
    if (!found) return { kind: 'refused' } as const;
    await tx.messageTemplate.deleteMany({ where: { id } });
    const line = {
      act: 'remove-message-template',
      subject: 'message-template',
      subjectId: id,
      outcome: 'removed',
    } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'removed', name: found.name } as const;
  });
}
