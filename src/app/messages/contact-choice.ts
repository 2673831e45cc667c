import type { MailChoice } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { isSeenByCluster } from '../people/seen-by-cluster.js';

/** What a person is written to about. */
export interface ContactChoice {
  readonly mails: MailChoice;
  readonly address: string | null;
  readonly invitationsStopped: boolean;
  readonly remindersMuted: boolean;
  /** Whether the other schools of their cluster see their name where they come; null where their school is in none. */
  readonly seenByCluster: boolean | null;
}

/** Undefined for an account that never said whose it is. */
export async function readContactChoice(core: Core, actor: Actor): Promise<ContactChoice | undefined> {
  const { personId } = actor;
  if (personId === null) return undefined;
  const person = await core.prisma.person.findFirst({
    where: { id: personId, erasedAt: null },
    select: { mails: true, email: true, invitationsStopped: true, remindersMuted: true },
  });
  if (!person) return undefined;
  const { email, ...choice } = person;
  return { ...choice, address: email, seenByCluster: await isSeenByCluster(core, actor) };
}
