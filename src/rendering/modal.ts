import { fullness, renderBlocks } from './block-kit.js';
import type { Block, Form } from './card.js';
import { fitForm, renderFitted } from './fit.js';
import { withNumberedActions } from './slack-actions.js';
import type { SlackBlock, SlackModal } from './slack-blocks.js';
import { renderInput } from './slack-input.js';
import { plain } from './slack-text.js';
import { caption, PUT_RIGHT } from './text.js';
import { onlyStrings, parseRecord } from './unknown.js';

/** Callback id of all our modals; the verb is in the metadata. */
const FORM_CALLBACK = 'form';

const MODAL_BLOCKS = 100;
/** Limit for all texts together; Slack accepts 250 kB a view. */
const MODAL_LENGTH = 60_000;
const TITLE_LENGTH = 24;
/** In the frame of a form whose own title is too long for it: half a title says less than none. */
const FRAME_TITLE = 'Staffroom';
const METADATA_LENGTH = 3000;

/** The metadata of a submitted modal. */
interface ModalData {
  readonly verb: string;
  readonly data: Readonly<Record<string, string>>;
  /** Where it was opened from, as the channel gave it to `renderModal`. */
  readonly carried: Readonly<Record<string, string>>;
}

/**
 * A form as a Slack modal: an input block a field (the block's id is the field's), filled with the values typed before,
 * each fault above its field's hint. Cancelling closes it without an event.
 * @param carried what the channel needs when it is submitted, such as the conversation it was opened in.
 * @throws when the ids are longer than the 3,000 characters that Slack keeps for a modal.
 */
export function renderModal(form: Form<string>, carried: Readonly<Record<string, string>> = {}): SlackModal {
  const whole = (cut: Form<string>) => withNumberedActions(modalBlocks(cut));
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: metadata(form, carried),
    title: plain(fitsFrame(form.title) ? caption(form.title, TITLE_LENGTH) : FRAME_TITLE),
    submit: plain(caption(form.submit.label, TITLE_LENGTH)),
    close: plain(caption(form.cancel?.label ?? 'Cancel', TITLE_LENGTH)),
    blocks: renderFitted(fitForm, form, whole, (blocks) => fullness(blocks, MODAL_BLOCKS, MODAL_LENGTH)),
  };
}

/** A title that is too long for the frame stands above the form. */
function modalBlocks(form: Form<string>): SlackBlock[] {
  const title: Block<string>[] = fitsFrame(form.title) ? [] : [{ kind: 'heading', text: form.title }];
  return [
    ...renderBlocks([...title, ...(form.intro ?? []), ...faultBlocks(form)]),
    ...form.fields.map((field) =>
      renderInput(field, form.values?.[field.id], form.faults?.[field.id], form.submit.verb),
    ),
  ];
}

function fitsFrame(title: string): boolean {
  return caption(title, 1000).length <= TITLE_LENGTH;
}

function faultBlocks(form: Form<string>): Block<string>[] {
  const faults = form.faults ?? {};
  if (Object.keys(faults).length === 0) return [];
  const known = new Set(form.fields.map((field) => field.id));
  const loose = Object.entries(faults).filter(([id]) => !known.has(id));
  const texts = [PUT_RIGHT, ...loose.map(([, fault]) => fault)];
  return texts.map((text) => ({ kind: 'text', text, tone: 'warning' }));
}

function metadata(form: Form<string>, carried: Readonly<Record<string, string>>): string {
  const { verb, data = {} } = form.submit;
  const text = JSON.stringify({ verb, data, carried });
  if (text.length > METADATA_LENGTH)
    throw new Error(`The form for "${verb}" carries ${text.length} characters, Slack takes 3,000: give it ids only`);
  return text;
}

/**
 * Reads back `view.private_metadata`. It is not trusted: a client can send anything.
 * @returns undefined when it is not one of ours.
 */
export function readModalMetadata(privateMetadata: unknown): ModalData | undefined {
  const read = parseRecord(privateMetadata);
  if (read === undefined || typeof read.verb !== 'string') return undefined;
  return { verb: read.verb, data: onlyStrings(read.data), carried: onlyStrings(read.carried) };
}

/**
 * The faults of a refused form for `ack({ response_action: 'errors', errors })`, which keeps the modal open with what
 * was typed. A fault without a field is shown at the first one.
 * @returns undefined when there is no fault, or no field to show one at: then send the form again with
 * `response_action: 'update'`.
 */
export function faultsByBlock(form: Form<string>): Record<string, string> | undefined {
  const [first] = form.fields;
  const faults = Object.entries(form.faults ?? {});
  if (first === undefined || faults.length === 0) return undefined;
  const known = new Set(form.fields.map((field) => field.id));
  const errors: Record<string, string> = {};
  for (const [id, fault] of faults) {
    const blockId = known.has(id) ? id : first.id;
    errors[blockId] = [errors[blockId], caption(fault, 500)].filter(Boolean).join(' ');
  }
  return errors;
}
