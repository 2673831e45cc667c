/**
 * The framework's floor: the smallest echo bot on the stack that the service uses (Express, TeamsAdapter, Application),
 * in playground mode. `node --import tsx tests/bench/echo-bot.ts [PORT]` (default: any free one) prints `listening PORT`.
 */
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import express from 'express';

const adapter = new TeamsAdapter({});
const bot = new Application({ adapter });
// Its switch is ignored in 1.7.4: a timer a message would not be a floor.
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
