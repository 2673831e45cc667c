import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { type OthersRecords, triedVerbs, untouchedOthersRecords } from '../../support/every-verb.js';
import { hostileSendings, kindsOfFields } from '../../support/hostile/hostile-forms.js';
import type { SlackChat } from '../../support/slack/slack.js';
import { slackPayload } from '../../support/slack/slack-payloads.js';
import { chatOf } from '../../support/slack/slack-workspace.js';

let service: BothPlatforms;
let nextPrey: () => Promise<OthersRecords>;
let chat: SlackChat;
const user = 'U0FUZZER';
beforeAll(async () => {
  service = await startBothPlatforms();
  nextPrey = untouchedOthersRecords(service.database.prisma, service.clock);
  await service.grant({ platform: 'slack', user }, 'administrator');
  chat = service.inSlack(user);
  await chat.say('hello');
});
afterAll(() => service.stop());

/** How a client would send this value in a field of this kind, were it to send it at all. */
function stateOf(kind: string, value: unknown): unknown {
  switch (kind) {
    case 'choices':
      return { type: 'checkboxes', selected_options: Array.isArray(value) ? value : [{ value }, value] };
    case 'date':
      return { type: 'datepicker', selected_date: value };
    case 'time':
      return { type: 'timepicker', selected_time: value };
    default:
      return { type: 'plain_text_input', value };
  }
}

/** A modal that no form of ours showed, signed as Slack signs its own. */
function forge(verb: string, data: unknown, values: unknown, more: Readonly<Record<string, unknown>> = {}) {
  const carried = { place: chatOf(user), kind: 'personal', at: 'chat', channel: chatOf(user) };
  const blocks = Object.keys(kindsOfFields).map((block_id) => ({ type: 'input', block_id }));
  const private_metadata = typeof data === 'string' ? data : JSON.stringify({ verb, data, carried });
  const view = { id: `V${randomUUID()}`, blocks, private_metadata, state: { values }, ...more };
  const who = { id: user, username: 'fuzzer', name: 'fuzzer', team_id: 'T0PARTNERS' };
  // The recorded fields go: what is merged stays.
  const recorded = { school: undefined, position: undefined };
  const state = { values: { ...recorded, ...(values as object) } };
  const changes = { user: who, trigger_id: randomUUID(), view: { ...view, state } };
  return chat.send('interaction', slackPayload('view-submission', changes));
}

const failures = () => service.logged.filter((line) => line.includes('"turn failed"') || line.includes('"level":50'));

describe('every form in Slack, as an administrator', () => {
  it.each(triedVerbs)('%s takes anything without a fault', async (verb) => {
    // Afresh where it is needed: the one before may have called the event off.
    const others = await nextPrey();
    const before = failures().length;
    // What a use case makes of them is tried with more in Teams; here it is how Slack's own values are read.
    for (const { data, typed } of hostileSendings(others.data, { values: 3, ids: 2 })) {
      const values = Object.fromEntries(
        Object.entries(typed).map(([id, value]) => {
          const kind = kindsOfFields[id] ?? '';
          return [id, { [`${kind}-${id}`]: stateOf(kind, value) }];
        }),
      );
      const seen = await forge(verb, data, values);
      expect([seen.status, seen.text]).toEqual([200, expect.not.stringContaining('something went wrong')]);
    }
    expect(failures().slice(before)).toEqual([]);
  });
});

describe('a modal that is not ours', () => {
  it.each([
    ['metadata that is no JSON', 'nonsense', {}],
    ['metadata of another shape', '{"verb":7,"data":[1],"carried":null}', {}],
    ['values that are none', '{"verb":"organise-save","data":{},"carried":{}}', { a: null, b: [1, 2], c: { d: 7 } }],
    ['a verb that there is not', '{"verb":"__proto__","data":{"__proto__":"x"},"carried":{}}', {}],
  ])('is taken without a fault: %s', async (_what, metadata, values) => {
    const before = failures().length;
    const seen = await forge('', metadata, values);
    expect(seen.status).toBeLessThan(500);
    expect(failures().slice(before)).toEqual([]);
  });

  it('of a megabyte is refused, and the next one is answered', async () => {
    const huge = { words: { 'text-words': { type: 'plain_text_input', value: 'x'.repeat(2_000_000) } } };
    const seen = await forge('organise-save', (await nextPrey()).data, huge).catch(() => undefined);
    expect(seen === undefined || seen.status < 500).toBe(true);
    expect((await chat.say('help')).text).toContain('What I can do');
  });
});
