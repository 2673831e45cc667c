import type { Core } from '../../app/core.js';
import type { Cell } from '../../app/figures/cells.js';
import { isOfNone } from '../../app/figures/count-rounds.js';
import { type Evaluated, evaluateFigures } from '../../app/figures/evaluate-figures.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { ofNoneWords } from '../../conversation/figures/none-words.js';
import { sayKeptPhase } from '../../conversation/talk/person-words.js';
import type { FiguresQuery, Measure } from '../../domain/figures/figures-query.js';
import { type BarChartData, drawBars } from '../charts.js';
import { capitalise } from '../committee-words.js';
import { boardFileWords } from './board-file-words.js';

const mostBars = 12;

const counted: Partial<Readonly<Record<Measure, readonly [title: string, counts: string]>>> = {
  attended: [boardFileWords.peopleWhoCame, 'people'],
  schools: [boardFileWords.schoolsCame, 'schools'],
  absent: [boardFileWords.schoolsDidNotCome, 'schools'],
};

/**
 * A bar chart of what a question counts, as a PNG: by what it is broken down by; of two years, one beside the other.
 * @returns undefined with fewer than two bars, or for what is not drawn
 */
export async function drawQueryChart(core: Core, query: FiguresQuery): Promise<Buffer | undefined> {
  const words = counted[query.measure];
  if (!words || !query.by) return undefined;
  const evaluated = await evaluateFigures(core, query);
  const data = query.by === 'term' ? byTerm(evaluated, words) : await byGroup(core, query, evaluated, words);
  return data && data.labels.length > 1 ? drawBars(data) : undefined;
}

async function byGroup(
  core: Core,
  query: FiguresQuery,
  { groups }: Evaluated,
  [title, counts]: readonly [string, string],
): Promise<BarChartData> {
  const { locality } = await readPartnership(core);
  const words = { locality, authority: boardFileWords.localAuthority.toLowerCase() } as Partial<Record<string, string>>;
  const by = words[query.by ?? ''] ?? query.by ?? '';
  const cells = (groups[0] ?? [])
    .flatMap(({ label, value }) => (value === undefined || value === 0 ? [] : [{ label, value }]))
    .sort((a, b) => b.value - a.value || a.label.localeCompare(b.label, 'en-GB'))
    .slice(0, mostBars);
  const labelOf = (label: string) => {
    if (isOfNone(label)) return ofNoneWords[label];
    return query.by === 'phase' ? capitalise(sayKeptPhase(label)) : label;
  };
  return {
    title: boardFileWords.by(title, by),
    counts,
    lying: true,
    labels: cells.map(({ label }) => labelOf(label)),
    series: [{ name: counts, values: cells.map(({ value }) => value) }],
  };
}

const terms = ['autumn', 'spring', 'summer'] as const;

/** The terms side by side, the earlier year first. Labels of the cells are a term and its year: `autumn 2026/27`. */
function byTerm({ groups }: Evaluated, [title, counts]: readonly [string, string]): BarChartData | undefined {
  const sides = [...groups].reverse().filter((cells) => cells.some(({ value }) => value !== undefined));
  const held = terms.filter((term) => sides.some((cells) => ofTerm(cells, term) !== undefined));
  if (sides.length === 0) return undefined;
  return {
    title: boardFileWords.byTerm(title),
    counts,
    labels: held.map(capitalise),
    series: sides.map((cells) => ({
      name: cells[0]?.label.split(' ')[1] ?? '',
      values: held.map((term) => ofTerm(cells, term) ?? null),
    })),
  };
}

function ofTerm(cells: readonly Cell[], term: string): number | undefined {
  return cells.find(({ label }) => label.startsWith(`${term} `))?.value;
}
