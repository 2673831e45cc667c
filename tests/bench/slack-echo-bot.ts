/**
 * The framework's minimum for Slack: the smallest echo bot with Bolt on the same Express, which acknowledges after
 * answering, as the service does. It posts to `SLACK_API_URL`. Prints `listening PORT`.
 */
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import express from 'express';

const app = express();
const receiver = new ExpressReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
  processBeforeResponse: true,
  logLevel: LogLevel.ERROR,
  app,
});
const bolt = new App({
  receiver,
  token: process.env.SLACK_BOT_TOKEN ?? '',
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
  logLevel: LogLevel.ERROR,
  deferInitialization: true,
});
bolt.message(async ({ message, say }) => {
  await say(`You said: ${'text' in message ? message.text : ''}`);
});
await bolt.init();
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening ${address && typeof address === 'object' ? address.port : ''}`);
});
process.once('SIGTERM', () => process.exit(0));
