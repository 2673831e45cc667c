import { createHttpHeaders, createPipelineRequest, type PipelineResponse, RestError } from '@azure/core-rest-pipeline';
import type { Activity } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';

/** The client's own sending: through its policies, which sign for us, and not through its description of every operation. */
interface Sending {
  readonly client: { sendRequest(request: ReturnType<typeof createPipelineRequest>): Promise<PipelineResponse> };
  readonly baseUri: string;
}

/**
 * Posts a message once: "Send to Conversation" of the Bot Connector API v3. The SDK's own method takes an activity to pieces
 * by a description of its fields, which takes as long as all the rest.
 * @param withinMs given up after that
 * @returns the message's id @throws the connector's error, with `statusCode` when Teams answered
 */
export async function sendMessage(
  connector: ConnectorClient,
  conversationId: string,
  activity: Partial<Activity>,
  withinMs: number,
): Promise<string> {
  const { client, baseUri } = connector as unknown as Sending;
  const request = createPipelineRequest({
    url: `${baseUri.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(conversationId)}/activities`,
    method: 'POST',
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
