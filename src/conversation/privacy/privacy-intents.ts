import { holds } from '../../domain/actor.js';
import { administrationIntents } from '../audit/administration-intents.js';
import type { Intent } from '../talk/intent.js';
import { openBasesForm, saveBasesForm } from './lawful-bases.js';
import { openNoticeForm, saveNoticeForm, showNotice } from './notice.js';
import {
  askToErase,
  eraseForRequest,
  findForRequest,
  onRequestRefusal,
  openCorrection,
  openOnRequest,
  saveCorrection,
  showForRequest,
} from './on-request.js';
import { answerHowLong, answerWhatIsHeld, askToForget, forget, offerDownload, sendLinkToHeld } from './privacy.js';

const forAdministrators = {
  may: (actor) => holds(actor, 'administrator'),
  refusal: 'That is for the administrators.',
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

/** For people without a chat, at their request. */
const forOthers = {
  may: (actor) => holds(actor, 'organiser'),
  refusal: onRequestRefusal,
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

/** What is held about the user and about everybody, and being forgotten. Part of the intent table. */
export const privacyIntents: readonly Intent[] = [
  ...administrationIntents,
  {
    verb: 'my-data',
    says: [
      /\bwhat( data| information)? (do|have) you (hold|keep|got|have|know|store|stored)\b.*\b(about|on|of) me\b/,
      // "Let me see the data you hold on me", in whatever words it is asked for; to have it erased is another thing.
      /^(?!.*\b(?:delete|erase|remove|forget|wipe|destroy|clear|stop)\b).*\b(?:data|information|details|records?|everything|all|what|whatever)\b.{0,20}\byou(?:'ve)? (?:have |do |might |may )?(?:hold|keep|have|got|know|store|stored)\b.*\b(?:about|on|of) me\b/,
      /^(show )?my data\W*$/,
    ],
    help: { title: 'My data', example: 'what do you hold about me?' },
    personal: true,
    run: answerWhatIsHeld,
  },
  {
    verb: 'my-data-kept',
    says: [
      /^(?:and |so |but |ok )*(for )?how long (do|will|are) you (keep|hold|store|keeping|holding|storing)\b/,
      /^why (do|are) you (keep|hold|store|keeping|holding|storing)\b.*\b(me|my|us|data)\b/,
      /^(show |list )?(me )?(the )?(register of (data|what is held)|retention( periods?)?)\W*$/,
    ],
    personal: false,
    run: answerHowLong,
  },
  {
    verb: 'my-data-file',
    says: [/\b(download|export|send me|give me|copy of)\b.*\bmy data\b/],
    personal: true,
    run: offerDownload,
  },
  {
    verb: 'notice',
    says: [
      /^(show |open |read |change |set |edit |fill in )?(me )?(the |our |your )?(privacy|data protection) (notice|policy)\W*$/,
    ],
    personal: true,
    run: showNotice,
  },
  { verb: 'notice-form', run: openNoticeForm, ...forAdministrators },
  { verb: 'notice-save', run: saveNoticeForm, ...forAdministrators },
  { verb: 'notice-bases-form', run: openBasesForm, ...forAdministrators },
  { verb: 'notice-bases-save', run: saveBasesForm, ...forAdministrators },
  {
    verb: 'forget-ask',
    says: [/^(please )?(forget|erase|delete) (me|my data|my account|all my data|everything about me)\W*( please)?\W*$/],
    personal: true,
    run: askToForget,
  },
  { verb: 'forget', personal: true, run: forget },
  {
    verb: 'on-request',
    says: [
      /^(please )?(what (data |information )?(do you|is|are|have you) (hold|held|holding|keep|kept|know|store|stored)( for us)? (about|on|of) )(?!me\b|us\b|data\b)/,
      /^(please )?(erase|forget|correct) (?!me\b|my\b|all my\b|everything\b|it\b|that\b|this\b)(the data (of|about) )?\p{L}+ \p{L}/u,
      /^(data |subject )?(access|erasure|correction) requests?\W*$/,
    ],
    help: { title: 'Data of somebody without a chat', example: 'what do you hold about Jane Smith?' },
    run: openOnRequest,
    ...forOthers,
  },
  { verb: 'on-request-find', run: findForRequest, ...forOthers },
  { verb: 'on-request-person', run: showForRequest, ...forOthers },
  { verb: 'on-request-correct', run: openCorrection, ...forOthers },
  { verb: 'on-request-save', run: saveCorrection, ...forOthers },
  { verb: 'on-request-erase-ask', run: askToErase, ...forOthers },
  { verb: 'on-request-erase', run: eraseForRequest, ...forOthers },
  { verb: 'held-link', personal: true, run: sendLinkToHeld },
];
