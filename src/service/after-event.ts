import type { Router } from 'express';
import type { Core } from '../app/core.js';
import { chartRoute } from '../http/chart-route.js';
import { checkInRoute } from '../http/check-in-route.js';
import { paperRoute } from '../http/paper-route.js';
import { certificateRoute } from '../http/printed/certificate-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import type { Config } from '../settings/config.js';
import { makePaperFile } from './paper-files.js';

/** Routes needed after an event: check-in codes, charts, certificates, papers. */
export function afterEventRoutes(config: Config, files: PrivateFiles): readonly Router[] {
  const { core, signer } = files;
  const chatLink = (words: string) =>
    config.teams
      ? `https://teams.microsoft.com/l/chat/0/0?users=28:${config.teams.appId}&message=${encodeURIComponent(words)}`
      : undefined;
  return [
    checkInRoute(core, signer, config.publicUrl, chatLink),
    chartRoute(core, signer, (id) => drawChart(core, id)),
    certificateRoute(core, signer, async (certificate, at) => {
      const { certificatePdf } = await import('../reports/certificate.js');
      return certificatePdf(certificate, at, core.timeZone);
    }),
    paperRoute(files, (data, format) => makePaperFile(core, data, format, { setting: config.paperTemplate })),
  ];
}

/** Loaded with the first chart, because the library takes a third of a second. */
async function drawChart(core: Core, id: string): Promise<Buffer | undefined> {
  const [series = '', from, to] = id.split('_');
  const { drawSeriesChart } = await import('../reports/series-chart.js');
  return drawSeriesChart(core, { series, from: new Date(Number(from)), to: new Date(Number(to)) });
}
