import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { takeFirstAdministrator } from './first-administrator.js';
import { openAuthorityForm, saveAuthorityForm } from './local-authority.js';
import {
  answerSetup,
  chooseSetupStep,
  openNameForm,
  openSeriesSet,
  openSetupStep,
  saveNameForm,
  saveSeriesSet,
  setupRefusal,
  skipStep,
} from './setup.js';

const forAdministrators = {
  may: (actor) => holds(actor, 'administrator'),
  refusal: setupRefusal,
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

/** The set-up of a partnership, and its first administrator. Part of the intent table. */
export const setupIntents: readonly Intent[] = [
  {
    verb: 'first-administrator',
    says: [
      /^(the |my )?(first )?(set-?up|administrator|admin)('s)? code\b/,
      /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\W*$/,
    ],
    personal: true,
    run: takeFirstAdministrator,
  },
  {
    verb: 'setup',
    says: [
      /^(please )?(start |begin |continue |resume |open |go on with )?(the |our |my )?set(ting)?[ -]?up( (the |our |my |a )?partnership)?( again)?\W*$/,
      /^(the |our |my |show |open )*settings\W*$/,
    ],
    help: { title: 'Set up the partnership', example: 'set up' },
    run: answerSetup,
    ...forAdministrators,
  },
  { verb: 'setup-step', run: openSetupStep, ...forAdministrators },
  { verb: 'setup-steps', run: chooseSetupStep, ...forAdministrators },
  { verb: 'setup-skip', run: skipStep, ...forAdministrators },
  { verb: 'setup-name', run: openNameForm, ...forAdministrators },
  { verb: 'setup-name-save', run: saveNameForm, ...forAdministrators },
  { verb: 'setup-authority', run: openAuthorityForm, ...forAdministrators },
  { verb: 'setup-authority-save', run: saveAuthorityForm, ...forAdministrators },
  { verb: 'setup-series', run: openSeriesSet, ...forAdministrators },
  { verb: 'setup-series-save', run: saveSeriesSet, ...forAdministrators },
];
