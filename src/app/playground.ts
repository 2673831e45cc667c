import type { Role } from '../domain/actor.js';
import { commit } from './commit.js';
import type { Core } from './core.js';

/** Somebody a newcomer can act as while the bot runs without credentials. */
export interface Persona {
  readonly key: string;
  /** Null: somebody not on record yet. */
  readonly personId: string | null;
  readonly role: Role | null;
  /** `Headteacher` */
  readonly title: string;
  /** What this person can try, in a few words. */
  readonly tries: string;
}

/**
 * Links the account to that person with that role and no other. Only reachable in playground mode: with credentials
 * nobody can become somebody else.
 */
export async function actAs(core: Core, accountId: string, persona: Persona): Promise<void> {
  await commit(core, async (tx) => {
    const now = core.clock.now();
    await tx.account.update({ where: { id: accountId }, data: { personId: persona.personId }, select: { id: true } });
    await tx.grant.updateMany({ where: { accountId, revokedAt: null }, data: { revokedAt: now } });
    if (persona.role)
      await tx.grant.create({ data: { accountId, role: persona.role, grantedAt: now }, select: { id: true } });
    await tx.context.deleteMany({ where: { accountId } });
  });
}
