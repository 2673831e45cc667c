import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Core } from '../app/core.js';
import type { LinkPurpose, LinkSigner } from '../app/links.js';
import { type LinkHolder, readHolder } from '../app/people/link-actors.js';
import type { HttpRates } from '../app/turns/rates.js';
import { refusedForNow } from './limits.js';

/** What files with people in them are given by. */
export interface PrivateFiles {
  readonly core: Core;
  readonly signer: LinkSigner;
  readonly rates: HttpRates;
}

/** A link that was signed for one account's eyes. */
export interface PrivateLink {
  readonly purpose: LinkPurpose;
  readonly token: string;
  /** How to get a new one. */
  readonly renewal: string;
}

/** A file that its link's holder may have, not made yet. */
export interface PrivateFile {
  readonly name: string;
  readonly type: string;
  /** Makes it, and notes who took it where that is noted; undefined when they may not have it after all. */
  readonly make: () => Promise<string | Buffer | AsyncIterable<Uint8Array> | undefined>;
}

/**
 * Answers with a file with people in it, which nobody on the way may keep: 404 where the link or the right to it has ended,
 * 429 where its account takes too many.
 * @param open what the link's holder may have; undefined when that is nothing
 */
export async function sendPrivateFile(
  { core, signer, rates }: PrivateFiles,
  response: Response,
  { purpose, token, renewal }: PrivateLink,
  open: (holder: LinkHolder) => Promise<PrivateFile | undefined>,
): Promise<void> {
  const holder = await readHolder(core, signer, purpose, token);
  const file = holder && (await open(holder));
  if (!file) return sayExpired(response, renewal);
  if (refusedForNow(rates, holder.actor.accountId, response)) return;
  const body = await file.make();
  if (body === undefined) return sayExpired(response, renewal);
  response.set({
    'content-type': file.type,
    'content-disposition': `attachment; filename="${file.name}"`,
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
  });
  if (typeof body === 'string' || Buffer.isBuffer(body)) response.send(body);
  else await pipeline(Readable.from(body, { objectMode: false }), response);
}

/** 404 for a link that is not good any more. @param renewal how to get a new one */
export function sayExpired(response: Response, renewal: string): void {
  response.status(404).type('text/plain').send(`This link has expired. ${renewal}`);
}
