import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import {
  administratorsOnly,
  answerRoles,
  askToEndRole,
  chooseScope,
  confirmRole,
  endRole,
  findForRole,
  giveRole,
  searchForRole,
} from './roles.js';

const forAdministrators = {
  may: (actor) => holds(actor, 'administrator'),
  refusal: administratorsOnly,
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

/** Who has which role. Part of the intent table. */
export const roleIntents: readonly Intent[] = [
  {
    verb: 'roles',
    says: [
      /^(show |list |see )?(me )?(the |all )?roles\W*$/,
      /^who (has|have|holds) (a |the |which |what )?roles?\b/,
      /^(list|show) (me )?(the |all )?(organisers|administrators|admins|board members)\W*$/,
      /^(revoke|remove|take away|end) .*\b(role|organiser|administrator|admin|board member)\b/,
    ],
    help: { title: 'Roles', example: 'who has a role?' },
    run: answerRoles,
    ...forAdministrators,
  },
  {
    verb: 'role-search',
    says: [
      /^(please )?(make|appoint) .*\b(organisers?|organizers?|admins?|administrators?|board members?)\W*$/,
      /^(please )?give .*\brole( of)?\b/,
      /^(add|new) (an? )?(organiser|administrator|admin|board member)\W*$/,
    ],
    run: searchForRole,
    ...forAdministrators,
  },
  { verb: 'role-find', run: findForRole, ...forAdministrators },
  { verb: 'role-scope', run: chooseScope, ...forAdministrators },
  { verb: 'role-confirm', run: confirmRole, ...forAdministrators },
  { verb: 'role-grant', run: giveRole, ...forAdministrators },
  { verb: 'role-end-ask', run: askToEndRole, ...forAdministrators },
  { verb: 'role-end', run: endRole, ...forAdministrators },
];
