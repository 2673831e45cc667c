import { type FileChild, Paragraph, PatchType, patchDocument, TextRun } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { PaperData } from '../app/board/paper-data.js';
import { type TemplatePlace, templatePlaces } from '../app/board/paper-template.js';
import { sayDate } from '../domain/when.js';
import { sayAsOf, sayPeriod } from './committee-tables.js';
import { numbered, prose } from './word-blocks.js';

/** What the figures are written with, where a council's document has no such style. */
const styleMarkup = /<w:style [^>]*w:styleId="([^"]+)"[^>]*>.*?<\/w:style>/gs;

/**
 * A council's own Word document with the paper in it: each placeholder is replaced, `{{figures}}` by all tables, charts and
 * words. Headings are in the document's own styles.
 * @param ours the paper in our own layout, whose styles are lent where they are missing
 * @throws when the document is no Word document, or has no place for the figures
 */
export async function fillTemplate(
  template: Uint8Array,
  data: PaperData,
  figures: readonly FileChild[],
  ours: Uint8Array,
): Promise<Buffer> {
  const lent = lendStyles(template, ours);
  const line = (text: string) => ({ type: PatchType.PARAGRAPH, children: [new TextRun(text)] }) as const;
  const blocks = (children: readonly FileChild[]) => ({ type: PatchType.DOCUMENT, children }) as const;
  const { front } = data;
  const purpose = (front?.purpose ?? '').split(/\n+/).map((part) => prose(part));
  const asked = (front?.recommendations ?? []).map((words, at) => numbered(at + 1, words));
  const filled = await patchDocument({
    outputType: 'nodebuffer',
    data: lent,
    keepOriginalStyles: true,
    patches: {
      committee: line(front?.committee ?? ''),
      meeting: line(front?.meeting ? sayDate(new Date(front.meeting)) : ''),
      author: line(front?.author ?? ''),
      purpose: blocks(purpose),
      recommendations: blocks(asked.length > 0 ? asked : [new Paragraph('')]),
      period: line(sayPeriod(data)),
      'as of': line(sayAsOf(data)),
      figures: blocks(figures),
    } satisfies Record<TemplatePlace, unknown>,
  });
  if (/\{\{figures\}\}/.test(wordsOf(template)) && !/\{\{figures\}\}/.test(wordsOf(filled))) return filled;
  throw new Error(
    `The template of the committee paper has no place for the figures: write {{figures}} there on a line of its own. It may also have ${templatePlaces.map((name) => `{{${name}}}`).join(', ')}.`,
  );
}

/** The text of a document, whatever runs it is cut into. */
function wordsOf(file: Uint8Array): string {
  return strFromU8(unzipSync(file)['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '');
}

function lendStyles(template: Uint8Array, ours: Uint8Array): Uint8Array {
  const parts = unzipped(template);
  const styles = parts['word/styles.xml'];
  if (!styles) return template;
  const own = strFromU8(styles);
  const lent = [...strFromU8(unzipSync(ours)['word/styles.xml'] ?? new Uint8Array()).matchAll(styleMarkup)]
    .filter(([, id]) => !own.includes(`w:styleId="${id}"`))
    .map(([markup]) => markup);
  return zipSync({ ...parts, 'word/styles.xml': strToU8(own.replace('</w:styles>', `${lent.join('')}</w:styles>`)) });
}

function unzipped(template: Uint8Array): Record<string, Uint8Array> {
  try {
    const parts = unzipSync(template);
    if (parts['word/document.xml']) return parts;
  } catch (cause) {
    throw new Error('The template of the committee paper is no Word document: save it as .docx', { cause });
  }
  throw new Error('The template of the committee paper is no Word document: save it as .docx');
}
