import { Parser } from 'htmlparser2';
import { limits, TooMuch, tooLongCell, tooManyTags } from './limits.js';
import { tidyCell } from './text-rows.js';
import { feed, isTag } from './xml.js';
import { type Unfolded, unfold } from './zip.js';

/** The texts that cells of a workbook share, by their number. @param part name of the part that holds them */
export function readSharedStrings(bytes: Uint8Array, unfolded: Unfolded, part: string): string[] {
  const strings: string[] = [];
  let text = '';
  let within = false;
  let aside = 0;
  let tags = 0;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        tags += 1;
        if (tags > limits.tags) throw new TooMuch(tooManyTags);
        if (isTag(name, 'si')) text = '';
        else if (isTag(name, 't')) within = true;
        // Phonetic guides of Japanese words are not part of the text.
        else if (isTag(name, 'rPh')) aside += 1;
      },
      ontext: (piece) => {
        if (!within || aside > 0) return;
        text += piece;
        if (text.length > limits.cell) throw new TooMuch(tooLongCell);
      },
      onclosetag: (name) => {
        if (isTag(name, 't')) within = false;
        else if (isTag(name, 'rPh')) aside -= 1;
        else if (isTag(name, 'si')) strings.push(tidyCell(text));
        if (strings.length > limits.cells) throw new TooMuch(tooLongCell);
      },
    },
    { xmlMode: true },
  );
  unfold(bytes, unfolded, (name) => (name === part ? feed(parser) : undefined));
  return strings;
}
