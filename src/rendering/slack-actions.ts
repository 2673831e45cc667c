import { shownActions } from './actions.js';
import type { ActAction, Action } from './card.js';
import type { Button, SlackBlock } from './slack-blocks.js';
import { plain } from './slack-text.js';
import { caption } from './text.js';
import { onlyStrings, parseRecord } from './unknown.js';

/** `action_id` of a button with a verb; the number is its position in the message. */
export const ACT_ID = /^act-\d+$/;
/** `action_id` of a link button, whose clicks are only acknowledged. */
export const LINK_ID = /^link-\d+$/;

const VALUE_LENGTH = 2000;
const BUTTONS_IN_A_BLOCK = 25;

/** The data of a button. */
interface ButtonData {
  readonly verb: string;
  readonly data: Readonly<Record<string, string>>;
  readonly keepsCard: boolean;
  readonly opensForm: boolean;
}

/** @throws when the ids are longer than the 2,000 characters that Slack keeps for a button. */
export function button(action: Action<string>): Button {
  const text = plain(caption(action.label, 75));
  if (action.kind === 'link') return { type: 'button', text, action_id: 'link', url: action.url };
  const style = action.style && { style: action.style };
  return { type: 'button', text, action_id: 'act', value: ids(action), ...style };
}

function ids({ verb, data = {}, keepsCard, opensForm }: ActAction<string>): string {
  const value = JSON.stringify({ verb, data, ...(keepsCard && { keepsCard }), ...(opensForm && { opensForm }) });
  if (value.length > VALUE_LENGTH)
    throw new Error(`The button for "${verb}" carries ${value.length} characters, Slack takes 2,000: give it ids only`);
  return value;
}

/** Rows of buttons, primary ones first. */
export function actionBlocks(actions: readonly Action<string>[]): SlackBlock[] {
  const buttons = shownActions(actions).map(button);
  const blocks: SlackBlock[] = [];
  for (let from = 0; from < buttons.length; from += BUTTONS_IN_A_BLOCK)
    blocks.push({ type: 'actions', elements: buttons.slice(from, from + BUTTONS_IN_A_BLOCK) });
  return blocks;
}

/** Gives every button of a message a unique `action_id`, as Slack requires. */
export function withNumberedActions(blocks: readonly SlackBlock[]): SlackBlock[] {
  let count = 0;
  const numbered = (one: Button): Button => {
    count += 1;
    return { ...one, action_id: `${one.action_id}-${count}` };
  };
  return blocks.map((block) => {
    if (block.type === 'actions') return { ...block, elements: block.elements.map(numbered) };
    return block.type === 'section' && block.accessory ? { ...block, accessory: numbered(block.accessory) } : block;
  });
}

/**
 * Reads back the `value` of a button of ours. Nothing in it is trusted: a client can send anything.
 * @returns undefined when it is not one of ours.
 */
export function readButtonValue(value: unknown): ButtonData | undefined {
  const read = parseRecord(value);
  if (read === undefined || typeof read.verb !== 'string') return undefined;
  return {
    verb: read.verb,
    data: onlyStrings(read.data),
    keepsCard: read.keepsCard === true,
    opensForm: read.opensForm === true,
  };
}
