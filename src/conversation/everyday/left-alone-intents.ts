import { holds, holdsSomewhere } from '../../domain/actor.js';
import { answerAttendees } from '../organising/attendees.js';
import type { Intent } from '../talk/intent.js';
import {
  askForWords,
  changedNothing,
  heard,
  leaveFile,
  notShown,
  offerDeed,
  openSafeguardingForm,
  pointToSafeguarding,
  saveSafeguardingForm,
  sayNothing,
} from './left-alone.js';
import { organiseMeant } from './own-or-everybodys.js';

const forAdministrators = {
  may: (actor) => holds(actor, 'administrator'),
  refusal: 'That is for the administrators.',
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

/** Answers for messages that should do nothing, or only offer one button. Part of the intent table. */
export const leftAloneIntents: readonly Intent[] = [
  { verb: 'changed-nothing', personal: false, run: async () => changedNothing() },
  { verb: 'heard', personal: false, run: async (_context, request) => heard(request) },
  { verb: 'say-nothing', personal: false, run: async () => sayNothing() },
  { verb: 'file-left', personal: false, run: async (context) => leaveFile(context) },
  { verb: 'ask-for-words', personal: false, run: async (context) => askForWords(context) },
  { verb: 'offer-deed', personal: true, run: async (_context, request) => offerDeed(request) },
  { verb: 'safeguarding', personal: false, run: pointToSafeguarding },
  {
    verb: 'attendees-meant',
    personal: true,
    run: async (context, request) =>
      holdsSomewhere(context.actor, 'organiser') ? answerAttendees(context, request) : notShown(),
  },
  {
    verb: 'organise-meant',
    may: (actor) => holdsSomewhere(actor, 'organiser'),
    personal: true,
    run: organiseMeant,
  },
  {
    verb: 'safeguarding-form',
    says: [/^(please )?(set|change|edit|add) (the |our )?safeguarding (number|contact|lead|line)\W*$/],
    help: { title: 'Safeguarding contact', example: 'set the safeguarding contact' },
    run: openSafeguardingForm,
    ...forAdministrators,
  },
  { verb: 'safeguarding-save', run: saveSafeguardingForm, ...forAdministrators },
];
