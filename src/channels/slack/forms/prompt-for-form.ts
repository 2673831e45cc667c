import type { Core } from '../../../app/core.js';
import { keepDraft, readDraft } from '../../../app/messages/form-drafts.js';
import type { Turn } from '../../../conversation/talk/turn.js';
import type { AccountKey } from '../../../domain/account.js';
import type { Card, Form } from '../../../rendering/card.js';
import { slackWords } from '../slack-words.js';

/** Verb of the button that opens a saved form. Handled in this channel, not by the conversation. */
export const OPEN_FORM = 'slack-open-form';

interface KeptForm {
  readonly form: Form;
  /** Where it was asked for: the conversation there continues. */
  readonly place: Turn['place'];
}

/** Slack opens a form only in response to a click, so this saves it and returns a card with a button that opens it. */
export async function promptFor(core: Core, account: AccountKey, kept: KeptForm): Promise<Card<string>> {
  const draft = await keepDraft(core, account, kept);
  const { form } = kept;
  return {
    fallback: form.fallback,
    blocks: [
      { kind: 'heading', text: form.title },
      ...(form.intro ?? []),
      // What is wrong is read at once, not only in the form.
      ...Object.values(form.faults ?? {}).map((text) => ({ kind: 'text', text, tone: 'warning' }) as const),
    ],
    actions: draft
      ? [{ kind: 'act', label: slackWords.fillIn, verb: OPEN_FORM, data: { draft }, opensForm: true, style: 'primary' }]
      : [],
  };
}

/** The saved form; undefined when it is somebody else's, or over a week old. */
export async function readKeptForm(core: Core, account: AccountKey, draft: string): Promise<KeptForm | undefined> {
  // Only `promptFor` writes drafts of this kind.
  return (await readDraft(core, account, draft)) as KeptForm | undefined;
}
