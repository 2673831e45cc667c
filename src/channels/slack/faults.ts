import { webApi } from '@slack/bolt';

/** How a call to Slack failed, which decides what to do next. */
type SlackFault =
  /** Not done: we must wait. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /**
   * Not done, because Slack does not accept our token just now. `everywhere`: it takes nothing else for this workspace either;
   * otherwise only this method wants more than we were granted.
   */
  | { readonly kind: 'sign-in'; readonly code: string; readonly everywhere: boolean }
  /** Not done, with Slack's error code (https://docs.slack.dev/reference/methods). */
  | { readonly kind: 'refused'; readonly code: string }
  /** The request never reached Slack. */
  | { readonly kind: 'unreached' }
  /** It may or may not have been done. */
  | { readonly kind: 'unknown' };

/** Used when Slack does not send Retry-After. */
const defaultPauseMs = 30_000;

/** Errors of Slack's own: "some aspect of the operation may have succeeded before the error was raised". */
const outcomeUnknown = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

/**
 * Errors about the token or the installation and not about the message ("Errors" of any method): everything waits until that is
 * mended, or until the workspace has been moved into its organisation.
 */
const ofTheInstallation = new Set([
  'account_inactive',
  'app_uninstalled',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'team_added_to_org',
  'team_not_found',
  'token_expired',
  'token_revoked',
]);

/** Errors about what a method wants besides. */
const ofTheGrant = new Set(['access_denied', 'missing_scope', 'no_permission']);

/** Answers of the gate, before a call is looked at. */
const refusedAtTheGate = new Set([401, 407, 503]);

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
    if (error.statusCode === 401) return { kind: 'sign-in', code: 'http_401', everywhere: false };
    if (refusedAtTheGate.has(error.statusCode)) return { kind: 'unreached' };
    return error.statusCode >= 500 || error.statusCode === 408
      ? { kind: 'unknown' }
      : { kind: 'refused', code: `http_${error.statusCode}` };
  }
  if (error instanceof webApi.WebAPIRequestError)
    return { kind: isUnreached(error.original) ? 'unreached' : 'unknown' };
  // The SDK has no error class for a 429 without Retry-After.
  if (error instanceof Error && error.message.startsWith('Retry header')) {
    return { kind: 'rate-limited', retryAfterMs: defaultPauseMs };
  }
  return { kind: 'unknown' };
}

function faultOfAnswer(code: string): SlackFault {
  if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'rate-limited', retryAfterMs: defaultPauseMs };
  // The SDK passes on a body that is not JSON, such as a proxy's error page: the outcome is unknown.
  if (outcomeUnknown.has(code) || !/^[a-z0-9_-]+$/.test(code)) return { kind: 'unknown' };
  if (ofTheInstallation.has(code)) return { kind: 'sign-in', code, everywhere: true };
  return ofTheGrant.has(code) ? { kind: 'sign-in', code, everywhere: false } : { kind: 'refused', code };
}

/** Errors about the blocks of a message or a view; the words of it may be taken all the same. */
const ofTheBlocks =
  /^(invalid_blocks|invalid_blocks_format|msg_blocks_too_long|msg_too_long|invalid_attachments|invalid_arguments|view_too_large)$/;

/** What Slack refuses about the content: a picture that it cannot fetch, or its blocks. Undefined when it is something else. */
export function refusalOf(error: unknown): 'picture' | 'blocks' | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError) || !ofTheBlocks.test(error.data.error)) return undefined;
  const { messages = [] } = error.data.response_metadata ?? {};
  return messages.some((words) => /image/i.test(words)) ? 'picture' : 'blocks';
}

function isUnreached(original: unknown): boolean {
  const cause: unknown = original instanceof Error ? original.cause : undefined;
  const code: unknown = Reflect.get(Object(cause), 'code');
  return typeof code === 'string' && unreachedCodes.has(code);
}

/** The reason for the log, without anything that people wrote. */
export function describeFault(error: unknown): string {
  const fault = faultOf(error);
  if (fault.kind === 'refused' || fault.kind === 'sign-in') return fault.code;
  if (fault.kind === 'unknown' && error instanceof Error) return `unknown: ${error.name}`;
  return fault.kind;
}
