import type { TeamsSettings } from '../../settings/config.js';
import { isThisMachine, type Reach } from '../public-addresses.js';
import type { AuthenticationOverrides } from './authentication.js';

/**
 * Where Microsoft's Bot Connector for Teams answers ("Send and receive messages", commercial and government clouds). Whatever a
 * token says, nothing goes to any other address.
 */
const connectorHosts = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  'botframework.com',
  'botframework.us',
];

/** Where Teams keeps files that people send: SharePoint and OneDrive of the commercial and the government clouds. */
const fileHosts = ['sharepoint.com', 'sharepoint.us', 'sharepoint-mil.us'];

/** Which addresses messages may be sent to. @param settings undefined is playground mode: only this machine */
export function connectorsOf(
  settings: TeamsSettings | undefined,
  overrides?: AuthenticationOverrides,
): (address: URL) => boolean {
  if (!settings) return ({ hostname }) => isThisMachine(hostname);
  return (address) => isOneOf(connectorHosts, address) || (overrides?.isConnector(address) ?? false);
}

/** Where attached files may be fetched from. */
export interface FileStore {
  readonly mayFetch: (address: URL) => boolean;
  /** Which machines, once the name is looked up. */
  readonly reach: Reach;
}

/** @param settings undefined is playground mode: only this machine */
export function fileStoreOf(settings: TeamsSettings | undefined, overrides?: AuthenticationOverrides): FileStore {
  if (!settings) return { mayFetch: ({ hostname }) => isThisMachine(hostname), reach: 'this machine' };
  if (overrides) return { mayFetch: overrides.isFileStore, reach: 'this machine' };
  return { mayFetch: (address) => isOneOf(fileHosts, address), reach: 'public' };
}

function isOneOf(hosts: readonly string[], { protocol, hostname, port }: URL): boolean {
  return (
    protocol === 'https:' && port === '' && hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  );
}
