import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { isLawfulBasis, type LawfulBasis } from './lawful-bases.js';
import { type HeldKindName, heldKinds } from './register-of-held-data.js';

/** The row of `Setting` with what only the partnership can say in its privacy notice. */
const settingKey = 'privacy-notice';

/** In characters, of each answer. */
export const longestNoticeText = 400;

/** What UK GDPR, Articles 13(1) and 14(1), asks for that the service cannot know. Empty until an administrator says it. */
export const noticeFieldNames = ['controller', 'contact', 'officer', 'interests', 'recipients', 'transfers'] as const;
export type NoticeField = (typeof noticeFieldNames)[number];

export interface NoticeSettings {
  readonly texts: Readonly<Partial<Record<NoticeField, string>>>;
  /** Bases that an administrator named, by row of the register. */
  readonly bases: Readonly<Partial<Record<HeldKindName, LawfulBasis>>>;
}

const stored = z.object({ texts: z.record(z.string()).default({}), bases: z.record(z.string()).default({}) });

/** Without it nobody learns who is responsible for their data, nor whom to ask. */
const needed: readonly NoticeField[] = ['controller', 'contact', 'officer'];

export async function readNoticeSettings({ setting }: Pick<Tx, 'setting'>): Promise<NoticeSettings> {
  const row = await setting.findUnique({ where: { key: settingKey }, select: { value: true } });
  const parsed = stored.safeParse(row?.value ?? {});
  const { texts, bases } = parsed.success ? parsed.data : stored.parse({});
  return {
    texts: Object.fromEntries(noticeFieldNames.flatMap((field) => (texts[field] ? [[field, texts[field]]] : []))),
    bases: Object.fromEntries(
      heldKinds.flatMap(({ kind }) => (isLawfulBasis(bases[kind]) ? [[kind, bases[kind]] as const] : [])),
    ),
  };
}

/** What the notice must say and nobody has said yet. */
export function missingOf({ texts }: NoticeSettings): readonly NoticeField[] {
  return needed.filter((field) => !texts[field]);
}

/** The basis of a row: as named, or as the register has it. */
export function basisOf({ bases }: NoticeSettings, kind: HeldKindName): LawfulBasis {
  return bases[kind] ?? heldKinds.find((held) => held.kind === kind)?.basis ?? 'legitimate-interests';
}

export type NoticeOutcome =
  | { readonly kind: 'saved'; readonly missing: readonly NoticeField[] }
  | { readonly kind: 'refused'; readonly reason: 'not-administrator' }
  | { readonly kind: 'too-long'; readonly fields: readonly NoticeField[] };

/** Changes what is given and leaves the rest; empty words take an answer away. Administrators only. */
export async function saveNoticeSettings(
  core: Core,
  actor: Actor,
  given: Partial<NoticeSettings>,
): Promise<NoticeOutcome> {
  if (!holds(actor, 'administrator')) return { kind: 'refused', reason: 'not-administrator' };
  const long = noticeFieldNames.filter((field) => (given.texts?.[field]?.trim().length ?? 0) > longestNoticeText);
  if (long.length > 0) return { kind: 'too-long', fields: long };
  return commit(core, async (tx): Promise<NoticeOutcome> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${settingKey}, 7))`;
    const before = await readNoticeSettings(tx);
    const texts = { ...before.texts };
    for (const field of noticeFieldNames) {
      const words = given.texts?.[field];
      if (words !== undefined) texts[field] = words.trim();
    }
    const after = { texts, bases: { ...before.bases, ...given.bases } };
    await tx.setting.upsert({
      where: { key: settingKey },
      create: { key: settingKey, value: after },
      update: { value: after },
    });
    const line = { act: 'set-privacy-notice', subject: 'setting', subjectId: settingKey, outcome: 'set' } as const;
    await recordAct(tx, actor, line, core.clock.now());
    return { kind: 'saved', missing: missingOf(after) };
  });
}
