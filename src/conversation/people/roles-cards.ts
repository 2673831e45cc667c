import type { HeldRole, KnownAccount } from '../../app/people/roles.js';
import type { Role } from '../../domain/actor.js';
import type { Card, Form, FormValues, Option } from '../../rendering/card.js';
import { sayPost } from '../talk/person-words.js';

const roleWords: Record<Role, string> = {
  board: 'board member',
  organiser: 'organiser',
  administrator: 'administrator',
};

/** `an organiser of the Leadership briefing`, `an administrator` */
export function sayRole(role: Role, seriesName: string | null): string {
  const words = `${role === 'board' ? 'a' : 'an'} ${roleWords[role]}`;
  return seriesName ? `${words} for the series ${seriesName}` : words;
}

/** Their name; in a sentence too, where they have said none. */
export function sayHolder({ name }: Pick<KnownAccount, 'name'>): string {
  return name ?? 'Somebody who has not said who they are';
}

/**
 * What tells two of one name apart, and somebody from whoever only says so: platform, the end of the account's id, the
 * address that the platform vouches for, school and what they do there.
 */
function sayAccount(account: KnownAccount): string {
  const platform = account.platform === 'teams' ? 'Teams' : 'Slack';
  const post = [
    account.position ? sayPost({ position: account.position, title: account.title }) : '',
    account.school ?? 'no school',
  ].filter(Boolean);
  const vouched = account.vouchedEmail ? [account.vouchedEmail] : [];
  return [`${platform}, account …${account.user.slice(-6)}`, ...vouched, post.join(', ')].join(' · ');
}

/** Who has a role, each with a button to take it away. */
export function rolesCard(roles: readonly HeldRole[]): Card {
  const title = 'Who has a role';
  const shown = roles;
  const line = (held: HeldRole) => `${sayHolder(held.account)}: ${sayRole(held.role, held.seriesName)}`;
  return {
    fallback: [title, ...shown.map(line)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'list',
        items: shown.map((held) => ({
          title: line(held),
          detail: sayAccount(held.account),
          action: { kind: 'act', label: 'Remove', verb: 'role-end-ask', data: { grant: held.grantId } },
        })),
      },
      { kind: 'context', text: 'Everybody else is a member.' },
    ],
    actions: [{ kind: 'act', label: 'Give somebody a role', verb: 'role-search', opensForm: true, style: 'primary' }],
    again: { verb: 'roles' },
  };
}

/** Asks for whom: by name, among accounts that have spoken with the bot. */
export function searchForm(values: FormValues, faults: Form['faults'] = {}): Form {
  return {
    title: 'Give somebody a role',
    intro: [
      {
        kind: 'text',
        text: 'I can find people who have told me in a chat who they are. The role belongs to the account they used.',
      },
    ],
    fields: [
      { id: 'who', kind: 'people', label: 'Who', hint: 'Choose them here, or write a name below.' },
      { id: 'name', kind: 'text', label: 'Name, or part of it', maxLength: 80, lookup: 'accounts' },
      {
        id: 'role',
        kind: 'choice',
        label: 'Role',
        required: true,
        expanded: true,
        options: [
          { value: 'board', label: 'Board member: sees counts and figures' },
          { value: 'organiser', label: 'Organiser: runs events' },
          { value: 'administrator', label: 'Administrator: also says who has which role' },
        ],
      },
    ],
    values,
    faults,
    submit: { label: 'Find', verb: 'role-find' },
    fallback: 'Give somebody a role: say "make … an organiser".',
  };
}

/** An account to choose while a name is typed: found again by its id. */
export function accountOption(account: KnownAccount): Option {
  return { value: account.accountId, label: `${sayHolder(account)}, ${sayAccount(account)}` };
}

/** Accounts that fit, for the role that is to be given. */
export function accountsCard(accounts: readonly KnownAccount[], role: Role): Card {
  const title = `Who should be ${sayRole(role, null)}?`;
  return {
    fallback: [title, ...accounts.map((account) => `${sayHolder(account)}, ${sayAccount(account)}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'list',
        items: accounts.map((account) => ({
          title: sayHolder(account),
          detail: sayAccount(account),
          action: {
            kind: 'act',
            label: 'Choose',
            verb: 'role-scope',
            data: { account: account.accountId, role },
            ...(role === 'administrator' ? {} : { opensForm: true as const }),
          },
        })),
      },
    ],
    actions: [{ kind: 'act', label: 'Search again', verb: 'role-search', opensForm: true }],
  };
}

export const everySeries = 'every';

/** Everything, or one of the series. */
export function scopeOptions(series: ReadonlyArray<{ readonly id: string; readonly name: string }>): Option[] {
  const each = series.slice(0, 90).map(({ id, name }) => ({ value: id, label: name }));
  return [{ value: everySeries, label: 'Everything' }, ...each];
}

/** For everything, or for one series? */
export function scopeForm(
  account: KnownAccount,
  role: Role,
  series: ReadonlyArray<{ readonly id: string; readonly name: string }>,
  fault?: string,
): Form {
  return {
    title: `What should ${sayHolder(account)} be ${sayRole(role, null)} for?`,
    intro: [{ kind: 'text', text: sayAccount(account), tone: 'subtle' }],
    fields: [
      {
        id: 'series',
        kind: 'choice',
        label: 'Series',
        required: true,
        options: scopeOptions(series),
        lookup: 'seriesOrEverything',
      },
    ],
    values: { series: everySeries },
    ...(fault ? { faults: { series: fault } } : {}),
    submit: { label: 'Continue', verb: 'role-confirm', data: { account: account.accountId, role } },
    fallback: `Should ${sayHolder(account)} be ${sayRole(role, null)} for everything or for one series?`,
  };
}

/** Asks once more before a role is given. */
export function confirmRoleCard(account: KnownAccount, role: Role, series: { id: string; name: string } | null): Card {
  const question = `Make ${sayHolder(account)} ${sayRole(role, series?.name ?? null)}?`;
  return {
    fallback: `${question} ${sayAccount(account)}`,
    blocks: [
      { kind: 'text', text: question, tone: 'strong' },
      { kind: 'text', text: sayAccount(account), tone: 'subtle' },
    ],
    actions: [
      {
        kind: 'act',
        label: 'Yes, give the role',
        verb: 'role-grant',
        style: 'primary',
        data: { account: account.accountId, role, series: series?.id ?? everySeries },
      },
      { kind: 'act', label: 'No', verb: 'roles' },
    ],
  };
}

/** Asks once more before a role is taken away. */
export function endRoleCard(held: HeldRole): Card {
  const question = `${sayHolder(held.account)} is ${sayRole(held.role, held.seriesName)}. Remove this role?`;
  return {
    fallback: question,
    blocks: [
      { kind: 'text', text: question, tone: 'strong' },
      { kind: 'text', text: sayAccount(held.account), tone: 'subtle' },
    ],
    actions: [
      { kind: 'act', label: 'Yes, remove it', verb: 'role-end', style: 'danger', data: { grant: held.grantId } },
      { kind: 'act', label: 'No', verb: 'roles' },
    ],
  };
}
