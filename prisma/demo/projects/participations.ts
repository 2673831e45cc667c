import { chooserFrom } from '../random.js';
import type { SchoolRow } from '../schools/schools.js';
import { publishedCohortId } from './cohorts.js';

interface ParticipationRow {
  cohortId: string;
  urn: number;
}

/**
 * Schools that took part in published cohorts, so that counting gives the published figures: 306 schools (84% of all)
 * in the first two years of Mobilise, 244 in the second of which 36 are new, 172 in its third stage.
 */
export function buildParticipations(schools: readonly SchoolRow[]): ParticipationRow[] {
  const chooser = chooserFrom(306);
  const rows = (
    slug: 'mobilise' | 'stronger-governance' | 'leap' | 'lamp' | 'year6-booster',
    year: number,
    some: SchoolRow[],
  ) => some.map(({ urn }) => ({ cohortId: publishedCohortId(slug, year), urn }));
  const all = chooser.shuffle(schools);
  const primaries = all.filter(({ phase }) => phase === 'primary');
  const firstYear = all.slice(0, 270);
  const secondYear = [...firstYear.slice(0, 208), ...all.slice(270, 306)];
  return [
    ...rows('mobilise', 2016, firstYear),
    ...rows('mobilise', 2017, secondYear),
    ...rows('mobilise', 2018, chooser.shuffle(secondYear).slice(0, 172)),
    ...rows('stronger-governance', 2018, chooser.shuffle(all).slice(0, 83)),
    ...rows('leap', 2018, primaries.slice(0, 41)),
    ...rows('lamp', 2018, primaries.slice(60, 80)),
    ...rows('year6-booster', 2018, primaries.slice(120, 162)),
  ];
}
