import { type Actor, holds } from '../../domain/actor.js';
import type { Core } from '../core.js';

/** Something that a question about the audit trail may mention. */
export interface Nameable {
  readonly kind: 'event' | 'series' | 'project' | 'school' | 'person';
  /** A URN for a school. */
  readonly id: string;
  /** Its names: a full name means this record rather than others whose longer names contain it. */
  readonly names: readonly string[];
  /** Other words for it: a theme, towns and venues. */
  readonly words: string;
  /** The start of an event. */
  readonly startsAt: Date | null;
}

/** More of one kind than any question means. */
const most = 200;

/**
 * Events, series and projects in any state, and people and schools whose name contains all the words. Empty for anyone
 * but administrators.
 * @param words in lower case
 */
export async function nameables(core: Core, actor: Actor, words: readonly string[]): Promise<Nameable[]> {
  if (!holds(actor, 'administrator') || words.length === 0) return [];
  const [events, series, projects, schools, people] = await Promise.all([
    eventsOf(core),
    core.prisma.series.findMany({ select: { id: true, name: true, aliases: true } }),
    core.prisma.project.findMany({ select: { id: true, name: true, aliases: true } }),
    schoolsWith(core, words),
    peopleWith(core, words),
  ]);
  const named = (kind: 'series' | 'project') => (one: { id: string; name: string; aliases: string[] }) =>
    ({ kind, id: one.id, names: [one.name, ...one.aliases], words: '', startsAt: null }) satisfies Nameable;
  return [...events, ...series.map(named('series')), ...projects.map(named('project')), ...schools, ...people];
}

async function eventsOf(core: Core): Promise<Nameable[]> {
  const rows = await core.prisma.event.findMany({
    select: {
      id: true,
      title: true,
      theme: true,
      series: { select: { name: true, aliases: true } },
      sessions: { orderBy: { startsAt: 'asc' }, select: { label: true, town: true, venue: true, startsAt: true } },
    },
  });
  return rows.map(({ id, title, theme, series, sessions }) => ({
    kind: 'event',
    id,
    names: [title],
    startsAt: sessions[0]?.startsAt ?? null,
    words: [
      theme,
      series.name,
      ...series.aliases,
      ...sessions.flatMap(({ label, town, venue }) => [label, town, venue]),
    ]
      .filter(Boolean)
      .join(' '),
  }));
}

async function schoolsWith(core: Core, words: readonly string[]): Promise<Nameable[]> {
  const urns = words.filter((word) => /^\d{6}$/.test(word)).map(Number);
  const rows = await core.prisma.school.findMany({
    where: { OR: [{ urn: { in: urns } }, { AND: words.map((word) => ({ name: has(word) })) }] },
    orderBy: { urn: 'asc' },
    take: most,
    select: { urn: true, name: true, town: true },
  });
  return rows.map(({ urn, name, town }) => ({
    kind: 'school',
    id: String(urn),
    names: [name, String(urn)],
    words: town,
    startsAt: null,
  }));
}

async function peopleWith(core: Core, words: readonly string[]): Promise<Nameable[]> {
  const rows = await core.prisma.person.findMany({
    where: { erasedAt: null, AND: words.map((word) => ({ name: has(word) })) },
    orderBy: { id: 'asc' },
    take: most,
    select: { id: true, name: true },
  });
  return rows.map(({ id, name }) => ({ kind: 'person', id, names: [name], words: '', startsAt: null }));
}

function has(word: string) {
  return { contains: word.slice(0, 80).replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
}
