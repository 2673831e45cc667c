import { createHmac, randomUUID } from 'node:crypto';
import type { Db } from '../../src/db/database.js';
import { onFile } from '../support/worlds/on-file.js';

export const signingSecret = 'the-signing-secret-of-the-bench';
export const botToken = 'xoxb-bench';
const team = 'T0BENCH';

export interface SlackUser {
  readonly user: string;
  readonly chat: string;
}

/** Headteachers of the demonstration data, with a chat that the bot knows. */
export async function seedSlack(db: Db, count: number): Promise<readonly SlackUser[]> {
  const schools = await db.school.findMany({ where: { status: 'open' }, select: { urn: true } });
  const users = Array.from({ length: count }, (_, index) => ({
    user: `U0BENCH${index}`,
    chat: `D0BENCH${index}`,
    personId: randomUUID(),
    accountId: randomUUID(),
    urn: schools[index % Math.max(1, schools.length)]?.urn ?? null,
  }));
  await db.person.createMany({ data: users.map(({ personId }) => ({ id: personId, name: 'Bench Head' })) });
  await db.post.createMany({
    data: users.map(({ personId, urn }) => ({ personId, urn, position: 'headteacher', ...onFile })),
  });
  await db.account.createMany({
    data: users.map(({ accountId, user, personId }) => ({
      id: accountId,
      platform: 'slack',
      tenant: team,
      user,
      personId,
    })),
  });
  await db.conversation.createMany({
    data: users.map(({ chat, accountId }) => ({
      platform: 'slack',
      tenant: team,
      externalId: chat,
      kind: 'personal',
      accountId,
      reference: {},
    })),
  });
  return users;
}

let count = 0;

/** A signed direct message as sent by Slack. */
export function slackMessage({ user, chat }: SlackUser, text: string): string {
  count += 1;
  const ts = `${Math.floor(Date.now() / 1000)}.${String(count).padStart(6, '0')}`;
  const event = { type: 'message', channel_type: 'im', user, channel: chat, text, ts, event_ts: ts, team };
  const authorizations = [{ team_id: team, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false }];
  return JSON.stringify({ type: 'event_callback', team_id: team, event_id: `Ev${count}`, event, authorizations });
}

export function signatureOf(body: string): Record<string, string> {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${signature}` };
}
