import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWithinReach, lookupWithin, type Reach } from '../../../src/channels/public-addresses.js';
import { parseActivity } from '../../../src/channels/teams/activity.js';
import { readFiles } from '../../../src/channels/teams/files.js';
import { fileStoreOf } from '../../../src/channels/teams/known-hosts.js';
import { closeServer } from '../../support/teams/teams-connector.js';

let store: Server;
let address: string;
let authorization: string | undefined;
let connections = 0;

beforeAll(async () => {
  store = createServer((request, response) => {
    authorization = request.headers.authorization;
    if (request.url === '/gone') response.writeHead(404).end();
    else if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end();
    else if (request.url === '/elsewhere') {
      response.writeHead(302, { location: `${address.replace('127.0.0.1', 'localhost')}/file` }).end();
    } else if (request.url === '/unstated') {
      // In pieces, without saying how long it is.
      for (let at = 0; at < 300; at += 1) response.write(Buffer.alloc(1000, at % 256));
      response.end();
    } else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end();
    else response.end(Buffer.alloc(1000, 'x'));
  });
  store.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
});
afterAll(() => closeServer(store));

function readOf(attachments: readonly unknown[], mayFetch = (_address: URL) => true, reach: Reach = 'this machine') {
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
  return readFiles(activity, { mayFetch, reach });
}

const filesOf = (...given: Parameters<typeof readOf>) => readOf(...given).files;

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

  it('that does not say how long it is comes whole, and is refused once it is too large', async () => {
    const [file] = filesOf([attached('/unstated')]);
    const bytes = await file?.read(300_000);
    expect(bytes).toEqual(new Uint8Array(300_000).map((_, at) => Math.floor(at / 1000) % 256));
    await expect(file?.read(299_999)).rejects.toThrow(/larger than 299999 bytes/);
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
    const { mayFetch, reach } = fileStoreOf({ appId: 'a', appPassword: 'b', tenantId: 'c', allowedTenants: [] });
    const allowed = (address: string) => mayFetch(new URL(address));
    expect(reach).toBe('public');
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

  it.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://127.1',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[0:0:0:0:0:ffff:7f00:1]',
    'http://localhost',
    'http://169.254.169.254',
    'http://0xa9fea9fe',
    'http://100.100.100.200',
    'http://0.0.0.0',
    'http://[fe80::1]',
    'http://[64:ff9b::a00:1]',
  ])('is not fetched from %s, whatever a list of hosts may say, nor asked of it', async (place) => {
    const before = connections;
    const port = new URL(address).port;
    const file = { ...attached(''), content: { downloadUrl: `${place}:${port}/file` } };
    const [found] = filesOf([file], () => true, 'public');
    await expect(found?.read(1000)).rejects.toThrow(/where we do not ask/);
    expect(connections).toBe(before);
  });

  it('is not fetched when any address of its name is private, which is looked at when connecting', () => {
    const answers = [['93.184.215.14'], ['10.0.0.8'], ['93.184.215.14', '::ffff:10.0.0.8'], []];
    const heard = answers.map((addresses) => {
      let fault: Error | null = null;
      const found = addresses.map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 }));
      const lookup = lookupWithin('public', (_name, _options, done) => done(null, found));
      lookup('school.sharepoint.com', { all: true }, (error) => {
        fault = error;
      });
      return fault === null;
    });
    expect(heard).toEqual([true, false, false, false]);
  });

  it('is fetched from every address that is public', () => {
    for (const one of ['13.107.136.10', '52.104.0.1', '2620:1ec:8f8::10', '2603:1061::1']) {
      expect([one, isWithinReach(one, 'public'), isWithinReach(one, 'this machine')]).toEqual([one, true, false]);
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

describe('what cannot be read is told apart from what is no file', () => {
  const elsewhere = {
    contentType: 'reference',
    name: 'people.xlsx',
    contentUrl: 'https://school.sharepoint.example/p.xlsx',
  };
  it.each([
    [
      'a picture in the text',
      { contentType: 'image/jpeg', name: 'IMG_1.jpg', contentUrl: 'https://smba.example/x' },
      ['picture'],
    ],
    ['a picture without a name', { contentType: 'image/*', contentUrl: 'https://smba.example/x' }, ['picture']],
    ['a picture sent as a file', { ...attached('/file'), name: 'register.PNG' }, ['picture']],
    ['a file in a drive', elsewhere, ['elsewhere']],
    ['a file at an address of nobody we know', { ...attached('/file'), content: {} }, ['elsewhere']],
    ['what was said, as HTML', { contentType: 'text/html', content: '<p>here</p>' }, []],
    ['a quoted message', { contentType: 'messageReference', content: '{}' }, []],
    ['a card', { contentType: 'application/vnd.microsoft.card.adaptive', content: {} }, []],
    ['nonsense', 7, []],
  ])('%s', (_what, one, unreadable) => {
    expect(readOf([one])).toEqual({ files: [], unreadable });
  });
});
