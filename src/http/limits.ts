import { BlockList, isIP } from 'node:net';
import type { NextFunction, Request, Response } from 'express';
import type { HttpRates } from '../app/turns/rates.js';

/** The platforms sign or vouch for what they send, and have their own pace; health is asked by machines of ours. */
const unlimited = new Set(['/api/messages', '/slack/events', '/healthz', '/readyz', '/metrics']);
/** They read larger bodies, and have a limit of their own. */
const largeBodies = new Set(['/api/messages', '/slack/events']);

/** A page's body is a button or a tick: nothing that may be sent to one is larger. In bytes. */
const largestPageBody = 64 * 1024;

/** 429 for an address that asks for pages too fast, 413 for one that sends more than any page takes. */
export function limitPages(rates: HttpRates) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const size = Number(request.headers['content-length'] ?? 0);
    const wait = unlimited.has(request.path) ? undefined : rates.page(addressOf(request));
    if (size > largestPageBody && !largeBodies.has(request.path)) {
      response.status(413).set('connection', 'close').json({ error: 'The body is too large.' });
    } else if (wait !== undefined) {
      response.status(429).set('retry-after', String(wait)).type('text/plain').send('Too much at once. Please wait.');
    } else next();
  };
}

/** A file with people in it, for the account that its link names. @returns whether it was refused, with 429 */
export function refusedForNow(rates: HttpRates, accountId: string, response: Response): boolean {
  const wait = rates.file(accountId);
  if (wait === undefined) return false;
  const words = `That is a lot of files at once. Please try again in ${wait} seconds.`;
  response.status(429).set('retry-after', String(wait)).type('text/plain').send(words);
  return true;
}

const nearby = new BlockList();
nearby.addSubnet('127.0.0.0', 8);
nearby.addSubnet('10.0.0.0', 8);
nearby.addSubnet('172.16.0.0', 12);
nearby.addSubnet('192.168.0.0', 16);
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');

/**
 * Who asks: the nearest address that is not of a network of ours. What stands before it in `X-Forwarded-For` was written by
 * the asker and is not believed. An IPv6 customer has a whole network, which counts as one.
 */
function addressOf(request: Request): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => plain(one.trim()))
    .filter((one) => isIP(one) !== 0);
  const path = [...forwarded, plain(request.socket.remoteAddress ?? '')];
  const nearest = path.findLast((address) => !isNearby(address)) ?? path.at(-1) ?? '';
  // A caller outside our networks speaks for itself.
  const direct = path.at(-1) ?? '';
  const who = isNearby(direct) ? nearest : direct;
  return isIP(who) === 6 ? who.split(':').slice(0, 4).join(':') : who;
}

function plain(address: string): string {
  return address.replace(/^::ffff:/, '');
}

function isNearby(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && nearby.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
