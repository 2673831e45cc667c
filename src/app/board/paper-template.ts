import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/** What may stand in double braces in a council's own document: `{{committee}}`. */
export const templatePlaces = [
  'committee',
  'meeting',
  'author',
  'purpose',
  'recommendations',
  'period',
  'as of',
  'figures',
] as const;
export type TemplatePlace = (typeof templatePlaces)[number];

/** What is printed in a document of its own: which of the places it has. */
export interface ReadTemplate {
  readonly kind: 'template';
  /** In the order of `templatePlaces`; `figures` is always among them. */
  readonly places: readonly TemplatePlace[];
}

/** The row of `Setting` with the council's document. */
const settingKey = 'paper-template';

const stored = z.object({ base64: z.string(), places: z.array(z.enum(templatePlaces)), keptAt: z.string() });

interface KeptTemplate {
  readonly bytes: Buffer;
  readonly places: readonly TemplatePlace[];
  readonly keptAt: Date;
}

/** The council's own document for the committee paper; undefined where there is none, and the paper has our own layout. */
export async function keptTemplate({ setting }: Pick<Tx, 'setting'>): Promise<KeptTemplate | undefined> {
  const row = await setting.findUnique({ where: { key: settingKey }, select: { value: true } });
  const read = stored.safeParse(row?.value);
  if (!read.success) return undefined;
  const { base64, places, keptAt } = read.data;
  return { bytes: Buffer.from(base64, 'base64'), places, keptAt: new Date(keptAt) };
}

/** Whether somebody may say what the committee paper looks like: organisers of everything, and administrators. */
export function mayChangeTemplate(actor: Actor): boolean {
  return holds(actor, 'organiser');
}

type TemplateOutcome = { readonly kind: 'kept' | 'removed' | 'none' } | { readonly kind: 'refused' };

/** Keeps a document in place of the one before. @param bytes checked: papers can be printed in it */
export async function keepTemplate(
  core: Core,
  actor: Actor,
  { bytes, places }: { readonly bytes: Uint8Array; readonly places: readonly TemplatePlace[] },
): Promise<TemplateOutcome> {
  if (!mayChangeTemplate(actor)) return { kind: 'refused' };
  const now = core.clock.now();
  const value = { base64: Buffer.from(bytes).toString('base64'), places: [...places], keptAt: now.toISOString() };
  return commit(core, async (tx): Promise<TemplateOutcome> => {
    await tx.setting.upsert({
      where: { key: settingKey },
      create: { key: settingKey, value },
      update: { value },
      select: { key: true },
    });
    await recordAct(tx, actor, { act: 'keep-paper-template', subject: 'paper', outcome: 'kept' }, now);
    return { kind: 'kept' };
  });
}

/** Takes the document away: papers have our own layout again. */
export async function removeTemplate(core: Core, actor: Actor): Promise<TemplateOutcome> {
  if (!mayChangeTemplate(actor)) return { kind: 'refused' };
  return commit(core, async (tx): Promise<TemplateOutcome> => {
    const { count } = await tx.setting.deleteMany({ where: { key: settingKey } });
    if (count === 0) return { kind: 'none' };
    const line = { act: 'remove-paper-template', subject: 'paper', outcome: 'removed' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'removed' };
  });
}
