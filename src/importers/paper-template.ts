import { Parser } from 'htmlparser2';
import { type ReadTemplate, type TemplatePlace, templatePlaces } from '../app/board/paper-template.js';
import type { UnreadableFile } from '../app/imports/import-file-format.js';
import { paperTemplateWords } from './paper-template-words.js';
import { TooMuch } from './reading/limits.js';
import { feed, isTag } from './reading/xml.js';
import { listParts, unfold } from './reading/zip.js';

/** A page with a coat of arms is far smaller. Bytes, as attached and unfolded. */
const largest = { attached: 4 * 1024 * 1024, unfolded: 24 * 1024 * 1024, text: 2 * 1024 * 1024 };

const mainPart = 'word/document.xml';
/** What a body, a header and a footer of a Word document are in; a note has no place of ours. */
const textPart = /^word\/(document|header\d*|footer\d*)\.xml$/;
const plainWord = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/**
 * Checks that a council's own document can be the template of the committee paper: an ordinary Word document with
 * `{{figures}}` on a line of its own, and no place that nobody fills in. Office Open XML, ECMA-376 part 1.
 * @returns the places it has, or what is wrong with it and what to do
 */
export function readPaperTemplate(bytes: Uint8Array): ReadTemplate | UnreadableFile {
  try {
    if (bytes.length > largest.attached) return unreadable(paperTemplateWords.tooLarge);
    if (!isWord(bytes)) return unreadable(paperTemplateWords.noWordDocument);
    const { types, body, edges } = readParts(bytes);
    if (!types.includes(plainWord)) return unreadable(paperTemplateWords.wordTemplate);
    return placesOf(body, edges);
  } catch (fault) {
    if (fault instanceof TooMuch) return unreadable(fault.message);
    return unreadable(paperTemplateWords.damaged);
  }
}

function isWord(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && listParts(bytes).includes(mainPart);
}

interface Parts {
  /** The list of kinds of content. */
  readonly types: string;
  /** The paragraphs, each with its text. */
  readonly body: readonly string[];
  /** Those of headers and footers. */
  readonly edges: readonly string[];
}

function readParts(bytes: Uint8Array): Parts {
  const paragraphs = new Map<string, string[]>();
  let types = '';
  let unfolded = 0;
  unfold(bytes, { bytes: 0 }, (name) => {
    const lines: string[] = [];
    if (textPart.test(name)) paragraphs.set(name, lines);
    const read = textPart.test(name) ? feed(paragraphReader(lines)) : undefined;
    let own = 0;
    return (piece, last) => {
      unfolded += piece.length;
      own += piece.length;
      if (unfolded > largest.unfolded || (read && own > largest.text))
        throw new TooMuch(paperTemplateWords.unfoldsTooFar);
      read?.(piece, last);
      if (name === '[Content_Types].xml') types += new TextDecoder().decode(piece);
    };
  });
  const edges = [...paragraphs].flatMap(([name, lines]) => (name === mainPart ? [] : lines));
  return { types, body: paragraphs.get(mainPart) ?? [], edges };
}

/** Adds the text of each paragraph, whatever runs it is cut into. */
function paragraphReader(lines: string[]): Parser {
  const open: string[] = [];
  let inText = false;
  return new Parser(
    {
      onopentagname: (name) => {
        if (isTag(name, 'p')) open.push('');
        else if (isTag(name, 't')) inText = true;
      },
      ontext: (piece) => {
        if (inText && open.length > 0) open.push((open.pop() ?? '') + piece);
      },
      onclosetag: (name) => {
        if (isTag(name, 't')) inText = false;
        else if (isTag(name, 'p')) lines.push(open.pop() ?? '');
      },
    },
    { xmlMode: true },
  );
}

const listed = templatePlaces.join(', ');

function placesOf(body: readonly string[], edges: readonly string[]): ReadTemplate | UnreadableFile {
  const named = [...body, ...edges].flatMap((line) =>
    [...line.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name),
  );
  const unknown = named.find((name) => !isPlace(name));
  if (unknown !== undefined) return unreadable(paperTemplateWords.unknown(unknown, listed));
  const alone = body.filter((line) => line.trim() === '{{figures}}').length;
  if (alone !== 1 || named.filter((name) => name === 'figures').length !== 1)
    return unreadable(alone === 0 ? paperTemplateWords.noPlaceForFigures : paperTemplateWords.severalPlacesForFigures);
  const split = blocks.find((place) => !isAlone(place, body, edges));
  if (split) return unreadable(paperTemplateWords.needsItsOwnLine(split));
  return { kind: 'template', places: templatePlaces.filter((place) => named.includes(place)) };
}

/** Places that become paragraphs of their own. */
const blocks: readonly TemplatePlace[] = ['purpose', 'recommendations'];

function isAlone(place: TemplatePlace, body: readonly string[], edges: readonly string[]): boolean {
  const mark = `{{${place}}}`;
  return ![...body.filter((line) => line.trim() !== mark), ...edges].some((line) => line.includes(mark));
}

function isPlace(name: string): name is TemplatePlace {
  return (templatePlaces as readonly string[]).includes(name);
}

function unreadable(words: string): UnreadableFile {
  return { kind: 'unreadable', words };
}
