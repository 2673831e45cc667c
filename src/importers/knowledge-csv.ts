import { parse } from 'csv-parse/sync';
import { fieldName, knownFields, neededFields, type ReadArticle, readArticle } from './article-fields.js';

/**
 * Reads articles from CSV with a heading line, commas or semicolons, quotes where needed. Columns are found by their headings,
 * in any order: question, answer and as of must be there; slug, aliases (separated by `|` or line ends), source (the id of a
 * source), owner, review by and status may be. Other columns are refused, for a misspelt heading would lose what is below it.
 * @returns one article a row, or one fault for the whole file
 */
export function readKnowledgeCsv(text: string): ReadArticle[] {
  const rows: Row[] = [];
  try {
    let first = 1;
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ first, cells });
        first = lines + 1;
        return undefined;
      },
    });
  } catch (fault) {
    return [wholeFile(rows.length + 1, `From row ${rows.length + 1} on it is no CSV: ${(fault as Error).message}`)];
  }
  const [head, ...body] = rows;
  const headings = (head?.cells ?? []).map(fieldName);
  const missing = neededFields.filter((name) => !headings.includes(name));
  if (missing.length > 0)
    return [
      wholeFile(1, `The first line has no heading “${missing.join('”, “')}”. It may have: ${knownFields.join(', ')}.`),
    ];
  const strange = headings.filter((name) => !knownFields.some((known) => known === name));
  if (strange.length > 0)
    return [wholeFile(1, `No such heading: “${strange.join('”, “')}”. It may have: ${knownFields.join(', ')}.`)];
  return body.map(({ first, cells }) => {
    if (cells.length > headings.length) {
      const faults = [
        `It has ${cells.length} fields and the first line has ${headings.length}: put quotes round a field with a comma in it.`,
      ];
      return { kind: 'unreadable', line: first, slug: '', faults };
    }
    return readArticle(new Map(headings.map((name, index) => [name, cells[index] ?? ''])), first);
  });
}

interface Row {
  /** The line it begins on, counted from 1. */
  readonly first: number;
  readonly cells: readonly string[];
}

/** Whichever the first line has more of: spreadsheets set to another language write semicolons. */
function delimiterOf(text: string): string {
  const head = text.split('\n', 1)[0] ?? '';
  return head.split(';').length > head.split(',').length ? ';' : ',';
}

function wholeFile(line: number, fault: string): ReadArticle {
  return { kind: 'unreadable', line, slug: '', faults: [fault] };
}
