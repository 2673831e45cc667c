import { holds, holdsSomewhere, organisesSomething } from '../../domain/actor.js';
import { organiserOnly } from '../organising/organising-intents.js';
import type { Intent } from '../talk/intent.js';
import { answerMyQuotes, openFeedback, rate, saveFeedback, withdraw } from './feedback.js';
import { answerFeedbackResults } from './feedback-results.js';
import { answerFeedbackTrend } from './feedback-trend.js';
import { openFurtherQuestions, saveFurtherQuestions } from './further-questions.js';
import { openFeedbackQuestions, saveFeedbackQuestions } from './planning-questions.js';
import {
  answerApprovedQuotes,
  approve,
  moderate,
  openShorten,
  reject,
  saveShortened,
  unapprove,
} from './quote-moderation.js';
import { openEventQuote, openProjectQuote, saveEventQuote, saveProjectQuote } from './quotes-by-hand.js';

/** Projects belong to no series. */
const organisesAll: Intent['may'] = (actor) => holds(actor, 'organiser');

/** Of every series or of one; which it is, is checked with it. */
const seesRatings: Intent['may'] = (actor) => holdsSomewhere(actor, 'board');

/** Feedback from participants, and quotes from it. Part of the intent table. */
export const feedbackIntents: readonly Intent[] = [
  {
    verb: 'my-quotes',
    says: [/\bmy quotes?\b/, /\b(withdraw|take back) (my )?(consent|words|quotes?)\b/],
    help: { title: 'Words you let us quote', example: 'my quotes' },
    personal: true,
    run: answerMyQuotes,
  },
  {
    verb: 'feedback-trend',
    says: [
      /\b(how|did|has|have)\b.*\b(?:feedback|ratings?)\b.*\b(chang\w*|develop\w*|improv\w*|gone|over)\b/,
      /\b(?:feedback|ratings?)\b( \S+){0,5} (trends?\b|over (time|the|our|all)\b)/,
      /\btrends? (in|of) (the |our )?(?:feedback|ratings?)\b/,
      // One question, by what it says: "trend of 'useful' in leadership briefings".
      /\b(trends?|ratings?) (of|for|in) ["“']/,
    ],
    help: { title: 'Feedback over a series', example: 'how did feedback change over the briefings' },
    may: seesRatings,
    personal: true,
    run: answerFeedbackTrend,
  },
  {
    verb: 'feedback-results',
    says: [
      /\bfeedback (results?|reports?|summary|scores?|so far|rates?|responses?)\b/,
      /\b(show|see|what (is|are)|how (is|are))( me)?( the| our)? (?:feedback|ratings?)\b/,
      /\bfeedback (by|on|for|of) (each |every )?questions?\b/,
    ],
    help: { title: 'Feedback so far', example: 'feedback so far' },
    may: organisesSomething,
    personal: true,
    run: answerFeedbackResults,
  },
  {
    verb: 'approved-quotes',
    says: [/\bapproved quotes?\b/, /\bun-?approve\b/, /\bquotes? (that|which) (are|were) approved\b/],
    help: { title: 'Approved quotes', example: 'approved quotes' },
    may: organisesSomething,
    personal: true,
    run: answerApprovedQuotes,
  },
  { verb: 'unapprove', may: organisesSomething, personal: true, run: unapprove },
  {
    verb: 'moderate',
    says: [
      /^moderate\b/,
      /\bquotes? (to|for) (moderate|moderation|approve|approval|check)\b/,
      /\bapprove quotes?\b/,
      /\bquotes?\b.*\b(moderate|moderation|approve|approval|waiting|pending)\b/,
    ],
    help: { title: 'Moderate quotes', example: 'quotes to moderate' },
    may: organisesSomething,
    personal: true,
    run: moderate,
  },
  {
    verb: 'feedback',
    says: [/^(give |leave |my |change (my )?)?feedback\W*$/, /\b(give|leave|send) (you |some |my )?feedback\b/],
    help: { title: 'Give feedback', example: 'feedback' },
    personal: true,
    run: openFeedback,
  },
  {
    verb: 'organise-feedback',
    says: [
      /^(please )?(set|choose|change|edit|show)?( me)?( the| our| my)? ?feedback questions\b/,
      /\bwhat (is|are|do (we|i|you)) (people )?ask(ed)? (people )?(after|afterwards)\b/,
    ],
    help: { title: 'What is asked after events', example: 'feedback questions' },
    run: openFeedbackQuestions,
    ...organiserOnly,
  },
  { verb: 'organise-feedback-save', run: saveFeedbackQuestions, ...organiserOnly },
  { verb: 'rate', personal: true, run: rate },
  { verb: 'feedback-questions', personal: true, run: openFurtherQuestions },
  { verb: 'feedback-questions-save', personal: true, run: saveFurtherQuestions },
  { verb: 'save-feedback', personal: true, run: saveFeedback },
  { verb: 'withdraw-quote', personal: true, run: withdraw },
  { verb: 'moderate-approve', may: organisesSomething, personal: true, run: approve },
  { verb: 'moderate-reject', may: organisesSomething, personal: true, run: reject },
  { verb: 'moderate-shorten', may: organisesSomething, personal: true, run: openShorten },
  { verb: 'save-shortened', may: organisesSomething, personal: true, run: saveShortened },
  { verb: 'project-quote', may: organisesAll, personal: true, run: openProjectQuote },
  { verb: 'project-quote-save', may: organisesAll, personal: true, run: saveProjectQuote },
  { verb: 'event-quote', run: openEventQuote, ...organiserOnly },
  { verb: 'event-quote-save', run: saveEventQuote, ...organiserOnly },
];
