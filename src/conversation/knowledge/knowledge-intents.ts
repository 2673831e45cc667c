import { type Actor, holds } from '../../domain/actor.js';
import type { Verb } from '../../rendering/verbs.js';
import type { Intent } from '../talk/intent.js';
import {
  answerArticle,
  answerArticles,
  answerHistory,
  openArticleForm,
  publish,
  retire,
  saveArticleForm,
} from './articles.js';
import {
  chooseFaqs,
  openFaqAsArticle,
  openPasteForm,
  readPasted,
  saveChosenFaqs,
  showFaq,
  showFaqs,
} from './found-faqs.js';
import { answerPapers, openPaperForm, removePaperNow, savePaperForm } from './papers.js';
import {
  answerTicketCard,
  answerTickets,
  askTheTeam,
  makeAlias,
  makeArticle,
  openAnswerForm,
  openAskTeamForm,
  release,
  sendAnswer,
  take,
} from './tickets.js';
import {
  aliasUnanswered,
  answerUnanswered,
  dropUnanswered,
  openUnanswered,
  subscribeQuestions,
  unsubscribeQuestions,
} from './unanswered.js';

const organisers = (actor: Actor) => holds(actor, 'organiser');

/** An organisers' step, by button or form. Lists and drafts go to their own chat; tickets may be shown in a channel. */
const step = (verb: Verb, personal: boolean, run: Intent['run']): Intent => ({
  verb,
  may: organisers,
  personal,
  run,
});

/** Questions for the team, and articles. Part of the intent table, before the programme. */
export const knowledgeIntents: readonly Intent[] = [
  {
    verb: 'sources',
    says: [
      /^(please )?(show |list |see |open |manage )?(me )?(the |our |all )*(papers on record|sources|papers (that )?(the )?(figures|answers)( and (figures|answers))? (are|come) from)\W*$/,
      /^(please )?(correct|mend|fix|delete|remove) (an? |the |that )?(source|paper)( on record| of (an? |the )?(figure|article|answer|project))?\W*$/,
    ],
    help: { title: 'Papers that figures and answers are from', example: 'papers on record' },
    may: organisers,
    personal: true,
    run: answerPapers,
  },
  step('source-form', true, openPaperForm),
  step('source-save', true, savePaperForm),
  step('source-remove', true, removePaperNow),
  {
    verb: 'questions-stop',
    says: [/\bstop (sending|posting) questions\b/, /\bno more questions here\b/],
    may: organisers,
    personal: false,
    run: unsubscribeQuestions,
  },
  {
    verb: 'questions-here',
    says: [/\b(send|post|put) (the |all )?questions (here|to this channel|in this channel|into this)\b/],
    help: { title: 'Questions to a channel', example: 'send questions here' },
    may: organisers,
    personal: false,
    run: subscribeQuestions,
  },
  {
    verb: 'tickets',
    says: [
      /\b(open|waiting|unanswered) (questions|tickets)\b.*\bteam\b|^(the |show |list |any )*open (questions|tickets)\W*$/,
      /^(the |show |list )*tickets\W*$/,
    ],
    help: { title: 'Questions for the team', example: 'open questions' },
    may: organisers,
    personal: true,
    run: answerTickets,
  },
  {
    verb: 'unanswered',
    says: [
      /\bwhat (could|can|did|do|have) (you|staffroom|the bot) (not|n't) (answer\w*|know\w*)\b/,
      /\bwhat (couldn't|can't|didn't|don't|haven't) you (answer\w*|know\w*)\b/,
      /\bwhat (could|can|did|does) (nobody|no ?one|none of you) (answer|know)\b/,
      /^(the |show |list )*unanswered( questions)?\W*$/,
    ],
    help: { title: 'What I could not answer', example: 'what could you not answer?' },
    may: organisers,
    personal: true,
    run: answerUnanswered,
  },
  {
    verb: 'article-form',
    says: [/^(please )?(add|new|write|create|make)( me)?( an?| a new| another)? (new )?article\b/],
    may: organisers,
    personal: true,
    run: openArticleForm,
  },
  {
    verb: 'faqs-paste',
    says: [/^(please )?paste (some |our |the )?(articles?|faqs?|questions( and answers)?)\W*$/],
    may: organisers,
    personal: true,
    run: openPasteForm,
  },
  {
    verb: 'articles',
    says: [
      /^(show|list|find|the|all|see|open|my|our)?( me)?( the| all)* ?(knowledge base )?articles?\b/,
      /^(show |open )?(the )?knowledge base\W*$/,
    ],
    help: { title: 'Articles', example: 'articles about funding' },
    may: organisers,
    personal: true,
    run: answerArticles,
  },
  {
    verb: 'ask-team',
    says: [
      /\b(ask|tell|contact|message) (the |your )?(team|organisers?|office|partnership team)\b/,
      /\b(speak|talk) (to|with) (a |an |the )?(human|person|real person|somebody|someone|organisers?|team)\b\W*$/,
    ],
    help: { title: 'Ask the team', example: 'ask the team' },
    personal: false,
    run: askTheTeam,
  },
  { verb: 'ask-team-form', personal: false, run: openAskTeamForm },
  step('ticket', false, answerTicketCard),
  step('ticket-take', false, take),
  step('ticket-release', false, release),
  step('ticket-form', false, openAnswerForm),
  step('ticket-send', false, sendAnswer),
  step('ticket-article', true, makeArticle),
  step('ticket-alias', true, makeAlias),
  step('unanswered-open', true, openUnanswered),
  step('unanswered-alias', true, aliasUnanswered),
  step('unanswered-drop', true, dropUnanswered),
  step('faqs', true, showFaqs),
  step('faqs-open', true, showFaq),
  step('faqs-article', true, openFaqAsArticle),
  step('faqs-choose', true, chooseFaqs),
  step('faqs-save', true, saveChosenFaqs),
  step('faqs-pasted', true, readPasted),
  step('article', true, answerArticle),
  step('article-save', true, saveArticleForm),
  step('article-publish', true, publish),
  step('article-retire', true, retire),
  step('article-history', true, answerHistory),
];
