import type { Phase } from '../../../src/domain/person.js';
import { withMoreAliases } from '../articles/more-aliases.js';
import { demoId } from '../ids.js';

/** Ids follow the order of this list: add at the end. */
const slugs = [
  'mobilise',
  'peer-review',
  'leadlincs',
  'caring2learn',
  'maintaining-place',
  'special-schools',
  'stronger-governance',
  'leap',
  'lamp',
  'lens',
  'small-schools',
  'year6-booster',
  'innovation-fund',
] as const;

export type ProjectSlug = (typeof slugs)[number];

export interface ProjectRow {
  id: string;
  slug: ProjectSlug;
  name: string;
  summary: string;
  description: string;
  aliases: string[];
  audience: 'schools' | 'people';
  forWhom: string;
  runBy: string;
  phases: Phase[];
  startedIn: number | null;
  status: 'published';
  joinBy: 'registration' | 'application' | 'nomination' | 'none';
  sourceId: string;
}

export function projectId(slug: ProjectSlug): string {
  return demoId('project', slugs.indexOf(slug) + 1);
}

type Facts = Omit<ProjectRow, 'id' | 'slug' | 'status' | 'audience' | 'phases'> & {
  audience?: 'people';
  phases?: Phase[];
};

/** A row with its id, for all schools unless given otherwise. */
export function project(slug: ProjectSlug, facts: Facts): ProjectRow {
  const aliases = withMoreAliases(slug, facts.aliases);
  return { id: projectId(slug), slug, status: 'published', audience: 'schools', phases: [], ...facts, aliases };
}
