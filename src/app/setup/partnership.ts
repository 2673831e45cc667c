import { z } from 'zod';
import type { Tx } from '../../db/database.js';
import { type Actor, holds } from '../../domain/actor.js';
import { minuteMs } from '../../domain/durations.js';
import { recordAct } from '../audit/audit.js';
import { commit, countCommits } from '../commit.js';
import type { Core } from '../core.js';

/** The row of `Setting` with the name and the words of the partnership. */
export const partnershipKey = 'partnership';

/** In characters, of the name and of each word. */
export const longestPartnershipName = 100;
export const longestPartnershipWord = 30;
export const mostOtherNames = 12;

const stored = z.object({
  name: z.string().default(''),
  alsoCalled: z.array(z.string()).default([]),
  areas: z.array(z.string()).default([]),
  member: z.string().default(''),
  cluster: z.string().default(''),
  locality: z.string().default(''),
});

/** What a partnership calls itself and its parts. Words are singular and in small letters. */
export interface Partnership {
  /** Empty until an administrator says it. */
  readonly name: string;
  readonly alsoCalled: readonly string[];
  /** The counties, boroughs or towns that people mean by "here", with their short forms. */
  readonly areas: readonly string[];
  /** Whoever belongs to it: `member`. */
  readonly member: string;
  /** Neighbouring schools that work together: `cluster`. */
  readonly cluster: string;
  /** A part of its area: `locality`. */
  readonly locality: string;
}

/** The words of the field, used where the partnership has none of its own. */
export const usualWords = { member: 'member', cluster: 'cluster', locality: 'locality' } as const;

const nothingRead = (): { partnership?: Partnership; commits: number; readAt: number } => ({ commits: -1, readAt: 0 });

/** The name and words, as another copy of the service may have changed them a minute ago. */
export async function readPartnership(core: Core): Promise<Partnership> {
  const kept = core.memory.of(nothingRead);
  const commits = countCommits(core);
  const now = performance.now();
  if (kept.partnership && kept.commits === commits && now - kept.readAt < minuteMs) return kept.partnership;
  kept.partnership = await partnershipIn(core.prisma);
  kept.commits = commits;
  kept.readAt = now;
  return kept.partnership;
}

async function partnershipIn({ setting }: Pick<Tx, 'setting'>): Promise<Partnership> {
  const row = await setting.findUnique({ where: { key: partnershipKey }, select: { value: true } });
  const parsed = stored.safeParse(row?.value ?? {});
  const said = parsed.success ? parsed.data : stored.parse({});
  return {
    ...said,
    member: said.member || usualWords.member,
    cluster: said.cluster || usualWords.cluster,
    locality: said.locality || usualWords.locality,
  };
}

export type PartnershipFault = 'missing' | 'too-long' | 'too-many';
type PartnershipOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly reason: 'not-administrator' }
  | { readonly kind: 'faulty'; readonly faults: Readonly<Partial<Record<keyof Partnership, PartnershipFault>>> };

/** Sets the name and the words; an empty word is the usual one. Administrators only. */
export async function savePartnership(core: Core, actor: Actor, given: Partnership): Promise<PartnershipOutcome> {
  if (!holds(actor, 'administrator')) return { kind: 'refused', reason: 'not-administrator' };
  const faults = faultsOf(given);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const value = { ...given, alsoCalled: [...given.alsoCalled], areas: [...given.areas] };
  await commit(core, async (tx) => {
    const key = partnershipKey;
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    const line = { act: 'set-partnership', subject: 'setting', subjectId: key, outcome: 'set' } as const;
    await recordAct(tx, actor, line, core.clock.now());
  });
  return { kind: 'saved' };
}

function faultsOf(given: Partnership): Partial<Record<keyof Partnership, PartnershipFault>> {
  const faults: Partial<Record<keyof Partnership, PartnershipFault>> = {};
  if (given.name === '') faults.name = 'missing';
  if (given.name.length > longestPartnershipName) faults.name = 'too-long';
  for (const list of ['alsoCalled', 'areas'] as const) {
    if (given[list].length > mostOtherNames) faults[list] = 'too-many';
    if (given[list].some((one) => one.length > longestPartnershipName)) faults[list] = 'too-long';
  }
  for (const word of ['member', 'cluster', 'locality'] as const)
    if (given[word].length > longestPartnershipWord) faults[word] = 'too-long';
  return faults;
}
