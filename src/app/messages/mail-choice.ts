import type { MailChoice } from '../../db/generated/client.js';
import type { Actor } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { mailableOf, type NotReached } from './ways.js';

export type ChooseMailsOutcome =
  | { readonly kind: 'chosen'; readonly address: string | null }
  /** The choice is kept, but no mail will come: `why`. */
  | { readonly kind: 'chosen-in-vain'; readonly why: Exclude<NotReached, 'stopped'> }
  | { readonly kind: 'unknown-person' };

/** Who chooses: somebody in a chat, or a person through the signed link in one of their mails. */
export type MailChooser = { readonly actor: Actor } | { readonly personId: string };

/** Which messages a person wants by e-mail. Choosing to get them again also forgets that their address refused some. */
export async function chooseMails(core: Core, by: MailChooser, mails: MailChoice): Promise<ChooseMailsOutcome> {
  const actor = 'actor' in by ? by.actor : undefined;
  const personId = 'actor' in by ? by.actor.personId : by.personId;
  if (personId === null) return { kind: 'unknown-person' };
  return commit(core, async (tx): Promise<ChooseMailsOutcome> => {
    const { count } = await tx.person.updateMany({ where: { id: personId, erasedAt: null }, data: { mails } });
    if (count === 0) return { kind: 'unknown-person' };
    if (mails !== 'none') await tx.mailRefusal.deleteMany({ where: { personId } });
    const line = { act: 'choose-mails', subject: 'person', subjectId: personId, outcome: mails } as const;
    await recordAct(tx, actor, line, core.clock.now());
    if (mails === 'none') return { kind: 'chosen', address: null };
    const mailable = await mailableOf(core, tx, personId, 'own');
    if (typeof mailable !== 'string') return { kind: 'chosen', address: mailable.address };
    return mailable === 'stopped' ? { kind: 'chosen', address: null } : { kind: 'chosen-in-vain', why: mailable };
  });
}
