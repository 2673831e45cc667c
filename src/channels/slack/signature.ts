import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Slack's own measure, to either side: a signature made for tomorrow could be used again and again until then. Seconds. */
const clockSkew = 5 * 60;

/**
 * Whether Slack signed this body just now (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 * @param body as it came, byte for byte
 */
export function isSigned(headers: IncomingHttpHeaders, body: Buffer, secret: string): boolean {
  const signedAt = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof signedAt !== 'string' || typeof signature !== 'string' || !/^\d+$/.test(signedAt)) return false;
  if (Math.abs(Number(signedAt) - Date.now() / 1000) > clockSkew) return false;
  const expected = createHmac('sha256', secret).update(`v0:${signedAt}:`).update(body).digest('hex');
  const [given, due] = [Buffer.from(signature), Buffer.from(`v0=${expected}`)];
  return given.length === due.length && timingSafeEqual(given, due);
}
