import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openDatabase } from '../../src/db/open-database.js';
import { type Running, startService } from '../support/service-process.js';
import { type Figures, sendLoad } from './load.js';
import { startHelper } from './processes.js';
import { botToken, type SlackUser, seedSlack, signatureOf, signingSecret, slackMessage } from './slack-data.js';
import { better, printTable, type Row } from './table.js';

const rounds = [
  { connections: 1, amount: 2_000 },
  { connections: 20, amount: 4_000 },
];
const warmUp = 2_000;
const log = pino({ level: 'warn' });

/** Compares the service in Slack with Bolt's echo bot; both acknowledge after answering. */
export async function benchSlack(name: string, databaseUrl: string | undefined): Promise<void> {
  console.log(`\nSlack, ${name}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'staffroom-bench-slack-'));
  const dataDir = join(folder, 'data');
  const api = await startHelper('slack-api');
  const apiUrl = `http://127.0.0.1:${api.port}/api/`;
  const settings = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl };
  const first = await startService({ dataDir, databaseUrl, quiet: true });
  await first.stop();
  const seeding = await openDatabase({ ...(databaseUrl ? { url: databaseUrl } : {}), dataDir, log });
  const users = await seedSlack(seeding.prisma, 200);
  await seeding.close();
  const service = await startService({
    dataDir,
    databaseUrl,
    quiet: true,
    settings: { ...settings, HOST: '127.0.0.1', RATE_LIMIT: '0' },
  });
  const echo = await startHelper('slack-echo-bot', settings);
  await measure({ api, echo, service, users });
  await Promise.all([service.stop(), echo.stop(), api.stop()]);
  await rm(folder, { recursive: true });
}

interface Bots {
  readonly api: Running;
  readonly echo: Running;
  readonly service: Running;
  readonly users: readonly SlackUser[];
}

async function measure(bots: Bots): Promise<void> {
  const send = async (bot: Running, text: string, connections: number, amount: number): Promise<Figures> => {
    const before = await taken(bots.api);
    let at = 0;
    const next = () => {
      at += 1;
      const user = bots.users[at % bots.users.length];
      if (!user) throw new Error('A load without users: seed some');
      return slackMessage(user, text);
    };
    const figures = await sendLoad(bot, { connections, amount, next, path: '/slack/events', headersOf: signatureOf });
    const posted = (await taken(bots.api)) - before;
    if (posted !== amount) throw new Error(`${amount} messages were answered by ${posted}: look at the bot's log`);
    return figures;
  };
  await send(bots.echo, 'hello', 20, warmUp);
  await send(bots.echo, 'hello', 1, warmUp / 2);
  for (const text of ['help', "what's on"]) {
    await send(bots.service, text, 20, warmUp / 2);
    await send(bots.service, text, 1, warmUp / 4);
  }
  for (const { connections, amount } of rounds) {
    const before = await send(bots.echo, 'hello', connections, amount);
    const row = async (what: string): Promise<Row> => ({
      what,
      connections,
      figures: await send(bots.service, what, connections, amount),
    });
    const rows = [await row('help'), await row("what's on")];
    const after = await send(bots.echo, 'hello', connections, amount);
    const target = { rate: 0.6 };
    const figures = better(before, after);
    printTable({ what: 'Bolt echo', connections, figures }, rows, { help: target, "what's on": target });
  }
}

async function taken(api: Running): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${api.port}/taken`)).text());
}
