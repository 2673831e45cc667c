import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import { type AuthenticateRequestResult, AuthenticationError, type ConnectorClient } from 'botframework-connector';
import type { TeamsSettings } from '../../settings/config.js';
import { type AuthenticationOverrides, authenticationFor } from './authentication.js';
import { sendingOnce } from './send-activity.js';

/** A caller that Microsoft vouched for (in playground mode: anybody on this machine). */
export type Vouched = AuthenticateRequestResult;

/** Service URLs are one a region; more than this many are not Microsoft's. */
const connectorsKept = 50;

/**
 * The SDK's adapter, taken in two steps: its `process` tells callers the text of any fault and prints it, answers 500 to
 * a wrongly signed token, and its HTTP client repeats what it sends. Here a refusal is a value, faults are thrown to the
 * server, and clients are kept.
 */
export class StaffroomTeamsAdapter extends TeamsAdapter {
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  readonly #appId: string;

  /** @param settings undefined is playground mode: nothing is authenticated */
  constructor(settings: TeamsSettings | undefined, overrides?: AuthenticationOverrides) {
    const { config, credentials } = authenticationFor(settings, overrides);
    super(config, credentials);
    this.#appId = settings?.appId ?? '';
  }

  /**
   * Checks the token that came with an activity, as Microsoft's "Bot Connector authentication" lists.
   * @returns undefined when it does not prove that Teams sent the activity
   * @throws when Microsoft's keys cannot be fetched
   */
  async authenticate(activity: Activity, authorization: string): Promise<Vouched | undefined> {
    try {
      const vouched = await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
      return { ...vouched, connectorFactory: { create: (serviceUrl) => this.connector(serviceUrl) } };
    } catch (fault) {
      if (isUnreachable(fault)) {
        throw new Error('The keys of Microsoft could not be fetched: check that this machine reaches the internet', {
          cause: fault,
        });
      }
      return undefined;
    }
  }

  /** Runs a turn. @returns the answer to an invoke, 501 when nothing answered it; undefined for other activities */
  run(
    vouched: Vouched,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(vouched, activity, logic);
  }

  /** The client that speaks to Teams (or the Playground) at this address; it sends once and never retries. */
  connector(serviceUrl: string): Promise<ConnectorClient> {
    const known = this.#connectors.get(serviceUrl);
    if (known) return known;
    if (this.#connectors.size >= connectorsKept) this.#connectors.clear();
    const connector = this.#createConnector(serviceUrl);
    this.#connectors.set(serviceUrl, connector);
    connector.catch(() => this.#connectors.delete(serviceUrl));
    return connector;
  }

  async #createConnector(serviceUrl: string): Promise<ConnectorClient> {
    const factory = this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(this.#appId));
    return sendingOnce(await factory.create(serviceUrl, outboundScope));
  }
}

const outboundScope = 'https://api.botframework.com';

/** What fails before a token is looked at is the network's fault; all else is the token's. */
function isUnreachable(fault: unknown): boolean {
  if (fault instanceof AuthenticationError) return fault.statusCode >= 500;
  return fault instanceof Error && (fault.name === 'FetchError' || fault.name === 'AbortError');
}
