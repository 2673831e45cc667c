import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { answerInvited, answerNotThisYear } from './inviting/invited.js';
import { answerProgress, refusedProgress } from './progress/progress.js';
import { answerEnrolment, answerMyProjects, answerOpenProjects } from './projects.js';
import {
  answerApplication,
  answerApplications,
  askApplicationDecision,
  decide,
  sendApplication,
  takeBackApplication,
} from './projects-applying.js';
import { confirmEnrolment, declineEnrolment, enrolSchool, joinProject, noteInterest } from './projects-joining.js';
import {
  answerNomination,
  answerNominations,
  askNominationDecision,
  decideOnNomination,
  sendNomination,
  takeBackNomination,
} from './projects-nominating.js';
import { askPeople, askToWithdraw, savePeople, tick, withdraw } from './projects-running.js';
import { answerWantingSchools } from './projects-wanting.js';

const organisers: Intent['may'] = (actor) => holds(actor, 'organiser');

/**
 * Joining projects and taking part in them. Part of the intent table, before bookings, because "register our school for a
 * project" is not a booking.
 */
export const projectIntents: readonly Intent[] = [
  {
    verb: 'my-projects',
    says: [
      /^(show |list |see |open )?(me )?(my|our)( school'?s?)? (projects?|nominations?|applications?)\W*$/,
      /\b(which|what) projects? (are we|is (my|our) school|do we|have we|am i)\b/,
    ],
    help: { title: 'My projects', example: 'my projects' },
    personal: true,
    run: answerMyProjects,
  },
  {
    verb: 'projects-open',
    says: [
      /\b(which|what|any) projects?\b.*\b(can|could|may) (we|i|(my|our) school|schools) (still )?(join|sign up|register|apply|enrol|take part)\b/,
      /\bprojects?\b.*\b(are|is) (still )?open\b/,
      /^what('?s| is) open( (to|for) (us|me|schools))?( now| just now)?\W*$/,
      /^(join|register (my|our) school for|sign (us|my school|our school) up (for|to)) (a |some )?projects?\W*$/,
    ],
    help: { title: 'Join a project', example: 'which projects can we join?' },
    personal: false,
    run: answerOpenProjects,
  },
  {
    verb: 'project-progress',
    says: [
      /\b(how far (is|are|along)(?!.*\bfrom (?:me|us|here|my|our)\b)|progress (of|in|on|with)|how('s| is) .* (going|getting on|coming along|progressing))\b.*\b(project|cohort|schools?)\b/,
      /^(please )?(show |give |see )?(me )?(the )?(project )?progress( (of|in|on|with|for) .*)?\W*$/,
      /^how far (is|are|along is|along are) (?!.*\bfrom (?:me|us|here|my|our)\b)/,
    ],
    help: { title: 'How far a project is', example: 'progress of the projects' },
    may: (actor) => holds(actor, 'board'),
    refusal: refusedProgress,
    personal: false,
    run: answerProgress,
  },
  {
    verb: 'applications',
    says: [/^(show |list |see |open )?(me )?(the |all |open )*applications?( to decide)?\W*$/],
    help: { title: 'Applications', example: 'applications' },
    may: organisers,
    personal: true,
    run: answerApplications,
  },
  {
    verb: 'nominations',
    says: [/^(show |list |see |open )?(me )?(the |all |open )*nominations?( to decide)?\W*$/],
    help: { title: 'Nominations', example: 'nominations' },
    may: organisers,
    personal: true,
    run: answerNominations,
  },
  {
    verb: 'project-schools',
    says: [
      /\b(which|what|list|show)\b.*\bschools\b.*\b(interested|want to join|awaiting|unconfirmed|to be confirmed)\b/,
      /^(show |list |see )?(me )?(the |all )?(interested|unconfirmed|awaiting) schools\W*$/,
      /^(show |list |see )?(me )?(the |all |open )*(project )?requests( to join)?\W*$/,
      /\bschools\b.*\b(waiting|wait) for (a|the|their) head/,
    ],
    help: { title: 'Schools that want to join', example: 'which schools want to join?' },
    may: organisers,
    personal: true,
    run: answerWantingSchools,
  },
  { verb: 'project-join', personal: true, ofSchool: true, run: joinProject },
  { verb: 'project-invited', personal: true, ofSchool: true, run: answerInvited },
  { verb: 'project-not-now', personal: true, ofSchool: true, run: answerNotThisYear },
  { verb: 'project-enrol', personal: true, ofSchool: true, run: enrolSchool },
  { verb: 'project-interest', personal: true, ofSchool: true, run: noteInterest },
  { verb: 'project-withdraw', personal: true, ofSchool: true, run: askToWithdraw },
  { verb: 'enrolment', personal: true, ofSchool: true, run: answerEnrolment },
  { verb: 'enrolment-confirm', personal: true, ofSchool: true, run: confirmEnrolment },
  { verb: 'enrolment-decline', personal: true, ofSchool: true, run: declineEnrolment },
  { verb: 'milestone', personal: true, ofSchool: true, run: tick },
  { verb: 'enrolment-people', personal: true, ofSchool: true, run: askPeople },
  { verb: 'enrolment-people-save', personal: true, ofSchool: true, run: savePeople },
  { verb: 'enrolment-withdraw-ask', personal: true, ofSchool: true, run: askToWithdraw },
  { verb: 'enrolment-withdraw', personal: true, ofSchool: true, run: withdraw },
  { verb: 'application', personal: true, ofSchool: true, run: answerApplication },
  { verb: 'application-send', personal: true, ofSchool: true, run: sendApplication },
  { verb: 'application-withdraw', personal: true, ofSchool: true, run: takeBackApplication },
  { verb: 'application-decide-ask', personal: true, run: askApplicationDecision },
  { verb: 'application-decide', personal: true, run: decide },
  { verb: 'nomination', personal: true, run: answerNomination },
  { verb: 'nomination-send', personal: true, ofSchool: true, run: sendNomination },
  { verb: 'nomination-withdraw', personal: true, run: takeBackNomination },
  { verb: 'nomination-decide-ask', personal: true, run: askNominationDecision },
  { verb: 'nomination-decide', personal: true, run: decideOnNomination },
];

/**
 * What a message wants to do with a project: "sign us up for …", "we are interested in …", "withdraw from …".
 * @param read the same words, with names and days as kinds of mention where they are known
 */
export function projectActInWords(
  words: string,
  read: readonly string[],
): 'project-join' | 'project-interest' | 'project-withdraw' | undefined {
  const isInDoubt = words.trimEnd().endsWith('?') && !/^(?:can|could)\b/.test(words);
  if (!isInDoubt && saysInterest.test(read.join(' '))) return 'project-interest';
  return acts.find(([, pattern]) => pattern.test(words))?.[0];
}

/** It is noted as soon as it is said, so it must be all that is said: "are we interested", "we are interested in what it costs" ask. */
const saysInterest =
  /^(?:(?:hi|hello|yes|ok|please|so|and) )*(?:(?:we|i|our school|my school) (?:(?:are|am|is|would be) )?(?:(?:very|quite|also|really) )*(?:interested|keen)|(?:(?:can|could) (?:we|i|you) (?:please )?|(?:we|i) would like to )?(?:express|register|note|record) (?:(?:our|my|an) )?interest)(?: (?:in|on))?(?: (?:(?:joining|doing|taking part in|being part of) )?(?:the )?(?:PROJECT|THAT|it|that|this)(?: project)?)?(?: (?:too|please|thanks|thank you|as well))*$/;

const asking =
  "^(?:please |(?:can|could|may) (?:we|i|you) (?:please )?|(?:we|i)(?:'d| would) like to |(?:we|i) (?:want|need|wish) to |(?:our|my) school (?:wants|would like) to )?";
const us = '(?:us|me|it|(?:my|our) (?:school|deputy|colleague))';
const acts: ReadonlyArray<readonly ['project-join' | 'project-withdraw', RegExp]> = [
  ['project-withdraw', new RegExp(`${asking}(?:withdraw|pull out|drop out|leave|take ${us} out)\\b`)],
  [
    'project-join',
    new RegExp(
      `${asking}(?:join|take part|enrol|register|apply|sign up|nominate|sign ${us} up|put ${us} (?:down|forward|up)|put (?:some(?:body|one)|a colleague) forward)\\b`,
    ),
  ],
];
