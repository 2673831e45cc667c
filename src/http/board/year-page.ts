import type { YearRecord } from '../../app/board/year-pages.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { sayPhase } from '../../domain/person.js';
import { sayDay } from '../../domain/when.js';
import { escapeHtml, htmlPage } from '../html.js';

const style = `
*{box-sizing:border-box}
body{font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;margin:0;padding:1rem;background:#f3f4f6;color:#1b1b1b}
main{max-width:52rem;margin:0 auto;background:#fff;border:1px solid #d8dbe0;border-radius:.75rem;padding:1.25rem 1.25rem 1.5rem}
.brand{margin:0 0 .75rem;color:#5a6270;font-size:.95rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}
.lead{font-weight:600;margin:.5rem 0 1rem}
.note{color:#5a6270;font-size:.95rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #d8dbe0}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
.acts{margin:1.25rem 0 0}
.acts a{display:inline-block;font-weight:600;padding:.6rem 1.2rem;border:1px solid #868e9a;border-radius:.4rem;color:#1b1b1b;text-decoration:none}
@media (min-width:40rem){body{padding:2.5rem 1rem}main{padding:2rem 2.25rem}}
@media print{
@page{size:A4;margin:16mm}
body{background:#fff;padding:0;font-size:10.5pt}main{border:0;padding:0;max-width:none}
.acts,.screen{display:none}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}
}`;

/** The yearly page of a school or of a part of the area: to read on a telephone, and to print. @param file where it is as a spreadsheet */
export function yearPage(record: YearRecord, zone: string, file: string): string {
  const { name, page, isUnderWay, asOf } = record;
  const year = `${sayAcademicYear(page.year)}${isUnderWay ? ' so far' : ''}`;
  const parts = [
    eventsPart(record, zone),
    projectsPart(record),
    page.of.kind === 'locality' ? schoolsPart(record) : '',
  ].join('\n');
  return htmlPage(
    `${name}, ${sayAcademicYear(page.year)}`,
    style,
    `<main>
<p class="brand">Staffroom</p>
<h1>${escapeHtml(name)}, ${year}</h1>
<p class="lead">${escapeHtml(leadOf(record))}</p>
<p class="acts"><a href="${escapeHtml(file)}">Spreadsheet</a></p>
<p class="note screen">To keep it as a PDF, print it and choose “Save as PDF”.</p>
${parts}
<p class="note">Counted: people who came, each once at an event; a school and its successor once. From our own records as of ${sayDay(asOf, zone)}.</p>
</main>`,
  );
}

/** The year in one or two sentences. */
export function leadOf({ events, projects, schools, page, usualEvents }: YearRecord): string {
  const came = events.reduce((sum, { people }) => sum + people, 0);
  const usual = usualEvents.toFixed(1).replace(/\.0$/, '');
  if (page.of.kind === 'locality') {
    const active = schools.filter(({ events: at, projects: joined }) => at + joined > 0).length;
    const share = `${active} of ${count(schools.length, 'school')} took part in something`;
    return `${share}: ${count(came, 'attendance')} at ${count(events.length, 'event')}, and ${count(projects.length, 'project')}.`;
  }
  const at =
    events.length === 0
      ? 'Nobody was at an event'
      : `Somebody was at ${count(events.length, 'event')}, ${count(came, 'attendance')} in all`;
  return `${at}; a school of the partnership was at ${usual} on average. ${count(projects.length, 'project')} this year.`;
}

function count(number: number, one: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : `${one}s`}`;
}

function eventsPart({ events, missed, page }: YearRecord, zone: string): string {
  const local = page.of.kind === 'locality';
  const rows = events.map(({ title, startsAt, people, schools }) => [
    title,
    sayDay(startsAt, zone),
    people,
    ...(local ? [schools] : []),
  ]);
  const also =
    missed.length > 0
      ? `<p class="note">Held too, with nobody from here on record: ${escapeHtml(missed.join('; '))}.</p>`
      : '';
  return section('Events', ['Event', 'Day', 'People', ...(local ? ['Schools'] : [])], rows, 'None on record.') + also;
}

function projectsPart({ projects, page }: YearRecord): string {
  const local = page.of.kind === 'locality';
  const rows = projects.map(({ name, schools, strands, ticked, milestones }) => [
    name,
    strands.join(', '),
    local ? schools : milestones > 0 ? `${ticked} of ${milestones}` : '',
  ]);
  return section('Projects', ['Project', 'Strands', local ? 'Schools' : 'Milestones done'], rows, 'None this year.');
}

function schoolsPart({ schools }: YearRecord): string {
  const rows = schools.map(({ name, phase, events, people, projects }) => [
    name,
    sayPhase(phase),
    events,
    people,
    projects,
  ]);
  return section('Schools', ['School', 'Phase', 'Events', 'People', 'Projects'], rows, 'None.');
}

function section(
  title: string,
  columns: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
  none: string,
): string {
  if (rows.length === 0) return `<h2>${title}</h2>\n<p>${none}</p>`;
  const isNumber = columns.map((_, at) => rows.every((row) => typeof row[at] === 'number'));
  const cell = (tag: 'th' | 'td', value: string | number, at: number) =>
    `<${tag}${isNumber[at] ? ' class="number"' : ''}${tag === 'th' ? ' scope="col"' : ''}>${escapeHtml(String(value))}</${tag}>`;
  const head = columns.map((column, at) => cell('th', column, at)).join('');
  const body = rows.map((row) => `<tr>${row.map((value, at) => cell('td', value, at)).join('')}</tr>`).join('\n');
  return `<h2>${title}</h2>
<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}
