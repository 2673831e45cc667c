import { type Actor, holds } from '../../domain/actor.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { openSchoolFinder, type SchoolFault } from './school-finder.js';

/** In characters. */
export const longestAuthority = 100;

/** Open schools of the partnership whose local authority is not on record by name. */
export const withoutAuthority = { inPartnership: true, status: { not: 'closed' }, localAuthority: null } as const;

/** Those of the partnership that are meant: by name or number as typed, or all that have none. */
export type SchoolsMeant = readonly string[] | 'all-without';

/** Why a school that was named is not found. */
export type SchoolsFault = {
  readonly [Kind in keyof SchoolFault]: { readonly kind: Kind } & SchoolFault[Kind];
}[keyof SchoolFault];

export type AuthorityOutcome =
  | { readonly kind: 'saved'; readonly schools: number }
  | { readonly kind: 'faulty'; readonly faults: readonly SchoolsFault[] }
  | { readonly kind: 'refused'; readonly reason: 'not-administrator' };

/** What the form shows: local authorities on record, and schools that have none, both by name. */
export async function authoritiesOnRecord(
  { prisma }: Core,
  actor: Actor,
): Promise<{ readonly known: readonly string[]; readonly without: readonly string[] } | undefined> {
  if (!holds(actor, 'administrator')) return undefined;
  const named = await prisma.school.findMany({
    where: { inPartnership: true, localAuthority: { not: null } },
    distinct: ['localAuthority'],
    orderBy: { localAuthority: 'asc' },
    select: { localAuthority: true },
  });
  const schools = await prisma.school.findMany({
    where: withoutAuthority,
    orderBy: [{ name: 'asc' }, { urn: 'asc' }],
    select: { name: true },
  });
  return {
    known: named.flatMap(({ localAuthority }) => localAuthority ?? []),
    without: schools.map(({ name }) => name),
  };
}

/**
 * Says in which local authority schools are, where no register has said so. One that is on record already is written as it is there. A
 * register that is imported later says it again.
 */
export async function giveAuthority(
  core: Core,
  actor: Actor,
  authority: string,
  meant: SchoolsMeant,
): Promise<AuthorityOutcome> {
  if (!holds(actor, 'administrator')) return { kind: 'refused', reason: 'not-administrator' };
  return commit(core, async (tx): Promise<AuthorityOutcome> => {
    const find = meant === 'all-without' ? undefined : await openSchoolFinder(tx, meant, true);
    const found = meant === 'all-without' || !find ? [] : meant.map(find);
    const faults = found.flatMap((one) => (one.kind === 'fault' ? [one.fault] : []));
    if (faults.length > 0) return { kind: 'faulty', faults };
    const urns = found.flatMap((one) => (one.kind === 'found' ? [one.urn] : []));
    const known = await tx.school.findFirst({
      where: { localAuthority: { equals: authority, mode: 'insensitive' } },
      orderBy: { localAuthorityCode: { sort: 'desc', nulls: 'last' } },
      select: { localAuthority: true, localAuthorityCode: true },
    });
    const code = known?.localAuthorityCode;
    const { count } = await tx.school.updateMany({
      where: find ? { urn: { in: urns } } : withoutAuthority,
      data: {
        localAuthority: known?.localAuthority ?? authority,
        ...(code == null ? {} : { localAuthorityCode: code }),
      },
    });
    const line = { act: 'set-up', subject: 'setting', subjectId: 'local-authority', outcome: 'saved' } as const;
    await recordAct(tx, actor, { ...line, detail: { count } }, core.clock.now());
    return { kind: 'saved', schools: count };
  });
}
