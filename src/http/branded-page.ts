import { escapeHtml, htmlPage } from './html.js';
import { pageWords } from './words/page-words.js';

/** Offers a file. Programs that follow links (mail scanners, link previews) only look; the button takes it. @param name of the file */
export function downloadPage(name: string): string {
  return brandedPage(pageWords.fileReady, pageWords.fileToPress(name));
}

/** A page that only says something. */
export function simplePage(title: string, words: string): string {
  return brandedPage(title, `<p>${escapeHtml(words)}</p>`);
}

/** On a telephone a row is a block, each value after its column's name, so that nothing scrolls sideways. */
export const tableStyle = `
.wide{overflow-x:auto}table{border-collapse:collapse}
@media screen and (max-width:32rem){
.wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.wide table,.wide caption,.wide tbody,.wide tr,.wide td{display:block;width:100%}
.wide tr{padding:.5rem 0;border-bottom:1px solid #d8dbe0}
.wide td,.wide td.number{padding:.1rem 0;border:0;text-align:left;overflow-wrap:anywhere}
.wide td:first-child{font-weight:600}
.wide td+td::before{content:attr(data-label) ": ";color:#5a6270}
.wide td:empty{display:none}
}`;

/**
 * A table that is read on a telephone as well. Its roles are said, because they end where a row is shown as a block.
 * @param caption above it, for readers of all sorts
 */
export function wideTable(
  columns: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
  caption = '',
): string {
  const number = columns.map((_, at) => rows.every((row) => typeof row[at] === 'number') && rows.length > 0);
  const look = (at: number) => (number[at] ? ' class="number"' : '');
  const head = columns.map((name, at) => `<th scope="col" role="columnheader"${look(at)}>${escapeHtml(name)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map(
      (value, at) =>
        `<td role="cell"${look(at)} data-label="${escapeHtml(columns[at] ?? '')}">${escapeHtml(String(value))}</td>`,
    );
    return `<tr role="row">${cells.join('')}</tr>`;
  });
  const title = caption === '' ? '' : `<caption>${escapeHtml(caption)}</caption>\n`;
  return `<div class="wide"><table role="table">
${title}<thead role="rowgroup"><tr role="row">${head.join('')}</tr></thead><tbody role="rowgroup">
${body.join('\n')}
</tbody></table></div>`;
}

/** The look of our pages. */
export const pageStyle = `
*{box-sizing:border-box}
body{font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;margin:0;padding:1rem;background:#f3f4f6;color:#1b1b1b}
main{max-width:36rem;margin:0 auto;background:#fff;border:1px solid #d8dbe0;border-radius:.75rem;padding:1.25rem 1.25rem 1.5rem}
.brand{margin:0 0 .75rem;color:#5a6270;font-size:.95rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
a{color:#1f5fa8}
h2{font-size:1.15rem;margin:1.5rem 0 .25rem}
.standing{margin:0 0 1.25rem;padding:.75rem 1rem;border-left:.3rem solid #1f5fa8;background:#eef4fb;border-radius:.25rem;font-weight:600}
dl{display:grid;grid-template-columns:fit-content(34%) 1fr;gap:.4rem 1rem;margin:0}
dt{color:#5a6270}dd{margin:0;overflow-wrap:anywhere}
dl+.standing{margin-top:1.25rem}
.field{margin:1rem 0}.field .note{margin-bottom:.35rem}label{display:block;font-weight:600;margin-bottom:.3rem}
select,textarea,input[type=text],input[type=number],input[type=date],input[type=time]{font:inherit;width:100%;padding:.6rem .7rem;border:1px solid #868e9a;border-radius:.4rem;background:#fff;color:inherit}
.note{color:#5a6270;font-size:.95rem;font-weight:400;margin:.35rem 0 0}
.fault{color:#a3140f;font-weight:600;margin:0 0 .3rem}
[aria-invalid]{border-color:#a3140f;border-width:2px}
.acts{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0 0}
button{font:inherit;font-weight:600;min-height:2.9rem;padding:.55rem 1.2rem;border:1px solid #868e9a;border-radius:.4rem;background:#fff;color:#1b1b1b;cursor:pointer;flex:1 1 auto}
button.first{background:#1f5fa8;border-color:#1f5fa8;color:#fff}
a.button{display:inline-flex;align-items:center;justify-content:center;font-weight:600;min-height:2.9rem;padding:.55rem 1.2rem;border:1px solid #868e9a;border-radius:.4rem;background:#fff;color:#1b1b1b;text-decoration:none;flex:1 1 auto}
button.danger{border-color:#a3140f;color:#a3140f}
.standing.warning{border-left-color:#a86400;background:#fdf3e1}
fieldset{border:0;padding:0;margin:1rem 0}legend{font-weight:600;padding:0;margin-bottom:.3rem}
label.tick{display:flex;gap:.6rem;align-items:center;font-weight:400;margin:0;padding:.5rem 0}
.tick input{flex:none;width:1.35rem;height:1.35rem;margin:0;accent-color:#1f5fa8}
.items{list-style:none;margin:1rem 0;padding:0}
.items li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding:.75rem 0;border-top:1px solid #d8dbe0}
.items div{flex:1 1 12rem;overflow-wrap:anywhere}.items div span{display:block}.items div .note{margin:.15rem 0 0}.items button{flex:0 0 auto}
blockquote{margin:1rem 0 .5rem;padding:.25rem 0 .25rem 1rem;border-left:.3rem solid #d8dbe0}blockquote footer{color:#5a6270;font-size:.95rem}
th,td{text-align:left;padding:.3rem .8rem .3rem 0}
.foot{margin-top:2rem;padding-top:.75rem;border-top:1px solid #d8dbe0}
button:focus-visible,a:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible{outline:3px solid #f2a900;outline-offset:2px}
@media (min-width:40rem){body{padding:2.5rem 1rem}main{padding:2rem 2.25rem}button,a.button{flex:0 0 auto}}
@media print{
@page{size:A4;margin:16mm}
body{background:#fff;padding:0;font-size:10.5pt}main{border:0;padding:0;max-width:none}
.acts,button,a.button{display:none}h2{break-after:avoid}tr,blockquote,.items li,dl{break-inside:avoid}}
${tableStyle}`;

/** A page in the service's own look. @param body trusted HTML: whatever somebody wrote is escaped by then */
export function brandedPage(title: string, body: string): string {
  return htmlPage(
    title,
    pageStyle,
    `<main>
<p class="brand">Staffroom</p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>`,
  );
}
