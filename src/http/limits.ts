import { BlockList, isIP } from 'node:net';
import type { NextFunction, Request, Response } from 'express';
import type { HttpRates } from '../app/turns/rates.js';
import { pageWords } from './words/page-words.js';

/** Requests from the platforms are authenticated and limited elsewhere; health checks come from our own machines. */
const unlimited = new Set(['/api/messages', '/slack/events', '/healthz', '/readyz', '/metrics', '/mail/bounces']);
/** Routes with a larger limit of their own. */
const largeBodies = new Set(['/api/messages', '/slack/events', '/mail/bounces']);

/** Requests from our pages are small forms. In bytes. */
const largestPageBody = 64 * 1024;

/**
 * 429 for an address that asks for pages too fast, 413 for one that sends more than any page takes; nothing for `HEAD`, by which
 * link previews and scanners ask first, so that nothing is counted, read or made for them.
 */
export function limitPages(rates: HttpRates) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method === 'HEAD') return void response.status(204).end();
    const size = Number(request.headers['content-length'] ?? 0);
    const wait = unlimited.has(request.path) ? undefined : rates.page(addressOf(request));
    if (size > largestPageBody && !largeBodies.has(request.path)) {
      response.status(413).set('connection', 'close').json({ error: pageWords.bodyTooLarge });
    } else if (wait !== undefined) {
      response.status(429).set('retry-after', String(wait)).type('text/plain').send(pageWords.tooMuchAtOnce);
    } else next();
  };
}

/** Rate limits downloads of personal data by account. @returns whether it answered 429 */
export function refusedForNow(rates: HttpRates, accountId: string, response: Response): boolean {
  const wait = rates.file(accountId);
  if (wait === undefined) return false;
  const words = pageWords.tooManyFiles(wait);
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
