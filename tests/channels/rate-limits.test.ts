import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/settings/config.js';
import { type BothPlatforms, startBothPlatforms } from '../support/both-platforms.js';

let service: BothPlatforms;
beforeAll(async () => {
  // Two at once, and one more every fifteen seconds.
  service = await startBothPlatforms('2026-11-22T10:00:00Z', 4);
});
afterAll(() => service.stop());

const tooFast = 'That is a lot at once.';

describe('an account over the rate limit', () => {
  it('is told once in Teams and then not answered, while others are', async () => {
    const teams = await service.inTeams('fast');
    for (let turn = 0; turn < 2; turn += 1) expect((await teams.say('thanks')).text).toContain('You are welcome');
    expect((await teams.say('thanks')).text).toContain(tooFast);
    const silent = await teams.say('thanks');
    expect([silent.status, silent.messages, silent.text]).toEqual([200, [], '']);
    const other = await service.inTeams('calm');
    expect((await other.say('thanks')).text).toContain('You are welcome');
    const count = await service.database.prisma.inbound.count({ where: { key: { startsWith: 'teams:' } } });
    // Two of the fast one, one of the other: what is over the limit asks nothing of the database.
    expect(count).toBe(3);
  });

  it('gets its clicks acknowledged, but nothing is done', async () => {
    const slack = service.inSlack('UFAST01');
    const help = await slack.say('help');
    const [message] = help.messages;
    if (!message) throw new Error('No help came');
    await slack.say('thanks');
    const told = await slack.click(message, 'More that I can do');
    expect(JSON.stringify(told.messages)).toContain(tooFast);
    const silent = await slack.click(message, 'More that I can do');
    expect([silent.status, silent.messages, silent.modal]).toEqual([200, [], undefined]);
    expect(service.logged.join('')).not.toContain('UFAST01');
  });
});

describe('a body that is too large', () => {
  it.each(['/api/messages', '/slack/events'])('is refused with 413 by %s', async (path) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ text: 'x'.repeat(2_000_000) });
    const response = await fetch(`${service.baseUrl}${path}`, { method: 'POST', headers, body });
    expect(response.status).toBe(413);
  });
});

describe('the setting RATE_LIMIT', () => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };

  it('is 40 turns a minute, none in playground mode, and can be set or switched off', () => {
    expect(readConfig({}).rateLimit).toBe(0);
    expect(readConfig(slack).rateLimit).toBe(40);
    expect(readConfig({ ...slack, RATE_LIMIT: '90' }).rateLimit).toBe(90);
    expect(readConfig({ ...slack, RATE_LIMIT: '0' }).rateLimit).toBe(0);
    expect(() => readConfig({ RATE_LIMIT: 'many' })).toThrow('RATE_LIMIT must be a number of turns a minute');
  });
});
