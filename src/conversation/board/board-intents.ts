import type { Actor } from '../../domain/actor.js';
import { holds } from '../../domain/actor.js';
import { boardFiguresIntents } from '../figures/board-figures-intents.js';
import type { Intent } from '../talk/intent.js';
import {
  answerSendings,
  openDigestSettings,
  previewDigest,
  saveDigestSettings,
  sendDigestHere,
  sendSummariesHere,
  stopPosts,
} from './board-channels.js';
import { answerDigestReaders, sendDigestTo, stopDigestTo } from './digest-readers.js';
import { paperIntents } from './paper-intents.js';
import { answerYearPage } from './year-pages.js';

const forBoard = (actor: Actor) => holds(actor, 'board');
const forOrganisers = (actor: Actor) => holds(actor, 'organiser');
const refusal = 'Only organisers and board members can decide what I send to a channel.';
const verbWords = '(send|post|put|share)';
const hereWords = '(here|(to|in|into) (this|the) (channel|chat|group|team))';
const posts = '(the |a |all |event |weekly )*';

/** Summaries and digests for the board's channels. Part of the intent table. */
export const boardIntents: readonly Intent[] = [
  ...paperIntents,
  ...boardFiguresIntents,
  {
    verb: 'year-page',
    says: [
      /^(please )?(show |open |give |print )?(me )?(our|my)( school'?s?)? year('s)?( page)?( (in |for )?20\d\d\S*| so far| last year)?\W*$/,
      /\b(yearly|annual|year) page\b/,
    ],
    help: { title: 'A yearly page of a school', example: 'yearly page' },
    personal: true,
    run: answerYearPage,
  },
  {
    verb: 'send-summaries',
    says: [new RegExp(`\\b${verbWords} ${posts}summar(y|ies) ${hereWords}\\b`)],
    help: { title: 'Summaries in a channel', example: 'send summaries here' },
    may: forBoard,
    refusal,
    personal: false,
    run: sendSummariesHere,
  },
  {
    verb: 'send-digest',
    says: [new RegExp(`\\b${verbWords} ${posts}digests? ${hereWords}\\b`)],
    help: { title: 'Weekly digest in a channel', example: 'send the digest here' },
    may: forBoard,
    refusal,
    personal: false,
    run: sendDigestHere,
  },
  {
    verb: 'digest-to',
    says: [/^(please )?(can you |could you )?(send|e-?mail|mail) (the |a |weekly )*digest to .*@/],
    help: { title: 'Weekly digest to an address', example: 'send the digest to Carol Vane, carol@trust.example' },
    may: forOrganisers,
    refusal: 'Only the partnership’s organisers can do that.',
    personal: true,
    run: sendDigestTo,
  },
  {
    verb: 'digest-readers',
    says: [/^who (gets|receives|reads|has) (the |a |weekly )*digests?( by e-?mail)?\W*$/],
    may: forOrganisers,
    personal: true,
    run: answerDigestReaders,
  },
  { verb: 'digest-to-stop', may: forOrganisers, personal: true, run: stopDigestTo },
  {
    verb: 'stop-posts',
    says: [
      /\bstop (sending |posting )?(me |us )?(the |all |event |weekly )*(summar(y|ies)|digests?)\b/,
      /^(please )?stop (sending|posting)( things| anything| everything)?( here)?\W*$/,
    ],
    may: forBoard,
    refusal,
    personal: false,
    run: stopPosts,
  },
  {
    verb: 'digest-now',
    says: [/\bdigest (now|preview)\b/, /\bpreview (the |of the )?digest\b/, /^(weekly )?digest\W*$/],
    help: { title: 'The digest now', example: 'digest now' },
    may: forBoard,
    personal: true,
    run: previewDigest,
  },
  {
    verb: 'digest-settings',
    says: [/\bdigest settings?\b/, /\bchange (the )?digest\b/],
    may: forBoard,
    personal: false,
    run: openDigestSettings,
  },
  {
    verb: 'sendings',
    says: [/\b(what|which) (summaries|digests?).*\bsent\b/, /\bdigest (ledger|history)\b/],
    help: { title: 'Summaries and digests sent', example: 'digest ledger' },
    may: forBoard,
    personal: true,
    run: answerSendings,
  },
  { verb: 'save-digest', may: forBoard, personal: false, run: saveDigestSettings },
];
