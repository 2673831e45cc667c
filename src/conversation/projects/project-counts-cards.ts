import type { ProjectFacts } from '../../app/projects/project-facts.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import type { Phase } from '../../domain/person.js';
import { sayDay } from '../../domain/when.js';
import type { Action, Block, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { sayPhase } from '../talk/person-words.js';
import { sayFigureOfYear, sayNumber, sayPapersOf } from '../talk/source-cards.js';
import { capitalise, listWords, plural } from '../talk/wording.js';

/** The figure that was asked for, which comes first. */
export interface WantedCount {
  readonly first: 'now' | 'ever' | 'share' | 'fresh';
  readonly phase?: Phase;
  /** An academic year, named by the year it starts in. */
  readonly year?: number;
}

/** How many take part: this year and ever, share, by phase, new ones; with published figures of earlier years. */
export function projectCountCard(
  project: ProjectFacts,
  wanted: WantedCount,
  view: View & { readonly presentYear: number },
  actions: readonly Action[],
): Card {
  const lines = linesOf(project, wanted, view.presentYear);
  const rows = phaseRows(project);
  const from = `From our own records as of ${sayDay(view.now, view.zone)}.`;
  const note = lines.length > 0 ? `Counted: ${counted(project)}. ${from}` : '';
  const published = project.published.map(sayFigureOfYear);
  const papers = published.length > 0 ? `As published. Source: ${sayPapersOf(project.published)}.` : '';
  const none = published.length > 0 ? 'This is what was published:' : 'I have no figures on this project.';
  const [lead = none, ...rest] = lines;
  const blocks: Block[] = [
    { kind: 'heading', text: `${project.name}: who takes part` },
    { kind: 'text', text: lead, tone: 'strong' },
    ...rest.map((text) => ({ kind: 'text', text }) as const),
    ...(rows.length > 1 ? [{ kind: 'table', columns: phaseColumns(project), rows } as const] : []),
    ...(note ? [{ kind: 'context', text: note } as const] : []),
    ...(published.length > 0 ? [{ kind: 'list', items: published.map((title) => ({ title })) } as const] : []),
    ...(papers ? [{ kind: 'context', text: papers } as const] : []),
  ];
  const table = rows.map((row) => `${row[0]}: ${row[1]} of ${row[2]} (${row[3]}).`);
  const words = [lead, ...rest, ...table, note, ...published.map((one) => `${one}.`), papers];
  return { fallback: [`${project.name}.`, ...words.filter(Boolean)].join('\n'), blocks, actions };
}

function counted({ joins, joinBy }: ProjectFacts): string {
  if (joins === 'people') return 'people who were accepted';
  return joinBy === 'application'
    ? 'schools whose application was approved, a school and its successor once'
    : 'schools registered or on record as taking part, a school and its successor once';
}

function linesOf(project: ProjectFacts, wanted: WantedCount, presentYear: number): string[] {
  return project.joins === 'people' ? countPeople(project, presentYear) : countSchools(project, wanted, presentYear);
}

function countSchools({ count }: ProjectFacts, wanted: WantedCount, presentYear: number): string[] {
  const latest = count.years.at(-1);
  if (!latest) return [];
  const isNow = latest.year === presentYear;
  const when = `${isNow ? 'this year' : 'in the last year on record'} (${sayAcademicYear(latest.year)})`;
  const take = isNow ? ['takes', 'take'] : ['took', 'took'];
  const years = listWords(count.years.map(({ year }) => sayAcademicYear(year)));
  const { share: all } = count;
  const said: Record<WantedCount['first'], string> = {
    now: `${plural(latest.schools, `school ${take[0]}`, `schools ${take[1]}`)} part ${when}.`,
    fresh: `${sayNumber(latest.fresh)} of the ${sayNumber(latest.schools)} schools ${when} ${latest.fresh === 1 ? 'is' : 'are'} new to it.`,
    ever: `${plural(count.ever, 'school has', 'schools have')} ever taken part, in the years on record (${years}).`,
    share: `That is ${sayNumber(all.schools)} of the ${sayNumber(all.of)} schools there are now (${percent(all.schools, all.of)}).`,
  };
  const share = `${sayNumber(all.schools)} of the ${sayNumber(all.of)} schools there are now have ever taken part (${percent(all.schools, all.of)}); ${when} it is ${percent(latest.schools, all.of)}.`;
  const rest: readonly WantedCount['first'][] =
    count.years.length > 1 ? ['now', 'fresh', 'ever', 'share'] : ['now', 'ever', 'share'];
  const first = wanted.first === 'share' ? share : said[wanted.first];
  const others = rest.filter((name) => name !== wanted.first && !(wanted.first === 'share' && name === 'ever'));
  const asked = [yearLine(count, wanted.year), phaseLine(count, wanted.phase, latest.year, when)].filter(
    (line) => line !== undefined,
  );
  return [...asked, ...(rest.includes(wanted.first) ? [first] : []), ...others.map((name) => said[name])];
}

function yearLine(count: ProjectFacts['count'], wanted: number | undefined): string | undefined {
  const year = count.years.find((one) => one.year === wanted);
  if (!year) return undefined;
  const fresh = count.years[0] === year ? '' : `, ${sayNumber(year.fresh)} of them new to it`;
  return `${plural(year.schools, 'school')} took part in ${sayAcademicYear(year.year)}${fresh}.`;
}

function phaseLine(
  count: ProjectFacts['count'],
  phase: Phase | undefined,
  year: number,
  when: string,
): string | undefined {
  const found = count.byPhase(year).find((one) => one.phase === phase);
  if (!found) return undefined;
  return `${sayNumber(found.schools)} of the ${plural(found.of, `${sayPhase(found.phase)} school`)} ${when}: ${percent(found.schools, found.of)}.`;
}

function phaseColumns({ count }: ProjectFacts): string[] {
  const latest = count.years.at(-1);
  return [latest ? `Phase, ${sayAcademicYear(latest.year)}` : 'Phase', 'Take part', 'Of', 'Share'];
}

function phaseRows({ count, joins }: ProjectFacts): string[][] {
  const latest = count.years.at(-1);
  if (!latest || joins === 'people') return [];
  return count
    .byPhase(latest.year)
    .filter(({ schools }) => schools > 0)
    .map(({ phase, schools, of }) => [
      capitalise(sayPhase(phase)),
      sayNumber(schools),
      sayNumber(of),
      percent(schools, of),
    ]);
}

function countPeople({ people, count }: ProjectFacts, presentYear: number): string[] {
  const latest = people.at(-1);
  if (!latest) return count.ever > 0 ? [`People of ${plural(count.ever, 'school')} have taken part.`] : [];
  const when = latest.year === presentYear ? 'this year' : 'the last year on record';
  const earlier = people.slice(0, -1).reverse();
  return [
    `${plural(latest.people, 'person', 'people')} in ${sayAcademicYear(latest.year)}, ${when}.`,
    ...earlier.map((one) => `${sayAcademicYear(one.year)}: ${plural(one.people, 'person', 'people')}.`),
  ];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0%' : `${sayNumber((part / whole) * 100)}%`;
}
