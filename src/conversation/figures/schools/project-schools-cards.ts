import type { NamesOnRecord } from '../../../app/figures/figure-names.js';
import type { ProjectSchools, ProjectSchoolsCount } from '../../../app/figures/project-schools.js';
import { sayAcademicYear } from '../../../domain/academic-year.js';
import type { FiguresQuery } from '../../../domain/figures/figures-query.js';
import type { Action, Card } from '../../../rendering/card.js';
import type { View } from '../../programme/programme-cards.js';
import { sayNumber } from '../../talk/source-cards.js';
import { listWords, plural } from '../../talk/wording.js';
import { saySchools } from '../figure-sentences.js';
import { detailOf, nextPage, noteOf, pageSize, whereAndWhom } from './absent-cards.js';

interface Shown {
  readonly query: FiguresQuery;
  readonly found: ProjectSchools;
  readonly names: NamesOnRecord;
  /** Counted from 0. */
  readonly page: number;
}

/** The schools that are in a project, or are not, a page of them. */
export function projectSchoolsCard({ query, found, names, page }: Shown, view: View, actions: readonly Action[]): Card {
  const { schools, of, years, hasContacts, which, project } = found;
  const from = page * pageSize;
  const shown = schools.slice(from, from + pageSize);
  const left = schools.length - from - shown.length;
  const what = which === 'in' ? 'Schools that took part' : 'Schools that did not join';
  const title = [what, project, saySchools(query)].filter(Boolean).join(': ');
  const count = { count: schools.length, of, years };
  const lead = which === 'in' ? joinedLead(count) : notJoinedLead(count);
  const lines = shown.map((school) => ({
    title: school.name,
    detail:
      which === 'in'
        ? whereAndWhom(school, names, hasContacts).join(' · ')
        : detailOf(school, names, hasContacts, view),
  }));
  const range = from > 0 || left > 0 ? `${from + 1} to ${from + shown.length} of ${schools.length}` : '';
  const note = noteOf({ rounds: [], gaps: [], hasContacts }, view);
  const more = left > 0 ? [nextPage(query, Math.min(left, pageSize), page)] : [];
  return {
    fallback: [title, lead, ...lines.map((line) => `${line.title}: ${line.detail}`), range, note]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: lead, tone: 'strong' },
      ...(lines.length > 0 ? [{ kind: 'list', items: lines } as const] : []),
      ...(range ? [{ kind: 'context', text: range } as const] : []),
      { kind: 'context', text: note },
    ],
    actions: [...more, ...actions],
  };
}

/** `223 of 362 schools did not take part in 2026/27.` */
export function notJoinedLead({ count, of, years }: ProjectSchoolsCount): string {
  const when = whenOf(years);
  if (of === 0) return noSchool;
  return count === 0
    ? `Every one of the ${plural(of, 'school')} took part${when}.`
    : `${sayNumber(count)} of ${plural(of, 'school')} ${when ? 'did not take part' : 'never took part'}${when}.`;
}

/** `139 of 362 schools took part in 2026/27.` */
function joinedLead({ count, of, years }: ProjectSchoolsCount): string {
  if (of === 0) return noSchool;
  const some = count === 0 ? 'None' : sayNumber(count);
  return `${some} of ${plural(of, 'school')} took part${whenOf(years)}.`;
}

const noSchool = 'The partnership has no such school.';

function whenOf(years: readonly number[]): string {
  return years.length > 0 ? ` in ${listWords(years.map(sayAcademicYear))}` : '';
}
