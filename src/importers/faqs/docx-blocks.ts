import { Parser } from 'htmlparser2';
import { TooMuch } from '../reading/limits.js';
import { feed, isTag } from '../reading/xml.js';
import { unfold } from '../reading/zip.js';
import { type Block, tidyLines } from './blocks.js';
import { faqsWords } from './faqs-words.js';

/** In bytes of the text alone; a long policy is a twentieth of it. */
const mostText = 16 * 1024 * 1024;

/** The blocks of a Word document (Office Open XML, ECMA-376 part 1): paragraphs by their style, lists and tables. */
export function docxBlocks(bytes: Uint8Array): Block[] {
  const body = new Body();
  const read = feed(parserOf(body));
  let size = 0;
  unfold(bytes, { bytes: 0 }, (name) => {
    if (name !== 'word/document.xml') return undefined;
    return (piece, last) => {
      size += piece.length;
      if (size > mostText) throw new TooMuch(faqsWords.unfoldsTooFar);
      read(piece, last);
    };
  });
  return body.blocks;
}

function parserOf(body: Body): Parser {
  return new Parser(
    {
      onopentag: (name, values) => body.open(name, (wanted) => attribute(values, wanted)),
      ontext: (text) => body.add(text),
      onclosetag: (name) => body.close(name),
    },
    { xmlMode: true },
  );
}

function attribute(values: Readonly<Record<string, string>>, wanted: string): string {
  return Object.entries(values).find(([name]) => isTag(name, wanted))?.[1] ?? '';
}

interface Paragraph {
  text: string;
  heading: boolean;
  item: boolean;
  /** Characters in bold runs. */
  bold: number;
}

class Body {
  readonly blocks: Block[] = [];
  #paragraphs: Paragraph[] = [];
  #row: string[] | undefined;
  #cell: string[] | undefined;
  #tables = 0;
  #inText = false;
  #isBold = false;
  #properties = 0;
  /** What Word writes a second time for older programs, and what was struck out. */
  #aside = 0;

  open(name: string, value: (wanted: string) => string): void {
    if (isTag(name, 'Fallback')) this.#aside += 1;
    if (this.#aside > 0) return;
    const now = this.#paragraphs.at(-1);
    if (isTag(name, 'p')) this.#paragraphs.push({ text: '', heading: false, item: false, bold: 0 });
    else if (isTag(name, 'pPr')) this.#properties += 1;
    else if (isTag(name, 'pStyle') && now) {
      const style = value('val').replace(/\s/g, '');
      now.heading = /^(heading|berschrift|titre|t[ií]tulo|kop)\d/i.test(style) || now.heading;
      now.item = /^list/i.test(style) || now.item;
    } else if (isTag(name, 'outlineLvl') && now) now.heading = true;
    else if (isTag(name, 'numPr') && now) now.item = true;
    else if (isTag(name, 'r')) this.#isBold = false;
    else if (isTag(name, 'b') && this.#properties === 0) this.#isBold = !/^(0|false|off)$/i.test(value('val'));
    else if (isTag(name, 't')) this.#inText = true;
    else if (isTag(name, 'br') || isTag(name, 'cr')) this.#write('\n');
    else if (isTag(name, 'tab')) this.#write(' ');
    else if (isTag(name, 'tbl')) this.#tables += 1;
    else if (isTag(name, 'tr') && this.#tables === 1) this.#row = [];
    else if (isTag(name, 'tc') && this.#tables === 1) this.#cell = [];
  }

  add(text: string): void {
    if (this.#inText && this.#aside === 0) this.#write(text);
  }

  close(name: string): void {
    if (isTag(name, 'Fallback')) {
      this.#aside = Math.max(0, this.#aside - 1);
      return;
    }
    if (this.#aside > 0) return;
    if (isTag(name, 't')) this.#inText = false;
    else if (isTag(name, 'pPr')) this.#properties = Math.max(0, this.#properties - 1);
    else if (isTag(name, 'p')) this.#endParagraph();
    else if (isTag(name, 'tbl')) this.#tables -= 1;
    else if (isTag(name, 'tc') && this.#tables === 1 && this.#cell) {
      this.#row?.push(tidyLines(this.#cell.join('\n')));
      this.#cell = undefined;
    } else if (isTag(name, 'tr') && this.#tables === 1 && this.#row) {
      this.blocks.push({ kind: 'row', cells: this.#row });
      this.#row = undefined;
    }
  }

  #write(text: string): void {
    const now = this.#paragraphs.at(-1);
    if (!now || this.#properties > 0) return;
    now.text += text;
    if (this.#isBold) now.bold += text.trim().length;
  }

  #endParagraph(): void {
    const ended = this.#paragraphs.pop();
    const text = tidyLines(ended?.text ?? '');
    if (!ended || text === '') return;
    if (this.#cell) this.#cell.push(text);
    else if (ended.heading) this.blocks.push({ kind: 'heading', text });
    else if (ended.item) this.blocks.push({ kind: 'item', text });
    else this.blocks.push({ kind: 'text', text, bold: ended.bold > 0 && ended.bold >= ended.text.trim().length * 0.9 });
  }
}
