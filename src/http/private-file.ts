import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Core } from '../app/core.js';
import type { LinkPurpose, LinkSigner } from '../app/links.js';
import { type LinkHolder, readHolder } from '../app/people/link-actors.js';
import type { HttpRates } from '../app/turns/rates.js';
import { noAccount } from '../domain/actor.js';
import { downloadPage } from './branded-page.js';
import { refusedForNow } from './limits.js';
import { pageWords } from './words/page-words.js';

/** What is needed to serve files with personal data. */
export interface PrivateFiles {
  readonly core: Core;
  readonly signer: LinkSigner;
  readonly rates: HttpRates;
}

/** A link signed for one account. */
interface PrivateLink {
  readonly purpose: LinkPurpose;
  readonly token: string;
  /** How to get a new one. */
  readonly renewal: string;
}

/** A file that the holder of the link may download, not generated yet. */
export interface PrivateFile {
  readonly name: string;
  readonly type: string;
  /** Generates it, and records the download where required; undefined when it is no longer permitted. */
  readonly make: () => Promise<string | Buffer | AsyncIterable<Uint8Array> | undefined>;
}

/**
 * `GET` shows a page with a button, `POST` answers with the file itself: a link preview or a mail scanner that follows the link
 * makes no file, costs its holder nothing and leaves no entry in the audit trail. 404 where the link or the right to it has
 * ended, 429 where its account takes too many.
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
  if (response.req.method !== 'POST') return void response.type('html').send(downloadPage(file.name));
  const { accountId, personId } = holder.actor;
  if (refusedForNow(rates, accountId === noAccount ? (personId ?? '') : accountId, response)) return;
  const body = await file.make();
  if (body === undefined) return sayExpired(response, renewal);
  response.set({
    'content-type': file.type,
    'content-disposition': `attachment; filename="${file.name}"`,
  });
  if (typeof body === 'string' || Buffer.isBuffer(body)) response.send(body);
  else await pipeline(Readable.from(body, { objectMode: false }), response);
}

/** 404 for an expired link. @param renewal how to get a new one */
export function sayExpired(response: Response, renewal: string): void {
  response.status(404).type('text/plain').send(pageWords.expiredBut(renewal));
}
