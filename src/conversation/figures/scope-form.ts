import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import { academicYearOf, sayAcademicYear } from '../../domain/academic-year.js';
import { academicStretch } from '../../domain/figures/academic-stretch.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import type { Phase } from '../../domain/person.js';
import type { Field, Form, FormValues } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { sayPhase } from '../talk/person-words.js';
import { fieldOf } from '../talk/read-form.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';
import { capitalise } from '../talk/wording.js';

/** Every platform takes so many choices in one list. */
const mostOptions = 100;
/** Academic years to choose from: this one, and those before it. */
const mostYears = 8;
const any = 'any';

const phases: readonly Phase[] = ['nursery', 'primary', 'secondary', 'all_through', 'special', 'post_16'];

/** Which series, year, phase and part of the area figures are of. */
export function scopeForm(
  context: TurnContext,
  names: NamesOnRecord,
  query: FiguresQuery,
  of: { readonly title: string; readonly verb: Verb; readonly locality: string },
): Form {
  return {
    title: of.title,
    fields: fieldsOf(context, names, of.locality),
    values: valuesOf(context, query),
    submit: { label: 'Show', verb: of.verb },
    fallback: `${of.title}: which series, year, phase and ${of.locality}?`,
  };
}

function fieldsOf(context: TurnContext, names: NamesOnRecord, locality: string): Field[] {
  const present = academicYearOf(context.now, context.zone);
  const years = Array.from({ length: mostYears }, (_, back) => present - back);
  return [
    choice('series', 'Series', [
      [any, 'All events'],
      ...names.series.map(({ slug, name }): [string, string] => [slug, name]),
    ]),
    choice('year', 'Academic year', [
      [any, 'All on record'],
      ...years.map((year): [string, string] => [String(year), sayAcademicYear(year)]),
    ]),
    choice('phase', 'Schools', [
      [any, 'All phases'],
      ...phases.map((phase): [string, string] => [phase, capitalise(sayPhase(phase))]),
    ]),
    choice('area', capitalise(locality), [
      [any, 'The whole area'],
      ...partsOf(names).map((name): [string, string] => [name, name]),
    ]),
  ];
}

/** Localities, and local authorities where the partnership has schools in several. */
function partsOf({ areas, localities, authorities }: NamesOnRecord): string[] {
  return areas.filter((name) => localities.includes(name) || authorities.includes(name));
}

function choice(id: string, label: string, options: ReadonlyArray<readonly [string, string]>): Field {
  return {
    kind: 'choice',
    id,
    label,
    required: true,
    options: options
      .filter(([value]) => value.length > 0 && value.length <= 150)
      .slice(0, mostOptions)
      .map(([value, said]) => ({ value, label: said })),
  };
}

function valuesOf(context: TurnContext, { subjects, times, phases: of, areas }: FiguresQuery): FormValues {
  const [first] = times;
  const year = first?.kind === 'stretch' ? String(academicYearOf(first.stretch.from, context.zone)) : any;
  const series = subjects.find(({ kind }) => kind === 'series')?.slug ?? any;
  return { series, year, phase: of[0] ?? any, area: areas[0] ?? any };
}

/** What was chosen, as a question. Whatever is none of the choices counts as all. */
export function readScope(
  context: TurnContext,
  request: TurnRequest,
  names: NamesOnRecord,
  measure: FiguresQuery['measure'],
): FiguresQuery {
  const series = names.series.find(({ slug }) => slug === fieldOf(request, 'series'));
  const year = /^20\d\d$/.test(fieldOf(request, 'year')) ? Number(fieldOf(request, 'year')) : undefined;
  const phase = phases.find((one) => one === fieldOf(request, 'phase'));
  const area = partsOf(names).find((name) => name === fieldOf(request, 'area'));
  return {
    subjects: series ? [{ kind: 'series', slug: series.slug }] : [],
    unsure: false,
    measure,
    operation: 'value',
    times:
      year === undefined ? [{ kind: 'ever' }] : [{ kind: 'stretch', stretch: academicStretch(year, context.zone) }],
    places: [],
    areas: area ? [area] : [],
    phases: phase ? [phase] : [],
  };
}
