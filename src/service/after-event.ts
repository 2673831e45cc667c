import type { Router } from 'express';
import type { Core } from '../app/core.js';
import { createChatLinks } from '../app/operations/chat-links.js';
import { readPartnership } from '../app/setup/partnership.js';
import { readQuery } from '../conversation/figures/query-codec.js';
import { absentSchoolsRoute } from '../http/board/absent-schools-route.js';
import { feedbackTrendRoute } from '../http/board/feedback-trend-route.js';
import { surveyRoute } from '../http/board/survey-route.js';
import { yearRoute } from '../http/board/year-route.js';
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
  const chatLinks = (words: string) => {
    const { slack } = core.memory.of(createChatLinks);
    const teams =
      config.teams &&
      `https://teams.microsoft.com/l/chat/0/0?users=28:${config.teams.appId}&message=${encodeURIComponent(words)}`;
    return [
      ...(teams ? [{ platform: 'Teams', url: teams } as const] : []),
      ...(slack ? [{ platform: 'Slack', url: slack } as const] : []),
    ];
  };
  return [
    checkInRoute(core, signer, config.publicUrl, chatLinks),
    chartRoute(core, signer, (id) => drawChart(core, id)),
    certificateRoute(core, signer, async (certificate, at) => {
      const { certificatePdf } = await import('../reports/certificate.js');
      return certificatePdf(certificate, at, core.timeZone);
    }),
    absentSchoolsRoute(files, {
      read: readQuery,
      make: async (absent) =>
        (await import('../reports/board/absent-schools-file.js')).absentSchoolsXlsx(absent, core.timeZone),
      makeOfProject: async (found) =>
        (await import('../reports/board/absent-schools-file.js')).projectSchoolsXlsx(found, core.timeZone),
    }),
    feedbackTrendRoute(files, async (trend, questions) =>
      (await import('../reports/board/feedback-trend-file.js')).feedbackTrendXlsx(trend, questions, core.timeZone),
    ),
    surveyRoute(files, async (report, schools) => {
      const { surveyXlsx } = await import('../reports/board/survey-file.js');
      return surveyXlsx(report, { schools, cluster: (await readPartnership(core)).cluster, zone: core.timeZone });
    }),
    yearRoute(files, async (record) => (await import('../reports/board/year-file.js')).yearXlsx(record, core.timeZone)),
    paperRoute(files, (data, format) => makePaperFile(core, data, format, { setting: config.paperTemplate })),
  ];
}

/** Loaded with the first chart, because the library takes a third of a second. */
async function drawChart(core: Core, id: string): Promise<Buffer | undefined> {
  if (id.startsWith('cohort~')) {
    const { drawCohortChart } = await import('../reports/board/cohort-chart.js');
    return drawCohortChart(core, id.slice('cohort~'.length));
  }
  if (id.startsWith('~')) {
    const query = readQuery(Buffer.from(id.slice(1), 'base64url').toString('utf8'));
    const { drawQueryChart } = await import('../reports/board/query-chart.js');
    return query && drawQueryChart(core, query);
  }
  const [series = '', from, to] = id.split('_');
  const { drawSeriesChart } = await import('../reports/series-chart.js');
  return drawSeriesChart(core, { series, from: new Date(Number(from)), to: new Date(Number(to)) });
}
