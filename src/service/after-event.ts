import type { Router } from 'express';
import type { Core } from '../app/core.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { chartRoute } from '../http/chart-route.js';
import { checkInRoute } from '../http/check-in-route.js';
import { paperRoute } from '../http/paper-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import { readAttendanceFile } from '../importers/attendance/read-attendance-file.js';
import type { Config } from '../settings/config.js';
import { makePaperFile } from './paper-files.js';

/** What follows an event: files of who was there, codes to scan, pictures, papers. */
export interface AfterEvent {
  readonly services: Pick<Services, 'pictures' | 'papers' | 'readAttendanceFile'>;
  readonly routes: readonly Router[];
}

/** A code stays on a slide for a term. */
const checkInLinkMs = 120 * 86_400_000;
/** Messages are read for a year; who scrolls further back sees the words in place of the chart. */
const chartLinkMs = 400 * 86_400_000;
const paperLinkMs = 30 * 60_000;

export function afterEvent(config: Config, files: PrivateFiles): AfterEvent {
  const { core, signer } = files;
  const { publicUrl } = config;
  const until = (ms: number) => new Date(core.clock.now().getTime() + ms);
  // With an address on this machine only, what fetches pictures for Slack cannot reach them, and refuses the whole message.
  const reachable = config.slack === undefined || publicUrl.startsWith('https://');
  const checkIn = (sessionId: string) => {
    const page = `${publicUrl}/check-in/${signer.sign('check-in', sessionId, until(checkInLinkMs))}`;
    return reachable ? { page, picture: `${page}.png` } : { page };
  };
  const chatLink = (words: string) =>
    config.teams
      ? `https://teams.microsoft.com/l/chat/0/0?users=28:${config.teams.appId}&message=${encodeURIComponent(words)}`
      : undefined;
  const seriesChart = (slug: string, from: Date, to: Date) => {
    const token = signer.sign('chart', `${slug}_${from.getTime()}_${to.getTime()}`, until(chartLinkMs));
    return reachable ? `${publicUrl}/charts/${token}.png` : undefined;
  };
  const papers: Services['papers'] = (accountId, paperId, format) =>
    `${publicUrl}/papers/${signer.sign('paper', `${accountId}_${paperId}`, until(paperLinkMs))}.${format}`;
  return {
    services: { pictures: { checkIn, seriesChart }, papers, readAttendanceFile },
    routes: [
      checkInRoute(core, signer, publicUrl, chatLink),
      chartRoute(core, signer, (id) => drawChart(core, id)),
      paperRoute(files, makePaperFile),
    ],
  };
}

/** Loaded with the first chart: the library takes a third of a second. */
async function drawChart(core: Core, id: string): Promise<Buffer | undefined> {
  const [series = '', from, to] = id.split('_');
  const { drawSeriesChart } = await import('../reports/series-chart.js');
  return drawSeriesChart(core, { series, from: new Date(Number(from)), to: new Date(Number(to)) });
}
