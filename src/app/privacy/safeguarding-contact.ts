import { type Actor, holds } from '../../domain/actor.js';
import { type AuditLine, recordAct } from '../audit/audit.js';
import type { Core } from '../core.js';

/** The row of `Setting` that says whom to call about a child: `{"contact": "the safeguarding hub on 01632 960000"}`. */
const settingKey = 'safeguarding-contact';

/** In characters. */
export const longestContact = 120;

/** Whom to call about a child, as an administrator wrote it; undefined while nobody has. */
export async function readSafeguardingContact(core: Core): Promise<string | undefined> {
  const row = await core.prisma.setting.findUnique({ where: { key: settingKey }, select: { value: true } });
  const value = row?.value;
  return typeof value === 'object' && value !== null && 'contact' in value && typeof value.contact === 'string'
    ? value.contact || undefined
    : undefined;
}

type ContactOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly reason: 'not-administrator' | 'too-long' };

/** Sets whom to call about a child; empty words take it away. Administrators only. */
export async function setSafeguardingContact(core: Core, actor: Actor, words: string): Promise<ContactOutcome> {
  if (!holds(actor, 'administrator')) return { kind: 'refused', reason: 'not-administrator' };
  const contact = words.trim();
  if (contact.length > longestContact) return { kind: 'refused', reason: 'too-long' };
  await core.prisma.$transaction(async (tx) => {
    const value = { contact };
    await tx.setting.upsert({ where: { key: settingKey }, create: { key: settingKey, value }, update: { value } });
    const line: AuditLine = {
      act: 'set-safeguarding-contact',
      subject: 'setting',
      subjectId: settingKey,
      outcome: 'set',
      detail: {},
    };
    await recordAct(tx, actor, line, core.clock.now());
  });
  return { kind: 'saved' };
}
