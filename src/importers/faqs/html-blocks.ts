import { Parser } from 'htmlparser2';
import { TooMuch } from '../reading/limits.js';
import { type Block, tidyLines } from './blocks.js';
import { faqsWords } from './faqs-words.js';

/** What is on every page of a site, or is not shown. */
const aside = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'nav',
  'footer',
  'head',
  'select',
  'iframe',
  'object',
]);
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const terms = new Set(['dt', 'summary', 'legend']);
/** Elements that begin and end a block. */
const breaks = new Set(
  'p div section article main header aside blockquote pre ul ol li dl dd dt summary details table thead tbody tr td th h1 h2 h3 h4 h5 h6 figure figcaption form fieldset legend address hr'.split(
    ' ',
  ),
);
const mostTags = 200_000;

type Kind = 'heading' | 'term' | 'item' | 'text';

/** The blocks of a page that was saved: headings, paragraphs, lists and tables; menus and scripts are passed over. */
export function htmlBlocks(html: string): Block[] {
  const page = new Page();
  let tags = 0;
  const parser = new Parser(
    {
      onopentag: (name) => {
        tags += 1;
        if (tags > mostTags) throw new TooMuch(faqsWords.pageTooLong);
        page.open(name);
      },
      ontext: (text) => page.add(text),
      onclosetag: (name) => page.close(name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return page.end();
}

class Page {
  readonly #blocks: Block[] = [];
  readonly #open: Kind[] = [];
  #text = '';
  #boldChars = 0;
  #bold = 0;
  #aside = 0;
  #row: string[] | undefined;
  #cell: string | undefined;

  open(name: string): void {
    if (aside.has(name)) this.#aside += 1;
    if (this.#aside > 0) return;
    if (name === 'br') this.add('\n');
    if (name === 'b' || name === 'strong') this.#bold += 1;
    if (this.#cell !== undefined) {
      if (breaks.has(name)) this.#cell += '\n';
      return;
    }
    if (breaks.has(name)) this.#flush();
    if (name === 'tr') this.#row = [];
    if ((name === 'td' || name === 'th') && this.#row) this.#cell = '';
    const kind = kindOf(name);
    if (kind) this.#open.push(kind);
  }

  add(text: string): void {
    if (this.#aside > 0) return;
    const words = text === '\n' ? text : text.replace(/\s+/g, ' ');
    if (this.#cell !== undefined) this.#cell += words;
    else {
      this.#text += words;
      if (this.#bold > 0) this.#boldChars += words.trim().length;
    }
  }

  close(name: string): void {
    if (aside.has(name)) {
      this.#aside = Math.max(0, this.#aside - 1);
      return;
    }
    if (this.#aside > 0) return;
    if (name === 'b' || name === 'strong') this.#bold = Math.max(0, this.#bold - 1);
    if ((name === 'td' || name === 'th') && this.#cell !== undefined) {
      this.#row?.push(tidyLines(this.#cell));
      this.#cell = undefined;
      return;
    }
    if (this.#cell !== undefined) return;
    if (name === 'tr' && this.#row) {
      this.#blocks.push({ kind: 'row', cells: this.#row });
      this.#row = undefined;
    }
    if (breaks.has(name)) this.#flush();
    if (kindOf(name)) this.#open.pop();
  }

  end(): Block[] {
    this.#flush();
    return this.#blocks;
  }

  #flush(): void {
    const text = tidyLines(this.#text);
    const bold = this.#boldChars > 0 && this.#boldChars >= this.#text.replace(/\s+/g, ' ').trim().length * 0.9;
    this.#text = '';
    this.#boldChars = 0;
    if (text === '') return;
    const kind = this.#open.at(-1) ?? 'text';
    this.#blocks.push(kind === 'text' ? { kind, text, bold } : { kind, text });
  }
}

function kindOf(name: string): Kind | undefined {
  if (headings.has(name)) return 'heading';
  if (terms.has(name)) return 'term';
  return name === 'li' ? 'item' : undefined;
}
