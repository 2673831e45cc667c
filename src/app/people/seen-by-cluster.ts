import type { Actor } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';

/**
 * Whether somebody has agreed that people of the other schools of their cluster see by name what they come to; null where
 * their school is in none, and for an account without a person.
 */
export async function isSeenByCluster(core: Core, { personId, post }: Actor): Promise<boolean | null> {
  if (personId === null || !post || post.urn === null) return null;
  const school = await core.prisma.school.findUnique({ where: { urn: post.urn }, select: { cluster: true } });
  if (!school?.cluster) return null;
  const person = await core.prisma.person.findFirst({
    where: { id: personId, erasedAt: null },
    select: { seenByCluster: true },
  });
  return person?.seenByCluster ?? null;
}

/** Gives that consent, or takes it back at once. @returns false for an account without a person */
export async function setSeenByCluster(core: Core, actor: Actor, seen: boolean): Promise<boolean> {
  const { personId } = actor;
  if (personId === null) return false;
  await commit(core, async (tx) => {
    await tx.person.update({ where: { id: personId }, data: { seenByCluster: seen }, select: { id: true } });
    const line = { act: 'set-seen-by-cluster', subject: 'person', subjectId: personId } as const;
    await recordAct(tx, actor, { ...line, outcome: seen ? 'seen' : 'hidden' }, core.clock.now());
  });
  return true;
}
