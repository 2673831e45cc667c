// Run as a separate process: the whole service on a database server, connected to a fake Slack. Prints `ready`, then
// runs the minute tasks for every line it reads, and prints `done` after each.
import { createInterface } from 'node:readline';
import pino from 'pino';
import { createDatabase } from '../../../src/db/open-database.js';
import { createServerPool } from '../../../src/db/server.js';
import { runTick } from '../../../src/jobs/tick.js';
import { startService } from '../../../src/service/service.js';
import { readConfig } from '../../../src/settings/config.js';
import { clockAt } from '../clock.js';
import { botToken, signingSecret } from '../slack/slack-workspace.js';

const [url, slackUrl, at] = process.argv.slice(2);
if (!url || !slackUrl || !at) throw new Error('Give the database, the address of Slack and the moment');
const log = pino({ level: 'silent' });
const pool = createServerPool(url);
const database = createDatabase({ kind: 'server', pool, close: async () => {} }, log);
const settings = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slackUrl };
const config = { ...readConfig({ ...settings, PUBLIC_URL: 'https://staffroom.example' }), port: 0, host: '127.0.0.1' };
const service = await startService({ config, log, database, clock: clockAt(at), personas: [] });
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'end') break;
  await runTick(service.services.core, log);
  process.stdout.write('done\n');
}
await service.stop();
await database.close();
process.exit(0);
