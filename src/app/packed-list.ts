import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import { givingWay } from './give-way.js';

const itemsAtOnce = 1_000;

/**
 * Compresses something whose longest part is a list. A thousand items a line, which is JSON all the same, so that neither writing
 * nor reading it holds up anybody. @param list the name of that part
 */
export async function packWithList(whole: object, list: string): Promise<string> {
  const packer = createGzip();
  const pieces: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => packer.once('end', resolve).once('error', reject));
  packer.on('data', (piece: Buffer) => pieces.push(piece));
  for (const text of listText(whole, list))
    if (!packer.write(text)) await new Promise((resolve) => packer.once('drain', resolve));
  packer.end();
  await done;
  return Buffer.concat(pieces).toString('base64');
}

/** The same text, not compressed: a line or a thousand items at a time. */
export function* listText(whole: object, list: string): Generator<string> {
  const { [list]: items = [], ...rest } = whole as Record<string, unknown[]>;
  const head = JSON.stringify(rest).slice(0, -1);
  yield `${head}${head === '{' ? '' : ','}${JSON.stringify(list)}:[\n`;
  for (let from = 0; from < items.length; from += itemsAtOnce) {
    const last = from + itemsAtOnce >= items.length;
    yield `${JSON.stringify(items.slice(from, from + itemsAtOnce)).slice(1, -1)}${last ? '' : ','}\n`;
  }
  yield ']}';
}

/** One after the other, so that the whole is not in memory as text besides. */
function* linesOf(bytes: Buffer): Generator<string, undefined> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf('\n', from);
    const to = end < 0 ? bytes.length : end;
    yield bytes.toString('utf8', from, to);
    from = to + 1;
  }
}

/**
 * @param packed by `packWithList` with this list, or by an earlier version, which wrote one line
 * @param check what each item must be @throws for anything else
 */
export async function unpackWithList(
  packed: string,
  list: string,
  check: (item: unknown) => unknown = (item) => item,
): Promise<Record<string, unknown>> {
  const bytes = await promisify(gunzip)(Buffer.from(packed, 'base64'));
  const lines = linesOf(bytes);
  const head = lines.next().value ?? '';
  if (!bytes.includes('\n')) {
    const whole = JSON.parse(head) as Record<string, unknown>;
    const found = whole[list];
    return Array.isArray(found) ? { ...whole, [list]: found.map(check) } : whole;
  }
  const items: unknown[] = [];
  const giveWay = givingWay();
  for (const line of lines) {
    if (line === ']}') break;
    await giveWay();
    for (const item of JSON.parse(`[${line.replace(/,$/, '')}]`)) items.push(check(item));
  }
  return { ...JSON.parse(`${head}]}`), [list]: items };
}
