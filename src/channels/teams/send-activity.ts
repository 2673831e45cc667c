import {
  createHttpHeaders,
  createPipelineRequest,
  type Pipeline,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import type { Activity } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';

/**
 * What the SDK's client sends by: policies, which sign for us. Neither has a public name, nor has an option of the client that
 * switches a policy off. This file may go when botframework-connector takes a pipeline of ours, or sends once by itself.
 */
interface ConnectorInternals {
  readonly baseUri: string;
  readonly client: {
    readonly pipeline: Pipeline;
    sendRequest(request: PipelineRequest): Promise<PipelineResponse>;
  };
}

function internalsOf(connector: ConnectorClient): ConnectorInternals {
  return connector as unknown as ConnectorInternals;
}

/** One repeats a request after a 5xx, and what Teams had posted is then there twice; the other takes our token elsewhere. */
const harmfulPolicies = ['defaultRetryPolicy', 'redirectPolicy'];

/** The same client, which never sends anything again by itself. */
export function sendingOnce(connector: ConnectorClient): ConnectorClient {
  const { pipeline } = internalsOf(connector).client;
  for (const name of harmfulPolicies) pipeline.removePolicy({ name });
  return connector;
}

/**
 * Sends an activity once, to be posted (`POST`, to a conversation) or to replace one (`PUT`, to that one): "Send to
 * Conversation" and "Update Activity" of the Bot Connector API v3. The SDK's own methods take an activity to pieces by a
 * description of its fields, which takes as long as all the rest.
 * @param path below the service's address
 * @param withinMs given up after that
 * @returns the message's id @throws the connector's error, with `statusCode` when Teams answered
 */
export async function sendActivity(
  connector: ConnectorClient,
  method: 'POST' | 'PUT',
  path: readonly string[],
  activity: Partial<Activity>,
  withinMs: number,
): Promise<string> {
  const { baseUri, client } = internalsOf(connector);
  const request = createPipelineRequest({
    url: `${baseUri.replace(/\/$/, '')}/${path.map(encodeURIComponent).join('/')}`,
    method,
    headers: createHttpHeaders({ 'content-type': 'application/json; charset=utf-8' }),
    body: JSON.stringify(activity),
    timeout: withinMs,
    // Only this machine is spoken to in plain text: see `refusalBeforeToken`.
    allowInsecureConnection: baseUri.startsWith('http:'),
  });
  const response = await client.sendRequest(request);
  const { status: statusCode, bodyAsText } = response;
  if (statusCode < 200 || statusCode > 299) {
    throw new RestError(`Teams did not take a message (${statusCode})`, { statusCode, request, response });
  }
  const { id } = JSON.parse(bodyAsText || '{}') as { id?: string };
  return id ?? '';
}
