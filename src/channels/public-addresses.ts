import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that are not on the public Internet: the special-purpose registries of IANA (RFC 6890), multicast, and the
 * ranges that carry an IPv4 address in an IPv6 one.
 */
const notPublic = blockListOf(
  [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
    ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
    ...['224.0.0.0/4', '240.0.0.0/4'],
  ],
  [
    ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
    ...['5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
  ],
);
const thisMachine = blockListOf(['127.0.0.0/8'], ['::1/128']);

function blockListOf(v4: readonly string[], v6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [family, ranges] of [['ipv4', v4] as const, ['ipv6', v6] as const]) {
    for (const range of ranges) {
      const [net = '', prefix] = range.split('/');
      list.addSubnet(net, Number(prefix), family);
    }
  }
  return list;
}

/** Where files may be fetched from: the public Internet, or in playground mode and for a local platform, this machine. */
export type Reach = 'public' | 'this machine';

/** The address of a machine that is not asked. */
export class OutOfReachError extends Error {
  constructor() {
    super('The address is not one that files are fetched from: see Reach');
  }
}

export function isThisMachine(host: string | undefined): boolean {
  return host !== undefined && ['localhost', '127.0.0.1', '[::1]', '::1'].includes(host);
}

/** Whether an IP address may be reached. IPv4 addresses in IPv6 spelling (`::ffff:10.0.0.1`) count as what they are. */
export function isWithinReach(address: string, reach: Reach): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  return reach === 'public' ? !notPublic.check(address, family) : thisMachine.check(address, family);
}

/**
 * Looks a name up for a connection, and fails when any of its addresses is out of reach. The connection uses what was
 * checked, so a name cannot mean something else a moment later.
 */
export function lookupWithin(reach: Reach, resolve: LookupFunction = lookup as LookupFunction): LookupFunction {
  return (name, options, done) => {
    resolve(name, { ...options, all: true }, (fault, found) => {
      const addresses = typeof found === 'string' ? [] : found;
      const [first] = addresses;
      if (fault) done(fault, '');
      else if (!first || !addresses.every(({ address }) => isWithinReach(address, reach)))
        done(new OutOfReachError(), '');
      else if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
