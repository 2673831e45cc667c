import { describe, expect, it } from 'vitest';
import { blockFaults, messageFaults, viewFaults } from '../support/slack/block-kit-limits.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (more: object = {}) => ({ type: 'button', text: plain('Book'), action_id: 'a', ...more });
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ text: plain('o'), value: `${index}` }));
const input = (element: object) => ({ type: 'input', label: plain('l'), element });
const select = (more: object) => ({ type: 'static_select', action_id: 'a', placeholder: plain('p'), ...more });

describe('the check of Slack’s limits', () => {
  it('accepts what Slack accepts', () => {
    const blocks = [
      { type: 'header', text: plain('h'.repeat(150)) },
      { type: 'section', text: plain('s'.repeat(3000)), accessory: button() },
      { type: 'actions', elements: [button({ action_id: 'b', value: 'v'.repeat(2000), style: 'primary' })] },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 't' }] }] },
    ];
    expect(messageFaults({ text: 'f', blocks })).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['an empty text', { type: 'section', text: plain('') }],
    ['a section of 3,001 characters', { type: 'section', text: plain('x'.repeat(3001)) }],
    ['a section of nothing', { type: 'section' }],
    ['a header of 151 characters', { type: 'header', text: plain('x'.repeat(151)) }],
    ['a header in mrkdwn', { type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    ['eleven fields', { type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) }],
    ['a field of 2,001 characters', { type: 'section', fields: [plain('x'.repeat(2001))] }],
    ['26 buttons', { type: 'actions', elements: Array.from({ length: 26 }, (_, n) => button({ action_id: `${n}` })) }],
    ['a label of 76 characters', { type: 'actions', elements: [button({ text: plain('x'.repeat(76)) })] }],
    ['a value of 2,001 characters', { type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] }],
    ['an unknown style', { type: 'actions', elements: [button({ style: 'default' })] }],
    ['an action id twice', { type: 'actions', elements: [button(), button()] }],
    ['101 options', input(select({ options: options(101) }))],
    ['no options', input(select({}))],
    ['eleven radio buttons', input({ type: 'radio_buttons', action_id: 'a', options: options(11) })],
    [
      'an initial option of another list',
      input(select({ options: options(1), initial_option: { text: plain('z'), value: 'z' } })),
    ],
    ['a value twice', input(select({ options: [...options(1), ...options(1)] }))],
    ['a picture without words', { type: 'image', image_url: 'https://s.example/a.png', alt_text: '' }],
    [
      'an empty run',
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] },
    ],
    ['a rich text of nothing', { type: 'rich_text', elements: [] }],
    ['a property that does not exist', { type: 'divider', colour: 'red' }],
    ['a block that does not exist', { type: 'grid' }],
    ['no block', null],
  ])('finds %s', (_, block) => {
    expect(blockFaults([block], 'modal')).not.toEqual([]);
  });

  it('finds 51 blocks in a message and 101 in a view', () => {
    const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
    expect(messageFaults({ text: 'f', blocks: dividers(50) })).toEqual([]);
    expect(messageFaults({ text: 'f', blocks: dividers(51) })).not.toEqual([]);
    expect(viewFaults({ type: 'home', blocks: dividers(100) })).toEqual([]);
    expect(viewFaults({ type: 'home', blocks: dividers(101) })).not.toEqual([]);
  });

  it('finds a message without a text, or with too much in it', () => {
    expect(messageFaults({ blocks: [] })).not.toEqual([]);
    const blocks = Array.from({ length: 4 }, () => ({ type: 'section', text: plain('x'.repeat(3000)) }));
    expect(messageFaults({ text: 'f', blocks })).toEqual(['msg_blocks_too_long: 12000 characters in all']);
  });

  it('finds a long title, a form without a button, and too much metadata', () => {
    const modal = { type: 'modal', title: plain('t'), blocks: [] };
    expect(viewFaults(modal)).toEqual([]);
    expect(viewFaults({ ...modal, title: plain('t'.repeat(25)) })).not.toEqual([]);
    expect(viewFaults({ ...modal, private_metadata: 'x'.repeat(3001) })).not.toEqual([]);
    expect(viewFaults({ ...modal, blocks: [input(select({ options: options(1) }))] })).toEqual(['has no submit']);
  });
});
