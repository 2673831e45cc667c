import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OutboxServer, openOutbox } from '../../src/playground/outbox.js';
import { eventually } from '../support/eventually.js';
import { startTestService, type TestService } from '../support/service.js';
import { makeSession } from '../support/worlds/programme.js';

let outbox: OutboxServer;
let service: TestService;
beforeAll(async () => {
  outbox = await openOutbox();
  service = await startTestService(undefined, { outbox });
});
afterAll(async () => {
  await service.stop();
  await outbox.stop();
});

const page = async (path: string) => {
  const response = await fetch(`${service.baseUrl}${path}`);
  return {
    status: response.status,
    policy: response.headers.get('content-security-policy') ?? '',
    html: await response.text(),
  };
};

/** Asks under another host name, which `fetch` does not let one do. */
function statusUnder(host: string, path: string): Promise<number | undefined> {
  const { port } = new URL(service.baseUrl);
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once('error', reject).end();
  });
}

describe('the playground’s outbox', () => {
  it('shows a newcomer what would be sent, as it would look, with its text and its invitation', async () => {
    expect((await page('/outbox')).html).toContain('No mail yet.');
    await makeSession(service.database.prisma, service.clock.now(), { capacity: 5, title: 'Lovage <evening>' });
    const chat = await service.chatAs('headteacher', 'tries');
    await chat.say('mail me too');
    await chat.say('book me on the Lovage evening');
    await eventually(async () => expect((await page('/outbox')).html).toContain('with an invitation'));
    const list = (await page('/outbox')).html;
    expect(list).toContain('Confirmation: Lovage &#60;evening&#62;');
    const path = /href="(\/outbox\/\d+)"/.exec(list)?.[1] ?? '';
    const one = await page(path);
    expect(one.html).toContain(`sandbox="allow-popups allow-popups-to-escape-sandbox" src="${path}/html"`);
    expect(one.html).toContain('METHOD:REQUEST');
    expect(one.html).toContain('Your place is booked.');
    expect(one.policy).toContain("frame-src 'self'");
    const mail = await page(`${path}/html`);
    expect(mail.html).toContain('Lovage &#60;evening&#62;');
    expect(mail.policy).toContain('sandbox');
    expect((await page('/outbox/9999')).status).toBe(404);
  });

  it('is named where a newcomer looks', async () => {
    const chat = await service.chat('looks');
    expect(JSON.stringify((await chat.say('act as somebody')).card)).toContain('/outbox');
  });

  it('answers this machine only, whatever name a foreign page gives it', async () => {
    const { port } = new URL(service.baseUrl);
    for (const host of [`127.0.0.1:${port}`, 'localhost', `[::1]:${port}`])
      expect([host, await statusUnder(host, '/outbox')]).toEqual([host, 200]);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example'])
      for (const path of ['/outbox', '/outbox/1', '/outbox/1/html'])
        expect([host, await statusUnder(host, path)]).toEqual([host, 421]);
  });

  it('is not there where mails go to people, nor without any', async () => {
    const other = await startTestService();
    try {
      expect((await fetch(`${other.baseUrl}/outbox`)).status).toBe(404);
    } finally {
      await other.stop();
    }
  });
});
