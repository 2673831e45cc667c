import type { ProjectFacts } from '../../app/projects/project-facts.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import type { Grouping, GroupShare } from '../../domain/figures/took-part.js';
import { sayDay } from '../../domain/when.js';
import type { Action, Block, Card } from '../../rendering/card.js';
import { ofNoneWords } from '../figures/none-words.js';
import type { View } from '../programme/programme-cards.js';
import { sayNumber } from '../talk/source-cards.js';
import { plural } from '../talk/wording.js';

/**
 * How many schools take part by district or by trust, when that is what was asked.
 * @param asked the question; it names districts or trusts in general, or one of them by its name
 * @returns undefined when it asks for neither, or when there is nothing to count
 */
export function projectGroupsCard(
  { slug, ...project }: ProjectFacts & { readonly slug: string },
  asked: string,
  view: View,
  actions: readonly Action[],
): Card | undefined {
  const latest = project.count.years.at(-1);
  if (!latest || project.joins !== 'schools') return undefined;
  const meant = groupingMeant(asked, (grouping) => project.count.byGroup(grouping, latest.year));
  if (!meant) return undefined;
  const { grouping, shares, named } = meant;
  const year = sayAcademicYear(latest.year);
  const leads = named.map((one) => `${sayName(one)}: ${sayShare(one)} in ${project.name} in ${year}.`);
  const inAll = `${plural(latest.schools, 'school')} in ${project.name} in ${year}, by ${grouping}:`;
  const lead = leads.length > 0 ? leads.join(' ') : inAll;
  const rows = shares.map((one) => [sayName(one), sayNumber(one.schools), sayNumber(one.of), percent(one)]);
  const note = `Counted: schools open now that are registered or on record as taking part. From our own records as of ${sayDay(view.now, view.zone)}.`;
  const blocks: Block[] = [
    { kind: 'heading', text: `${project.name}: who takes part` },
    { kind: 'text', text: lead, tone: 'strong' },
    { kind: 'table', columns: [grouping === 'district' ? 'District' : 'Trust', 'Take part', 'Of', 'Share'], rows },
    { kind: 'context', text: note },
  ];
  const lines = rows.map((row) => `${row[0]}: ${row[1]} of ${row[2]} (${row[3]}).`);
  const again = {
    verb: 'answer',
    data: { kind: 'project', slug, aspect: 'schools', words: asked.slice(0, 200) },
  } as const;
  return { fallback: [`${project.name}.`, lead, ...lines, note].join('\n'), blocks, actions, again };
}

const groupings: ReadonlyArray<readonly [Grouping, RegExp]> = [
  ['district', /\b(?:districts?|boroughs?)\b/i],
  ['trust', /\b(?:trusts?|mats?)\b/i],
];

interface Meant {
  readonly grouping: Grouping;
  readonly shares: readonly GroupShare[];
  /** The ones that the question names. */
  readonly named: readonly GroupShare[];
}

function groupingMeant(asked: string, read: (grouping: Grouping) => readonly GroupShare[]): Meant | undefined {
  const words = plainly(asked);
  const all = groupings.map(([grouping, pattern]) => {
    const shares = read(grouping);
    const named = shares.filter(({ name }) => name !== null && words.includes(` ${plainly(name).trim()} `));
    return { grouping, shares, named, general: pattern.test(asked) };
  });
  return all.find(({ named }) => named.length > 0) ?? all.find(({ general }) => general);
}

/** Words with single spaces around each, so that "Eastholm" is not found in "Eastholmian". */
function plainly(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;
}

function sayName({ name }: GroupShare): string {
  return name ?? ofNoneWords['no-trust'];
}

function sayShare(one: GroupShare): string {
  return `${one.schools} of ${plural(one.of, 'school')} (${percent(one)})`;
}

function percent({ schools, of }: GroupShare): string {
  return of === 0 ? '0%' : `${sayNumber((schools / of) * 100)}%`;
}
