import { renderAsync } from '@resvg/resvg-js';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { LegacyGridContainLabel } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { fontFamily, fontFiles } from './fonts.js';

use([BarChart, GridComponent, LegendComponent, TitleComponent, LegacyGridContainLabel, SVGRenderer]);

/** A bar chart with values, one group of bars for each label. */
export interface BarChartData {
  readonly title: string;
  /** The unit: "people". */
  readonly counts: string;
  /** Oldest first; at most a dozen fit on a phone. */
  readonly labels: readonly string[];
  /** Horizontal bars for long labels, the first on top. For one series only. */
  readonly lying?: true;
  /** One or two series; null where nothing was counted. */
  readonly series: ReadonlyArray<{ readonly name: string; readonly values: ReadonlyArray<number | null> }>;
}

/** In the chart's own units; the image has twice as many pixels each way, for high-resolution screens. */
const width = 640;
const height = 400;
const pixelsEach = 2;
/** Distinguishable without colour vision (blue and orange of Okabe and Ito's palette), and by their order. */
const colours = ['#0b5394', '#e08a1e'];
const ink = '#1b1b1b';

/** Draws the bars as SVG, with letters of at least 16 units so that they can be read on a phone. */
function drawBarsAsSvg(data: BarChartData): string {
  const { title, counts, series } = data;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: barChartHeight(data) });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      color: colours,
      textStyle: { fontFamily, color: ink },
      title: {
        text: title,
        subtext: counts,
        left: 16,
        top: 10,
        textStyle: { fontSize: 22, fontWeight: 600, color: ink, width: width - 32, overflow: 'truncate' },
        subtextStyle: { fontSize: 16, color: '#555555' },
      },
      ...(series.length > 1 ? { legend: { bottom: 8, itemGap: 24, textStyle: { fontSize: 16, color: ink } } } : {}),
      ...(data.lying ? lyingBars(data) : standingBars(data)),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** Height in the chart's own units, of which it is 640 wide: as much as its horizontal bars need, or 400. */
export function barChartHeight({ lying, labels }: BarChartData): number {
  return lying ? 104 + labels.length * 34 : height;
}

const numberLabel = { show: true, fontSize: 18, fontWeight: 600, color: ink } as const;

function standingBars({ labels, series }: BarChartData) {
  return {
    grid: { left: 16, right: 16, top: 92, bottom: series.length > 1 ? 44 : 12, containLabel: true },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisTick: { show: false },
      axisLabel: { fontSize: 16, color: ink, interval: 0, width: (width - 48) / labels.length - 4, overflow: 'break' },
    },
    yAxis: { type: 'value', min: 0, splitLine: { lineStyle: { color: '#e3e3e3' } }, axisLabel: { show: false } },
    series: series.map(({ name, values }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: 72,
      label: { ...numberLabel, show: labels.length * series.length <= 14, position: 'top' },
    })),
  } as const;
}

function lyingBars({ labels, series }: BarChartData) {
  return {
    grid: { left: 16, right: 64, top: 84, bottom: 8, containLabel: true },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...labels],
      axisTick: { show: false },
      axisLabel: { fontSize: 16, color: ink, interval: 0, width: 270, overflow: 'truncate' },
    },
    xAxis: { type: 'value', min: 0, splitLine: { lineStyle: { color: '#e3e3e3' } }, axisLabel: { show: false } },
    series: series.map(({ name, values }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: 22,
      label: { ...numberLabel, fontSize: 16, position: 'right' },
    })),
  } as const;
}

/** The same as a PNG of 1,280 by 800 pixels, rendered outside the event loop. */
export async function drawBars(data: BarChartData): Promise<Buffer> {
  const picture = await renderAsync(drawBarsAsSvg(data), {
    fitTo: { mode: 'zoom', value: pixelsEach },
    font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: fontFamily },
  });
  return picture.asPng();
}
