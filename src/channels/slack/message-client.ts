import { webApi } from '@slack/bolt';
import { inSpan } from '../../telemetry/spans.js';
import { createPost, createTransport, type Post, type Received } from './transport.js';

/** Methods with blocks, which accept JSON (https://docs.slack.dev/apis/web-api, "POST bodies"). */
const methodsWithBlocks: ReadonlySet<string> = new Set([
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'views.open',
  'views.update',
  'views.publish',
]);

type Result = webApi.WebAPICallResult & { readonly error?: string };

/**
 * Slack's client, but blocks are sent as JSON. The SDK encodes every call as a form, which makes blocks half as large
 * again and cost 10% of the processor time of an answer. Errors are those of the SDK: see `faultOf`.
 */
export class MessageClient extends webApi.WebClient {
  readonly #post: Post;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #withinMs: number;
  readonly #warn: (words: string) => void;

  /** @param warn called with Slack's warnings, which contain nothing that people wrote */
  constructor(
    token: string,
    options: webApi.WebClientOptions & { readonly timeout: number },
    warn: (words: string) => void,
  ) {
    const post = createPost();
    super(token, { ...options, fetch: createTransport(post) });
    this.#post = post;
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' };
    this.#withinMs = options.timeout;
    this.#warn = warn;
  }

  override apiCall(method: string, options: Record<string, unknown> = {}): Promise<Result> {
    const attributes = { 'staffroom.platform': 'slack' };
    return inSpan(`slack ${method}`, attributes, () => this.#call(method, options), 'CLIENT');
  }

  async #call(method: string, options: Record<string, unknown>): Promise<Result> {
    if (!methodsWithBlocks.has(method)) return super.apiCall(method, options);
    const sending = { headers: this.#headers, body: JSON.stringify(options), withinMs: this.#withinMs };
    const received = await this.#post(`${this.slackApiUrl}${method}`, sending).catch((fault: Error) => {
      throw new webApi.WebAPIRequestError(fault);
    });
    const result = readResult(received);
    for (const words of result.response_metadata?.messages ?? []) this.#warn(words);
    if (!result.ok) throw new webApi.WebAPIPlatformError({ ...result, error: result.error ?? '' });
    return result;
  }
}

/** @throws the SDK's errors for an unsuccessful response */
function readResult({ status, statusText, headers, text }: Received): Result {
  if (status === 429) {
    const seconds = Number.parseInt(headers['retry-after'] ?? '', 10);
    if (Number.isNaN(seconds)) throw new Error('Retry header did not contain a valid timeout');
    throw new webApi.WebAPIRateLimitedError(seconds);
  }
  if (status !== 200) {
    const told = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    throw new webApi.WebAPIHTTPError(status, statusText, Object.fromEntries(told), text);
  }
  return parseResult(text) ?? { ok: false, error: 'not a Slack response' };
}

/** @returns undefined when it is not JSON, such as a proxy's page */
function parseResult(text: string): Result | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'ok' in parsed ? (parsed as Result) : undefined;
  } catch {
    return undefined;
  }
}
