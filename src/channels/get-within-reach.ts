import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { isWithinReach, lookupWithin, OutOfReachError, type Reach } from './public-addresses.js';

interface Getting {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly reach: Reach;
}

/**
 * GETs an address without following redirects. The address of the machine is checked after its name was looked up, at
 * the moment of connecting; the URL parser has read other spellings of an IP address (decimal, octal, hexadecimal) before.
 * @returns the answer, of which nothing was read: no web stream, which copies each piece and takes in all of them at once
 * @throws when the address is out of reach, or the connection fails
 */
export function getWithinReach(address: URL, { headers, signal, reach }: Getting): Promise<IncomingMessage> {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  // No name is looked up for an address.
  if (isIP(host) !== 0 && !isWithinReach(host, reach)) return Promise.reject(new OutOfReachError());
  const send = address.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(
      address,
      { headers: { accept: '*/*', ...headers }, signal, lookup: lookupWithin(reach) },
      resolve,
    );
    request.once('error', reject);
    request.end();
  });
}
