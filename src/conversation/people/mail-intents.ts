import type { Intent } from '../talk/intent.js';
import { answerMails, answerUnsubscribe, mailAgain, mailOwnOnly, mailToo, stopMails } from './mail-choice.js';
import { hideMeFromCluster, showMeToCluster } from './seen-by-cluster.js';

/** What people want by e-mail. Part of the intent table. */
export const mailIntents: readonly Intent[] = [
  {
    verb: 'mails',
    says: [
      /^(show |change |open )?(me )?(my )?(e-?mail|mail|message|invitation|reminder) (settings|choices?|preferences)\W*$/,
      /^(please )?unsubscribe( me)?( please)?( from (all |your |the )*(this|these|it|everything|messages?|you|staffroom))?\W*$/,
    ],
    help: { title: 'What I am written to about', example: 'mail settings' },
    personal: true,
    run: (context, { text }) => (/unsubscribe/i.test(text) ? answerUnsubscribe(context) : answerMails(context)),
  },
  {
    verb: 'cluster-hide',
    says: [
      /^(please )?(hide me from|do not show me to|don'?t show me to|stop showing (me|my name) to) (my|our|the) clusters?\W*$/,
      /^(please )?(do not|don'?t|stop) (let|letting) (my|our|the) cluster see (me|my name|that i come|that i am coming|who i am|what i book)\W*$/,
    ],
    personal: true,
    run: hideMeFromCluster,
  },
  {
    verb: 'cluster-show',
    says: [
      /^(please )?(let|allow) (my|our|the|colleagues (of|in|from) (my|our)) cluster( to)? see (me|my name|that i come|that i am coming|that i'm coming|what i book)\W*$/,
      /^(please )?show (me|my name) to (my|our|the) cluster\W*$/,
    ],
    help: { title: 'Let my neighbours see that I come', example: ({ cluster }) => `let my ${cluster} see that I come` },
    personal: true,
    run: showMeToCluster,
  },
  { verb: 'mail-own', personal: true, run: mailOwnOnly },
  { verb: 'mail-again', personal: true, run: mailAgain },
  {
    verb: 'mail-too',
    says: [
      /^(please )?(can you |could you )?(e-?mail|mail) (me|it to me|them to me)( too| as well| also| instead| please)*\W*$/,
      /^(please |can you |could you |also )*(e-?mail|mail) me\b(?=.*\b(as well|too|also|besides)\b)(?!.*\b(everyone|everybody|list|attendees)\b)/,
      /^(please )?send (me )?(it|them|everything|(all |your |the )*(messages|reminders|news)) (to me )?by e-?mail( too| as well| also| please)*\W*$/,
    ],
    help: { title: 'Messages by e-mail as well', example: 'mail me too' },
    personal: true,
    run: mailToo,
  },
  {
    verb: 'mail-stop',
    says: [
      /^(please )?(stop|end|no more|switch off|turn off|do not send|don'?t send)( sending)?( me)?( the| any| all| your| more)*( e-?mails?| mails?| e-?mailing( me)?| mailing( me)?)( to me)?( please)?\W*$/,
      /^(please )?unsubscribe( me)? from (the |all |your |my )*(e-?mails?|mails?)\W*$/,
    ],
    personal: true,
    run: stopMails,
  },
];
