import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationError,
  type ConnectorClient,
  TeamsConnectorClient,
} from 'botframework-connector';
import type { TeamsSettings } from '../../settings/config.js';
import { type AuthenticationOverrides, authenticationFor } from './authentication.js';
import { connectorsOf } from './known-hosts.js';
import { sendingOnce } from './sending-once.js';

/** An authenticated caller (in playground mode: anybody on this machine). */
export type Vouched = AuthenticateRequestResult;

/** There is one service URL for each region, so there should never be more than this. */
const connectorsKept = 50;

/**
 * The SDK's adapter, used in two steps: its `process` tells callers the text of any fault and prints it, answers 500 to
 * a wrongly signed token, and its HTTP client retries sends. Here a refusal is a value, faults are thrown to the
 * server, and clients are cached.
 */
export class StaffroomTeamsAdapter extends TeamsAdapter {
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  readonly #appId: string;
  readonly #maySendTo: (address: URL) => boolean;

  /** @param settings undefined for playground mode without authentication */
  constructor(settings: TeamsSettings | undefined, overrides?: AuthenticationOverrides) {
    const { config, credentials } = authenticationFor(settings, overrides);
    super(config, credentials);
    this.#appId = settings?.appId ?? '';
    this.#maySendTo = connectorsOf(settings, overrides);
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

  /**
   * The client that speaks to Teams (or the Playground) at this address; it sends once and never retries.
   * @throws for an address that is none of Microsoft's: the bot's token goes along with each message
   */
  async connector(serviceUrl: string): Promise<ConnectorClient> {
    if (!this.#maySendTo(new URL(serviceUrl))) {
      throw new Error('The address to answer to is not one of Microsoft Teams: nothing was sent there');
    }
    const known = this.#connectors.get(serviceUrl);
    if (known) return known;
    if (this.#connectors.size >= connectorsKept) this.#connectors.clear();
    const connector = this.#createConnector(serviceUrl);
    this.#connectors.set(serviceUrl, connector);
    connector.catch(() => this.#connectors.delete(serviceUrl));
    return connector;
  }

  /** The client for questions about a team. @throws as `connector` */
  async teams(serviceUrl: string): Promise<TeamsConnectorClient> {
    const { credentials } = await this.connector(serviceUrl);
    return sendingOnce(new TeamsConnectorClient(credentials, { baseUri: serviceUrl }));
  }

  async #createConnector(serviceUrl: string): Promise<ConnectorClient> {
    const factory = this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(this.#appId));
    return sendingOnce(await factory.create(serviceUrl, outboundScope));
  }
}

const outboundScope = 'https://api.botframework.com';

/** Whether the keys could not be fetched; any other fault means a bad token. */
function isUnreachable(fault: unknown): boolean {
  if (fault instanceof AuthenticationError) return fault.statusCode >= 500;
  return fault instanceof Error && (fault.name === 'FetchError' || fault.name === 'AbortError');
}
