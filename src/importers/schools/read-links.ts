import type { LinkRecord, RowFault, UnreadableFile } from '../../app/imports/import-file-format.js';
import { readDay } from '../days.js';
import { csvRows, detectEncoding, type Source } from './csv-stream.js';
import { registerWords } from './register-words.js';

type ReadLinks =
  | { readonly kind: 'links'; readonly links: readonly LinkRecord[]; readonly faults: readonly RowFault[] }
  | UnreadableFile;

/** Those of England are some tens of thousands. */
const mostLinks = 200_000;

const needed = ['URN', 'LinkURN', 'LinkType'];

/**
 * Reads the links CSV of Get Information About Schools (`links_edubasealldata…csv`): `URN, LinkURN, LinkName, LinkType,
 * LinkEstablishedDate`. A link stands with either school: "Successor" with the one that closed, "Predecessor" with the one that
 * took its place. Other kinds (sixth form centres, expansions) name no successor.
 */
export async function readLinks(source: Source): Promise<ReadLinks> {
  const encoding = await detectEncoding(source);
  if (typeof encoding !== 'string') return { ...encoding, words: registerWords.ofLinksFile(encoding.words) };
  const links: LinkRecord[] = [];
  const faults: RowFault[] = [];
  let columns: Map<string, number> | undefined;
  for await (const { line, cells } of csvRows(source, encoding)) {
    if (!columns) {
      columns = new Map(cells.map((heading, index) => [heading.trim().toLowerCase(), index]));
      const missing = needed.filter((heading) => !columns?.has(heading.toLowerCase()));
      if (missing.length > 0) return wrongColumns(missing);
      continue;
    }
    const at = columns;
    const cell = (heading: string) => (cells[at.get(heading.toLowerCase()) ?? -1] ?? '').trim();
    const read = readLink(line, cell);
    if (read && 'faults' in read) faults.push(read);
    else if (read) links.push(read);
    if (links.length + faults.length > mostLinks) return { kind: 'unreadable', words: registerWords.tooManyLinks };
  }
  return { kind: 'links', links, faults };
}

function wrongColumns(missing: readonly string[]): UnreadableFile {
  const words = registerWords.linksColumnsMissing(missing);
  return { kind: 'unreadable', words };
}

function readLink(line: number, cell: (heading: string) => string): LinkRecord | RowFault | undefined {
  const kind = cell('LinkType');
  const leads = /^successor/i.test(kind);
  if (!leads && !/^predecessor/i.test(kind)) return undefined;
  const [own, other] = [Number(cell('URN')), Number(cell('LinkURN'))];
  const name = registerWords.remarkOfLinksFile(cell('LinkName'));
  if (![own, other].every((urn) => Number.isInteger(urn) && urn >= 100_000 && urn <= 999_999)) {
    return {
      line,
      name,
      faults: [registerWords.noLink(cell('URN'), cell('LinkURN'))],
    };
  }
  const given = cell('LinkEstablishedDate');
  const linkedOn = given === '' ? null : (readDay(given) ?? null);
  return {
    line,
    predecessorUrn: leads ? own : other,
    successorUrn: leads ? other : own,
    kind: kind.replace(/^predecessor/i, 'Successor'),
    linkedOn,
  };
}
