import type { Core } from '../app/core.js';
import { pastEventsOfSeries, peopleWhoAttended } from '../app/figures/figures.js';
import { sayMonth } from '../domain/when.js';
import { boardFileWords } from './board/board-file-words.js';
import { type BarChartData, drawBars } from './charts.js';

const mostRounds = 9;

/**
 * A bar chart of attendance at the rounds of a series between two instants, as a PNG.
 * @returns undefined with fewer than two rounds counted
 */
export async function drawSeriesChart(
  core: Core,
  of: { readonly series: string; readonly from: Date; readonly to: Date },
): Promise<Buffer | undefined> {
  const events = await pastEventsOfSeries(core, of.series);
  const rounds = events.flatMap((event) => {
    const figure = peopleWhoAttended(event);
    const within = event.startsAt >= of.from && event.startsAt <= of.to;
    return figure && within ? [{ event, value: figure.value }] : [];
  });
  const shown = rounds.slice(-mostRounds);
  const [first, second] = shown;
  if (!first || !second) return undefined;
  const data: BarChartData = {
    title: boardFileWords.howManyCame(first.event.seriesName),
    counts: 'people',
    labels: shown.map(({ event }) => sayMonth(event.startsAt, core.timeZone)),
    series: [{ name: 'Came', values: shown.map(({ value }) => value) }],
  };
  return drawBars(data);
}
