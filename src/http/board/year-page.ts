import type { YearRecord } from '../../app/board/year-pages.js';
import { describeYear, type YearSection } from '../../conversation/board/year-words.js';
import { tableStyle, wideTable } from '../branded-page.js';
import { escapeHtml, htmlPage } from '../html.js';

const style = `
*{box-sizing:border-box}
body{font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;margin:0;padding:1rem;background:#f3f4f6;color:#1b1b1b}
main{max-width:52rem;margin:0 auto;background:#fff;border:1px solid #d8dbe0;border-radius:.75rem;padding:1.25rem 1.25rem 1.5rem}
.brand{margin:0 0 .75rem;color:#5a6270;font-size:.95rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
.lead{font-weight:600;margin:.5rem 0 1rem}
.note{color:#5a6270;font-size:.95rem}
table{width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #d8dbe0}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
.acts{margin:1.25rem 0 0}
.acts a{display:inline-block;font-weight:600;padding:.6rem 1.2rem;border:1px solid #868e9a;border-radius:.4rem;color:#1b1b1b;text-decoration:none}
@media (min-width:40rem){body{padding:2.5rem 1rem}main{padding:2rem 2.25rem}}
@media print{
@page{size:A4;margin:16mm}
body{background:#fff;padding:0;font-size:10.5pt}main{border:0;padding:0;max-width:none}
.acts,.screen{display:none}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}}
${tableStyle}
@media print{.wide{overflow:visible}}`;

/** The yearly page of a school or of a part of the area: to read on a telephone, and to print. @param file where it is as a spreadsheet */
export function yearPage(record: YearRecord, zone: string, file: string): string {
  const { title, lead, sections, note } = describeYear(record, zone);
  return htmlPage(
    title,
    style,
    `<main>
<p class="brand">Staffroom</p>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(lead)}</p>
<p class="acts"><a href="${escapeHtml(file)}">Spreadsheet</a></p>
<p class="note screen">To keep it as a PDF, print it and choose “Save as PDF”.</p>
${sections.map(sectionHtml).join('\n')}
<p class="note">${escapeHtml(note)}</p>
</main>`,
  );
}

function sectionHtml({ title, columns, rows, none, after }: YearSection): string {
  const below = after ? `<p class="note">${escapeHtml(after)}</p>` : '';
  if (rows.length === 0) return `<h2>${title}</h2>\n<p>${none}</p>${below}`;
  // What nobody has anything of needs no column.
  const filled = columns.map((_, at) => rows.some((row) => row[at] !== ''));
  const cells = <T>(row: readonly T[]) => row.filter((_, at) => filled[at]);
  return `<h2>${title}</h2>\n${wideTable(cells(columns), rows.map(cells))}${below}`;
}
