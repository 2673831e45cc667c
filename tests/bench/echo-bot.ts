/**
 * The framework's minimum: the smallest echo bot on the service's stack (Express, TeamsAdapter, Application), in
 * playground mode. `node --import tsx tests/bench/echo-bot.ts [PORT]` (default: any free one) prints `listening PORT`.
 */
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import express from 'express';

const adapter = new TeamsAdapter({});
const bot = new Application({ adapter });
// The option to switch it off is ignored in 1.7.4, and a timer for each message would slow down the minimum.
bot.startTypingTimer = () => {};
bot.activity('message', async (context) => {
  await context.sendActivity(`You said: ${context.activity.text}`);
});

const app = express();
app.disable('x-powered-by');
app.post('/api/messages', express.json({ limit: '256kb' }), async (request, response) => {
  await adapter.process(request, response, async (context) => {
    await bot.run(context);
  });
});
const server = app.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening ${address && typeof address === 'object' ? address.port : ''}`);
});
process.once('SIGTERM', () => process.exit(0));
