import type { PaperData } from '../app/board/paper-data.js';
import { sayMonth } from '../domain/when.js';
import { type BarChartData, barChartHeight, drawBars } from './charts.js';
import { inPeriod } from './committee-tables.js';
import { committeeWords, sayGroup } from './committee-words.js';

export interface PaperChart {
  readonly title: string;
  readonly png: Buffer;
  /** Describes the chart with its figures, for readers who cannot see it. */
  readonly alt: string;
  /** In the chart's own units, of which it is 640 wide. */
  readonly height: number;
}

/** Two bars say less than the table below them. */
const fewestBars = 3;
const mostRounds = 9;
const mostBars = 16;

/** The charts of a paper by position: `series`, `series: <name>`, `projects`, `coverage`. */
export async function drawPaperCharts(data: PaperData): Promise<ReadonlyMap<string, PaperChart>> {
  const drawn = new Map<string, PaperChart>();
  for (const [key, chart] of chartsOf(data)) {
    const [bars] = chart.series;
    if (!bars || bars.values.length < fewestBars) continue;
    const values = chart.labels.map((label, index) => `${label} ${bars.values[index] ?? 'not counted'}`).join(', ');
    const kind = chart.lying ? 'Bars' : 'Columns';
    const alt = committeeWords.chartText(kind, chart.title, chart.counts, values);
    drawn.set(key, { title: chart.title, png: await drawBars(chart), alt, height: barChartHeight(chart) });
  }
  return drawn;
}

function chartsOf(data: PaperData): Array<readonly [string, BarChartData]> {
  const held = data.attendance.filter(({ rounds }) => inPeriod(rounds).length > 0);
  const came = (of: (typeof held)[number]) =>
    inPeriod(of.rounds).reduce((sum, round) => sum + (round.attended ?? 0), 0);
  const latestYear = Math.max(...data.projects.map(({ year }) => year));
  const projects = data.projects.filter(({ year, present }) => year === latestYear && present > 0);
  return [
    [
      'series',
      lying(
        committeeWords.peopleBySeries,
        'people',
        held.map((one) => [one.name, came(one)]),
      ),
    ],
    ...held.map(({ name, rounds }) => [`series: ${name}`, roundsChart(name, rounds, data.zone)] as const),
    [
      'projects',
      lying(
        committeeWords.shareInProjects(latestYear),
        'per cent of open schools',
        projects.map(({ name, present, of }) => [name, Math.round((present / of) * 100)]),
      ),
    ],
    [
      'coverage',
      lying(
        committeeWords.nothingByDistrictChart,
        'schools',
        data.coverage.byDistrict.map(({ name, absent }) => [sayGroup(name), absent]),
      ),
    ],
  ];
}

function lying(title: string, counts: string, bars: ReadonlyArray<readonly [string, number]>): BarChartData {
  const shown = [...bars].sort(([a, x], [b, y]) => y - x || a.localeCompare(b, 'en-GB')).slice(0, mostBars);
  return {
    title,
    counts,
    lying: true,
    labels: shown.map(([name]) => name),
    series: [{ name: counts, values: shown.map(([, value]) => value) }],
  };
}

function roundsChart(name: string, rounds: PaperData['attendance'][number]['rounds'], zone: string): BarChartData {
  const counted = rounds.filter(({ attended }) => attended !== null).slice(-mostRounds);
  return {
    title: committeeWords.howManyCame(name),
    counts: 'people',
    labels: counted.map(({ on }) => sayMonth(new Date(on), zone)),
    series: [{ name: 'Came', values: counted.map(({ attended }) => attended) }],
  };
}
