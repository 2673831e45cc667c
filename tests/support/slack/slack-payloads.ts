import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

type Json = Record<string, unknown>;

/** A recorded payload; each call reads it anew. */
export function slackFixture(name: string): Json {
  return JSON.parse(readFileSync(new URL(`../../fixtures/slack/${name}.json`, import.meta.url), 'utf8'));
}

/** A recorded payload with some of it changed, objects within objects too. */
export function slackPayload(name: string, changes: Json): Json {
  return merge(slackFixture(name), changes) as Json;
}

function merge(base: unknown, changes: unknown): unknown {
  if (!isPlain(base) || !isPlain(changes)) return changes;
  const merged: Json = { ...base };
  for (const [key, change] of Object.entries(changes)) {
    if (change === undefined) delete merged[key];
    else merged[key] = merge(base[key], change);
  }
  return merged;
}

function isPlain(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How a payload is put on the wire: events as JSON, interactions in a form's `payload`, commands as a form. */
export type Wire = 'event' | 'interaction' | 'command';

export interface Signing {
  readonly secret: string;
  /** Seconds since 1970; now when left out. */
  readonly at?: number;
  readonly retry?: number;
}

/** The body and headers of a request as Slack makes it (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export function signedRequest(
  wire: Wire,
  payload: Json,
  signing: Signing,
): { body: string; headers: Record<string, string> } {
  return signedText(bodyOf(wire, payload), wire, signing);
}

/** Any text, signed as Slack signs its own. */
export function signedText(
  body: string,
  wire: Wire,
  signing: Signing,
): { body: string; headers: Record<string, string> } {
  const at = String(signing.at ?? Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signing.secret).update(`v0:${at}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': wire === 'event' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${signature}`,
      ...(signing.retry ? { 'x-slack-retry-num': String(signing.retry), 'x-slack-retry-reason': 'http_timeout' } : {}),
    },
  };
}

function bodyOf(wire: Wire, payload: Json): string {
  if (wire === 'event') return JSON.stringify(payload);
  if (wire === 'interaction') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(payload as Record<string, string>).toString();
}
