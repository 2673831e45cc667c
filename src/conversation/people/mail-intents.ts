import type { Intent } from '../talk/intent.js';
import { answerMails, mailAgain, mailOwnOnly, mailToo, stopMails } from './mail-choice.js';

/** What people want by e-mail. Part of the intent table. */
export const mailIntents: readonly Intent[] = [
  {
    verb: 'mails',
    says: [
      /^(show |change |open )?(me )?(my )?(e-?mail|mail|message|invitation|reminder) (settings|choices?|preferences)\W*$/,
    ],
    help: { title: 'What I am written to about', example: 'mail settings' },
    personal: true,
    run: (context) => answerMails(context),
  },
  { verb: 'mail-own', personal: true, run: mailOwnOnly },
  { verb: 'mail-again', personal: true, run: mailAgain },
  {
    verb: 'mail-too',
    says: [
      /^(please )?(can you |could you )?(e-?mail|mail) (me|it to me|them to me)( too| as well| also| instead| please)*\W*$/,
      /^(please )?send (me )?(it|them|everything|(all |your |the )*(messages|reminders|news)) (to me )?by e-?mail( too| as well| also| please)*\W*$/,
    ],
    help: { title: 'Messages by e-mail as well', example: 'mail me too' },
    personal: true,
    run: mailToo,
  },
  {
    verb: 'mail-stop',
    says: [
      /^(please )?(stop|end|no more|switch off|turn off|do not send|don't send)( sending)?( me)?( the| any| all| your| more)*( e-?mails?| mails?| e-?mailing( me)?| mailing( me)?)( to me)?( please)?\W*$/,
      /^(please )?unsubscribe( me)?( from (the |all |your )*(e-?mails?|mails?))?\W*$/,
    ],
    personal: true,
    run: stopMails,
  },
];
