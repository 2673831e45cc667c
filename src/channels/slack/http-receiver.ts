import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type App,
  type BufferedIncomingMessage,
  HTTPModuleFunctions,
  isValidSlackRequest,
  type Receiver,
} from '@slack/bolt';
import { isRecord } from '../../rendering/unknown.js';
import type { Log } from '../../service/log.js';
import { sayFault } from './faults.js';
import { NotInTime } from './in-time.js';

/** Takes one request of Slack's to its end. */
export type TakeRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const {
  bufferIncomingMessage,
  buildContentResponse,
  buildNoBodyResponse,
  buildSSLCheckResponse,
  buildUrlVerificationResponse,
  extractRetryNumFromHTTPRequest,
  extractRetryReasonFromHTTPRequest,
  isRawBodyError,
  parseHTTPRequestBody,
} = HTTPModuleFunctions;

/** Slack's largest payloads, modals full of text, are far below. */
const bodyLimit = '512kb';
/** Slack's own measure, which its framework applies to the past only. Seconds. */
const clockSkew = 5 * 60;

/**
 * How Slack's framework gets what Slack sends here: each request is acknowledged when it has been worked through or kept,
 * not before. 401 for what Slack did not sign, or not now; 413 and 400 for what is too large or cannot be read; 503 for
 * what must be sent again. It is put together of the framework's own parts: its receiver over Express takes a tenth of
 * the processor time of an answer more, and its plain one is brought down by a signed body that is no object.
 */
export function createHttpReceiver(signingSecret: string, log: Log): { receiver: Receiver; take: TakeRequest } {
  let bolt: App | undefined;
  const take: TakeRequest = async (request, response) => {
    const received = await bufferIncomingMessage(request, bodyLimit).catch((fault: unknown) =>
      isRawBodyError(fault) ? fault.statusCode : 400,
    );
    if (typeof received === 'number') {
      // The rest of it is let go by, or the next request over the same connection would wait behind it.
      request.resume();
      return buildNoBodyResponse(response, received);
    }
    if (!isSigned(received, signingSecret)) return buildNoBodyResponse(response, 401);
    const body = parseBody(received);
    if (!body) return buildNoBodyResponse(response, 400);
    if (body.ssl_check) return buildSSLCheckResponse(response);
    if (body.type === 'url_verification') return buildUrlVerificationResponse(response, body);
    await process(body, received, response);
  };
  const process = async (body: Json, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let answer: { readonly body: unknown } | undefined;
    const ack = async (told?: unknown) => {
      answer = { body: told };
    };
    const [retryNum, retryReason] = [
      extractRetryNumFromHTTPRequest(request),
      extractRetryReasonFromHTTPRequest(request),
    ];
    try {
      await bolt?.processEvent({
        body,
        ack,
        ...(retryNum === undefined ? {} : { retryNum }),
        ...(retryReason === undefined ? {} : { retryReason }),
      });
    } catch (fault) {
      if (!(fault instanceof NotInTime)) log.error({ fault: sayFault(fault) }, 'a Slack request failed');
      return buildNoBodyResponse(response, 503);
    }
    // What nobody takes is of no kind that we asked for.
    if (answer) buildContentResponse(response, answer.body);
    else buildNoBodyResponse(response, 404);
  };
  const receiver: Receiver = {
    init: (app) => {
      bolt = app;
    },
    // The service's own server listens.
    start: async () => undefined,
    stop: async () => undefined,
  };
  return { receiver, take };
}

type Json = Record<string, unknown>;

/** Signed with our secret, within five minutes: a signature made for tomorrow could be used again and again until then. */
function isSigned({ headers, rawBody }: BufferedIncomingMessage, signingSecret: string): boolean {
  const signature = headers['x-slack-signature'];
  const signedAt = Number(headers['x-slack-request-timestamp']);
  if (typeof signature !== 'string' || !(signedAt <= Date.now() / 1000 + clockSkew)) return false;
  return isValidSlackRequest({
    signingSecret,
    body: rawBody.toString(),
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': signedAt },
  });
}

/** @returns undefined for what is no JSON object */
function parseBody(request: BufferedIncomingMessage): Json | undefined {
  try {
    const parsed: unknown = parseHTTPRequestBody(request);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
