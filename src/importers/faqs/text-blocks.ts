import { type Block, tidyLines } from './blocks.js';

/** The blocks of plain text or Markdown: paragraphs, lines with a bullet, headings that begin with `#`. */
export function textBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const close = () => {
    const whole = tidyLines(paragraph.join('\n'));
    if (whole) blocks.push({ kind: 'text', text: whole, bold: false });
    paragraph = [];
  };
  for (const line of text.split(/\r\n?|\n/)) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    const item = /^\s*[-*•–]\s+(.+)$/.exec(line)?.[1];
    const bold = /^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*$/.exec(line)?.[1];
    if (heading || item || bold || line.trim() === '') close();
    if (heading) blocks.push({ kind: 'heading', text: heading });
    else if (bold) blocks.push({ kind: 'text', text: tidyLines(bold), bold: true });
    else if (item) blocks.push({ kind: 'item', text: tidyLines(item) });
    else if (line.trim() !== '') {
      // A question and its answer may stand on lines of one paragraph.
      if (startsAnew(line, paragraph)) close();
      paragraph.push(line);
    }
  }
  close();
  return blocks;
}

/** `Q: …`, `A: …`, a line that is a question, and the line below one. */
function startsAnew(line: string, paragraph: readonly string[]): boolean {
  const before = paragraph.at(-1)?.trim() ?? '';
  return /^\s*(?:q|a|question|answer)\s*\d*\s*[.:)]/i.test(line) || /\?$/.test(before) || /\?$/.test(line.trim());
}
