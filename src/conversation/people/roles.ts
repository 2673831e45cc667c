import { mentionedAccounts } from '../../app/people/mentioned-accounts.js';
import {
  findAccountById,
  findAccounts,
  grantRole,
  listRoles,
  type RoleRefusal,
  revokeRole,
  seriesForRoles,
} from '../../app/people/roles.js';
import type { Role } from '../../domain/actor.js';
import type { FormValues } from '../../rendering/card.js';
import { mentionedIn } from '../talk/mentions.js';
import { fieldOf } from '../talk/read-form.js';
import type { MentionedPerson } from '../talk/turn.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import {
  accountsCard,
  confirmRoleCard,
  endRoleCard,
  everySeries,
  rolesCard,
  sayHolder,
  sayRole,
  scopeForm,
  searchForm,
} from './roles-cards.js';

export const administratorsOnly =
  'Only the partnership’s administrators can see and change roles. Please ask one of them.';

/** "Who has a role?" */
export async function answerRoles(context: TurnContext): Promise<Answer> {
  return { replies: [{ kind: 'card', card: rolesCard(await listRoles(context.services.core, context.actor)) }] };
}

/** "Make Ruth Marlow an organiser": finds her; without a name, asks for it. */
export async function searchForRole(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const said =
    /\b(?:make|appoint|give)\s+(.{1,80}?)\s+(?:to be |the role of )?(?:an? )?(?:new )?(organiser|organizer|admin|administrator|board)\b/i.exec(
      request.text,
    );
  const name = said?.[1] && !/^(somebody|someone|a|an|the)$/i.test(said[1]) ? said[1] : '';
  const role = readRole(said?.[2]?.toLowerCase());
  const mentioned = mentionedIn(context.turn);
  if (mentioned.length > 0 && role) return chooseMentioned(context, mentioned, role);
  const values: FormValues = { ...(name ? { name } : {}), ...(role ? { role } : {}) };
  if (name && role) return findForRole(context, { ...request, values });
  return { replies: [{ kind: 'form', form: searchForm(values) }] };
}

/** "Make @Ruth Marlow an organiser": whoever the platform says is meant, and nobody else of that name. */
async function chooseMentioned(
  context: TurnContext,
  mentioned: readonly MentionedPerson[],
  role: Role,
): Promise<Answer> {
  const { core } = context.services;
  const known = await mentionedAccounts(
    core,
    context.turn.account,
    mentioned.map(({ id }) => id),
  );
  const found = await Promise.all(
    mentioned.map(async ({ id, name }) => {
      const accountId = known.find((account) => account.id === id)?.accountId;
      const account = accountId ? await findAccountById(core, context.actor, accountId) : undefined;
      return { name, account };
    }),
  );
  const strangers = found.filter(({ account }) => !account).map(({ name }) => name);
  const accounts = found.flatMap(({ account }) => account ?? []);
  return {
    replies: [
      ...(strangers.length > 0 ? [text(haveNotSpoken(strangers))] : []),
      ...(accounts.length > 0 ? [{ kind: 'card', card: accountsCard(accounts, role) } as const] : []),
    ],
  };
}

function haveNotSpoken(all: readonly string[]): string {
  const named = all.filter((name) => name !== '');
  const nameless = all.length - named.length;
  const names = [...named, ...(nameless > 0 ? [named.length > 0 ? 'somebody else' : 'Whom you chose'] : [])];
  const have = names.length === 1 ? 'has' : 'have';
  return `${listWords(names)} ${have} not spoken to me yet. Ask them to say “who am I” to me, then say this again.`;
}

function readRole(word: string | undefined): Role | undefined {
  if (word === 'organiser' || word === 'organizer') return 'organiser';
  if (word === 'administrator' || word === 'admin') return 'administrator';
  return word === 'board' ? 'board' : undefined;
}

/** Handles the submitted search form. */
export async function findForRole(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const name = fieldOf(request, 'name');
  const role = readRole(fieldOf(request, 'role'));
  const again = (faults: Record<string, string>): Answer => ({
    replies: [{ kind: 'form', form: searchForm(request.values, faults) }],
  });
  if (!role) return again({ role: 'Choose one of the roles.' });
  const picked = mentionedIn(context.turn);
  if (picked.length > 0) return chooseMentioned(context, picked, role);
  if (name === '') return again({ name: 'Type a name, or part of one.' });
  const chosen = await findAccountById(context.services.core, context.actor, name);
  const accounts = chosen ? [chosen] : await findAccounts(context.services.core, context.actor, name);
  if (accounts.length > 0) return { replies: [{ kind: 'card', card: accountsCard(accounts, role) }] };
  return again({
    name: 'I do not know anybody by that name. Ask them to say “who am I” to me first.',
  });
}

/** One account was chosen: for everything, or for one series? */
export async function chooseScope(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const account = await findAccountById(core, context.actor, request.data.account ?? '');
  const role = readRole(request.data.role);
  if (!account || !role) return searchForRole(context, { ...request, text: '' });
  if (role === 'administrator') return { replies: [{ kind: 'card', card: confirmRoleCard(account, role, null) }] };
  return { replies: [{ kind: 'form', form: scopeForm(account, role, await seriesForRoles(core.prisma)) }] };
}

/** The scope was chosen: asks for confirmation. */
export async function confirmRole(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const account = await findAccountById(core, context.actor, request.data.account ?? '');
  const role = readRole(request.data.role);
  if (!account || !role) return searchForRole(context, { ...request, text: '' });
  const all = await seriesForRoles(core.prisma);
  const wanted = fieldOf(request, 'series') || everySeries;
  const series = all.find(({ id }) => id === wanted) ?? null;
  if (!series && wanted !== everySeries) {
    return { replies: [{ kind: 'form', form: scopeForm(account, role, all, 'Choose one from the list.') }] };
  }
  return { replies: [{ kind: 'card', card: confirmRoleCard(account, role, series) }] };
}

/** "Yes, give the role". */
export async function giveRole(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const role = readRole(request.data.role);
  const accountId = request.data.account ?? '';
  const seriesId = request.data.series && request.data.series !== everySeries ? request.data.series : null;
  if (!role) return searchForRole(context, { ...request, text: '' });
  const outcome = await grantRole(core, context.actor, { accountId, role, seriesId });
  if (outcome.kind === 'refused') return refusedGrant(outcome.reason);
  const account = await findAccountById(core, context.actor, accountId);
  const series = (await seriesForRoles(core.prisma)).find(({ id }) => id === seriesId);
  const is = `${account ? sayHolder(account) : 'This account'} is ${outcome.kind === 'already' ? 'already' : 'now'}`;
  const words = `${is} ${sayRole(role, series?.name ?? null)}.`;
  return done(words);
}

function refusedGrant(reason: RoleRefusal): Answer {
  switch (reason) {
    case 'not-allowed':
      return refuse('role-grant', administratorsOnly);
    case 'not-found':
      return { replies: [text('That account no longer exists. Please search again.')] };
    case 'no-such-series':
      return { replies: [text('That series no longer exists. Please choose again.')] };
    case 'everywhere-only':
      return { replies: [text('An administrator is always for everything, not for one series.')] };
  }
}

/** "Take away": asks once. */
export async function askToEndRole(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const held = (await listRoles(context.services.core, context.actor)).find(
    ({ grantId }) => grantId === request.data.grant,
  );
  if (!held) return done('That role has already ended.');
  return { replies: [{ kind: 'card', card: endRoleCard(held) }] };
}

/** "Yes, take it away". */
export async function endRole(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await revokeRole(context.services.core, context.actor, request.data.grant ?? '');
  if (outcome.kind === 'revoked') return done('Done. The role has been removed, from their next message on.');
  if (outcome.kind === 'already') return done('That role has already ended.');
  switch (outcome.reason) {
    case 'not-allowed':
      return refuse('role-end', administratorsOnly);
    case 'last-administrator':
      return done('This is the last administrator. Make somebody else an administrator first.');
    case 'named-in-settings':
      return done(
        'This administrator is named in the settings of the service. Take the account out of ADMINISTRATORS there and start it again.',
      );
  }
}

function done(words: string): Answer {
  const actions = [{ kind: 'act', label: 'Who has a role', verb: 'roles' }] as const;
  return { replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions } }] };
}
