import { type Request, type Response, Router } from 'express';
import { type FeedbackTrend, feedbackTrend } from '../../app/feedback/feedback-trend.js';
import { noteTrendTaken, type QuestionTrend, trendOfQuestions } from '../../app/feedback/question-trend.js';
import { type PrivateFiles, sendPrivateFile } from '../private-file.js';
import { trendRenewal } from '../words/feedback-trend-words.js';

/** `GET /feedback-trend/<token>.xlsx`: feedback over the rounds of a series, for the organiser or board member whom the link was signed for. */
export function feedbackTrendRoute(
  files: PrivateFiles,
  make: (trend: FeedbackTrend, questions: readonly QuestionTrend[]) => Promise<Buffer>,
): Router {
  const { core } = files;
  const router = Router();
  const give = (request: Request<{ token: string }>, response: Response) => {
    const link = { purpose: 'feedback-trend', token: request.params.token, renewal: trendRenewal } as const;
    return sendPrivateFile(files, response, link, async ({ actor, subject: seriesId }) => {
      const trend = await feedbackTrend(core, actor, seriesId);
      if (!trend) return undefined;
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      const file = async () => {
        await noteTrendTaken(core, actor, seriesId);
        return make(trend, await trendOfQuestions(core, seriesId));
      };
      return { name: 'feedback-over-the-series.xlsx', type, make: file };
    });
  };
  router.get('/feedback-trend/:token.xlsx', give);
  router.post('/feedback-trend/:token.xlsx', give);
  return router;
}
