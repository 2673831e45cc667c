import type { ActAction, Block } from '../../rendering/card.js';

/** Letters of a button that can be read whole on a telephone of 320 pixels. */
const readWhole = 30;

/** Things to choose from: buttons where each can be read whole on a telephone, else lines with a short button each. */
export function toChooseFrom(choices: readonly ActAction[]): {
  readonly blocks: readonly Block[];
  readonly actions: readonly ActAction[];
} {
  if (choices.every(({ label }) => label.length <= readWhole)) return { blocks: [], actions: choices };
  const items = choices.map((action) => ({ title: action.label, action: { ...action, label: 'This one' } }));
  return { blocks: [{ kind: 'list', items }], actions: [] };
}
