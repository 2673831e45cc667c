import { randomUUID } from 'node:crypto';
import { actData } from '../../src/rendering/action-data.js';
import type { BenchUser } from './bench-user.js';

export const tenant = 'be4c0000-0000-4000-8000-000000000001';
export const botId = '28:be4c0000-0000-4000-8000-000000000002';

/** A message in the user's own chat, as sent by Teams. */
export function message(user: BenchUser, serviceUrl: string, text: string): string {
  return JSON.stringify({ ...common(user, serviceUrl), type: 'message', text, textFormat: 'plain', locale: 'en-GB' });
}

/** A click on a card's button. */
export function press(
  user: BenchUser,
  serviceUrl: string,
  verb: string,
  data: Readonly<Record<string, string>>,
): string {
  const action = { type: 'Action.Execute', verb, data: actData({ kind: 'act', label: '', verb, data }) };
  return JSON.stringify({
    ...common(user, serviceUrl),
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: 'bench-card',
    value: { action, trigger: 'manual' },
  });
}

function common(user: BenchUser, serviceUrl: string) {
  return {
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: user.transportId, name: user.name, aadObjectId: user.aadObjectId },
    recipient: { id: botId, name: 'Staffroom' },
    conversation: { id: user.chat, conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
  };
}
