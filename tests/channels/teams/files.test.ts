import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseActivity } from '../../../src/channels/teams/activity.js';
import { readFiles } from '../../../src/channels/teams/files.js';
import { fileStoresOf } from '../../../src/channels/teams/known-hosts.js';
import { closeServer } from '../../support/teams/teams-connector.js';

let store: Server;
let address: string;
let authorization: string | undefined;

beforeAll(async () => {
  store = createServer((request, response) => {
    authorization = request.headers.authorization;
    if (request.url === '/gone') response.writeHead(404).end();
    else if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end();
    else if (request.url === '/elsewhere') {
      response.writeHead(302, { location: `${address.replace('127.0.0.1', 'localhost')}/file` }).end();
    } else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end();
    else response.end(Buffer.alloc(1000, 'x'));
  });
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
});
afterAll(() => closeServer(store));

function filesOf(attachments: readonly unknown[], mayFetch = (_address: URL) => true) {
  const activity = parseActivity({
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: address,
    from: { id: '29:u', aadObjectId: 'u' },
    recipient: { id: '28:b' },
    conversation: { id: 'a:1' },
    attachments,
  });
  if (!activity) throw new Error('Not an activity');
  return readFiles(activity, mayFetch);
}

const attached = (path: string) => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  name: 'attendance.csv',
  contentUrl: 'https://school.sharepoint.example/attendance.csv',
  content: { downloadUrl: `${address}${path}`, uniqueId: '1', fileType: 'csv' },
});

describe('an attached file', () => {
  it('is read when it is wanted, without a token of ours', async () => {
    const [file] = filesOf([attached('/file')]);
    expect(file?.name).toBe('attendance.csv');
    expect(await file?.read(1000)).toHaveLength(1000);
    expect(authorization).toBeUndefined();
  });

  it('that is too large or no longer exists is refused', async () => {
    const [large] = filesOf([attached('/file')]);
    await expect(large?.read(999)).rejects.toThrow(/larger than 999 bytes/);
    const [gone] = filesOf([attached('/gone')]);
    await expect(gone?.read(1000)).rejects.toThrow(/404/);
  });

  it('is followed where it may be fetched from, and nowhere else, nor for ever', async () => {
    const here = (url: URL) => url.hostname === '127.0.0.1';
    const [moved] = filesOf([attached('/moved')], here);
    expect(await moved?.read(1000)).toHaveLength(1000);
    for (const path of ['/elsewhere', '/round']) {
      const [file] = filesOf([attached(path)], here);
      await expect(file?.read(1000)).rejects.toThrow(/elsewhere/);
    }
  });

  it('is fetched from Microsoft’s own stores alone, by https and their own port', () => {
    const mayFetch = fileStoresOf({ appId: 'a', appPassword: 'b', tenantId: 'c', allowedTenants: [] });
    const allowed = (address: string) => mayFetch(new URL(address));
    expect(allowed('https://school-my.sharepoint.com/personal/x/file.csv')).toBe(true);
    for (const address of [
      'http://school.sharepoint.com/file.csv',
      'https://school.sharepoint.com:8443/file.csv',
      'https://school.sharepoint.com.evil.example/file.csv',
      'https://evilsharepoint.com/file.csv',
      'https://169.254.169.254/latest',
      'https://[::ffff:10.0.0.1]/file.csv',
    ]) {
      expect([address, allowed(address)]).toEqual([address, false]);
    }
  });

  it('is left out when its address may not be asked', () => {
    expect(filesOf([attached('/file')], (url) => url.protocol === 'https:')).toEqual([]);
  });
});

it('HTML of the message, pictures and malformed attachments are not files', () => {
  const html = { contentType: 'text/html', content: '<p>hello</p>' };
  const picture = { contentType: 'image/png', contentUrl: 'https://smba.example/1', name: 'x.png' };
  expect(filesOf([html, picture, null, 'x', { ...attached('/file'), content: { downloadUrl: 'nowhere' } }])).toEqual(
    [],
  );
});
