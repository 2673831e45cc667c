import type { AccountKey } from '../domain/account.js';

/**
 * Reads `ADMINISTRATORS`: accounts as `teams:<tenant id>/<AAD object id>` or `slack:<team id>/<user id>`.
 * @param allowedTenants of Teams; undefined without Teams, when every tenant is local
 * @returns the accounts, each once; and every fault with its remedy
 */
export function readAdministrators(
  items: readonly string[],
  allowedTenants: readonly string[] | undefined,
): { readonly accounts: readonly AccountKey[]; readonly faults: readonly string[] } {
  const accounts = new Map<string, AccountKey>();
  const faults: string[] = [];
  for (const item of items) {
    const account = readAccount(item);
    if (!account) faults.push(`ADMINISTRATORS: "${item}" ${remedyFor(item)}`);
    else if (account.platform === 'teams' && allowedTenants && !allowedTenants.includes(account.tenant)) {
      faults.push(
        `ADMINISTRATORS: "${item}" is of a tenant that may not use the bot: add ${account.tenant} to TEAMS_ALLOWED_TENANTS, or correct it`,
      );
    } else accounts.set(`${account.platform}:${account.tenant}/${account.user}`, account);
  }
  return { accounts: [...accounts.values()], faults };
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const teams = new RegExp(`^teams:(${uuid})/(${uuid})$`, 'i');
const slack = /^slack:([TE][A-Z0-9]{2,20})\/([UW][A-Z0-9]{2,20})$/;

function readAccount(item: string): AccountKey | undefined {
  const [, tenant, user] = teams.exec(item) ?? [];
  if (tenant && user) return { platform: 'teams', tenant: tenant.toLowerCase(), user: user.toLowerCase() };
  const [, team, member] = slack.exec(item) ?? [];
  return team && member ? { platform: 'slack', tenant: team, user: member } : undefined;
}

function remedyFor(item: string): string {
  if (item.includes('@')) {
    return 'is an address, and a role hangs on an account: use teams:<tenant id>/<object id of the user in Entra> or slack:<team id>/<member id>';
  }
  return 'must be teams:<tenant id>/<object id of the user in Entra> or slack:<team id>/<member id>, for example slack:T012AB3CD/U012AB3CD';
}
