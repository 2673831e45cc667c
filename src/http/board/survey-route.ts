import { type Request, type Response, Router } from 'express';
import { noteSurveyTaken, readSurveyReport, type SurveyReport } from '../../app/projects/survey/survey-report.js';
import { findSurvey, type OrganisedSurvey } from '../../app/projects/survey/surveys.js';
import { type PrivateFiles, sendPrivateFile } from '../private-file.js';
import { surveyRenewal } from '../words/survey-words.js';

/** `GET /surveys/<token>.xlsx`: what schools said, for the account that the link was signed for; who has answered, for organisers. */
export function surveyRoute(
  files: PrivateFiles,
  make: (report: SurveyReport, schools: OrganisedSurvey['schools'] | undefined) => Promise<Buffer>,
): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const link = { purpose: 'survey', token: request.params.token, renewal: surveyRenewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject: surveyId }) => {
      const report = await readSurveyReport(core, actor, surveyId);
      if (!report) return undefined;
      const schools = (await findSurvey(core, actor, surveyId))?.schools;
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      const file = async () => {
        await noteSurveyTaken(core, actor, surveyId);
        return make(report, schools);
      };
      return { name: 'survey.xlsx', type, make: file };
    });
  };
  router.get('/surveys/:token.xlsx', give);
  router.post('/surveys/:token.xlsx', give);
  return router;
}
