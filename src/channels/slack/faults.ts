import { webApi } from '@slack/bolt';

/** How a call to Slack failed, as far as it matters for what to do next. */
type SlackFault =
  /** Slack asks to wait and has not done it. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** Slack has not done it, for this reason (https://docs.slack.dev/reference/methods, "Errors" of each). */
  | { readonly kind: 'refused'; readonly code: string }
  /** It never got to Slack. */
  | { readonly kind: 'unreached' }
  /** Slack may have done it. */
  | { readonly kind: 'unknown' };

/** When Slack asks to wait and does not say how long. */
const defaultPauseMs = 30_000;

/** Slack's own troubles: "some aspect of the operation may have succeeded before the error was raised". */
const inDoubt = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

/** Faults of the network before anything was sent (Node.js and undici). */
const unreachedCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export function faultOf(error: unknown): SlackFault {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'rate-limited', retryAfterMs: error.retryAfter * 1000 };
  }
  if (error instanceof webApi.WebAPIPlatformError) return faultOfAnswer(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) {
    return error.statusCode >= 500 ? { kind: 'unknown' } : { kind: 'refused', code: `http_${error.statusCode}` };
  }
  if (error instanceof webApi.WebAPIRequestError)
    return { kind: isUnreached(error.original) ? 'unreached' : 'unknown' };
  // The SDK has no class for a 429 that does not say how long.
  if (error instanceof Error && error.message.startsWith('Retry header')) {
    return { kind: 'rate-limited', retryAfterMs: defaultPauseMs };
  }
  return { kind: 'unknown' };
}

function faultOfAnswer(code: string): SlackFault {
  if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'rate-limited', retryAfterMs: defaultPauseMs };
  // An answer that is no JSON comes as a whole: it is a proxy's page, and nobody knows what happened.
  if (inDoubt.has(code) || !/^[a-z0-9_-]+$/.test(code)) return { kind: 'unknown' };
  return { kind: 'refused', code };
}

function isUnreached(original: unknown): boolean {
  const cause: unknown = original instanceof Error ? original.cause : undefined;
  const code: unknown = Reflect.get(Object(cause), 'code');
  return typeof code === 'string' && unreachedCodes.has(code);
}

/** For the log: the reason, and nothing that people wrote. */
export function sayFault(error: unknown): string {
  const fault = faultOf(error);
  if (fault.kind === 'refused') return fault.code;
  if (fault.kind === 'unknown' && error instanceof Error) return `unknown: ${error.name}`;
  return fault.kind;
}
