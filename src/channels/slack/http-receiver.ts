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
import { describeFault } from './faults.js';
import { RetryRequested } from './request-deadline.js';

/** Handles one request from Slack. */
type TakeRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

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

/** Slack's largest payloads, full modals, are far smaller. */
const bodyLimit = '512kb';
/** Slack's tolerance, which Bolt checks for the past only. Seconds. */
const clockSkew = 5 * 60;

/**
 * Receives Slack's requests for Bolt and acknowledges each only when it has been processed or stored. Answers 401 to a
 * wrong or old signature, 413 and 400 to a body that is too large or unreadable, and 503 to make Slack retry. Built from
 * Bolt's own functions: its Express receiver costs 10% more processor time per answer, and its plain one crashes on a
 * signed body that is not an object.
 */
export function createHttpReceiver(signingSecret: string, log: Log): { receiver: Receiver; take: TakeRequest } {
  let bolt: App | undefined;
  const take: TakeRequest = async (request, response) => {
    const received = await bufferIncomingMessage(request, bodyLimit).catch((fault: unknown) =>
      isRawBodyError(fault) ? fault.statusCode : 400,
    );
    if (typeof received === 'number') {
      // Drains the rest, so that the next request on this connection is not held up.
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
      if (!(fault instanceof RetryRequested)) log.error({ fault: describeFault(fault) }, 'a Slack request failed');
      return buildNoBodyResponse(response, 503);
    }
    // No listener: a kind of payload that we did not subscribe to.
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

/** Rejects future timestamps too, because such a signature could be replayed until then. */
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

/** @returns undefined when the body is not a JSON object */
function parseBody(request: BufferedIncomingMessage): Json | undefined {
  try {
    const parsed: unknown = parseHTTPRequestBody(request);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
