import type { Pipeline } from '@azure/core-rest-pipeline';
import type { ConnectorClient, TeamsConnectorClient } from 'botframework-connector';

/** One repeats a request after a 5xx, and what Teams had posted is then there twice; the other takes our token elsewhere. */
const harmfulPolicies = ['defaultRetryPolicy', 'redirectPolicy'];

/**
 * The same client, which never sends anything again by itself. The SDK has a public option for this, `noRetryPolicy`, but
 * version 4.23 reads it nowhere, so the policies are taken from the client inside. This may go when the option works.
 */
export function sendingOnce<Client extends ConnectorClient | TeamsConnectorClient>(connector: Client): Client {
  const { pipeline } = (connector as unknown as { readonly client: { readonly pipeline: Pipeline } }).client;
  for (const name of harmfulPolicies) pipeline.removePolicy({ name });
  return connector;
}
