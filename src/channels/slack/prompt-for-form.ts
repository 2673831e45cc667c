import type { Core } from '../../app/core.js';
import { keepDraft, readDraft } from '../../app/messages/form-drafts.js';
import type { Turn } from '../../conversation/talk/turn.js';
import type { AccountKey } from '../../domain/account.js';
import type { Card, Form } from '../../rendering/card.js';

/** The verb of the button that opens a kept form. It is this channel's own: the conversation never hears it. */
export const OPEN_FORM = 'slack-open-form';

export interface KeptForm {
  readonly form: Form;
  /** Where it was asked for: what was talked about there is gone on with. */
  readonly place: Turn['place'];
}

/** Slack opens a form only in answer to a press: keeps it, and makes the card whose button opens it. */
export async function promptFor(core: Core, account: AccountKey, kept: KeptForm): Promise<Card> {
  const draft = await keepDraft(core, account, kept);
  const { form } = kept;
  return {
    fallback: form.fallback,
    blocks: [{ kind: 'heading', text: form.title }, ...(form.intro ?? [])],
    actions: draft
      ? [{ kind: 'act', label: 'Fill it in', verb: OPEN_FORM, data: { draft }, opensForm: true, style: 'primary' }]
      : [],
  };
}

/** The kept form; undefined when it is somebody else's, or a week old. */
export async function readKeptForm(core: Core, account: AccountKey, draft: string): Promise<KeptForm | undefined> {
  // Written by `promptFor`, and by nobody else.
  return (await readDraft(core, account, draft)) as KeptForm | undefined;
}
