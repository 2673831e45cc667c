import type { YearPage } from '../../app/board/year-links.js';
import { maySeeYear, readYear, type YearRecord } from '../../app/board/year-pages.js';
import { localitiesOfSchools } from '../../app/organising/event-audience.js';
import { ownSchool } from '../../app/people/school-standing.js';
import { findSchools } from '../../app/schools/schools.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { academicYearOf, sayAcademicYear } from '../../domain/academic-year.js';
import { holds } from '../../domain/actor.js';
import type { Action, Card, Form } from '../../rendering/card.js';
import { fieldOf } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';

const refusal =
  'A yearly page is for the head of the school, whom somebody has confirmed, and for organisers and board members.';

/** "Our year 2025/26", "yearly page for Northgate": where it is, with the year in short. */
export async function answerYearPage(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const year = yearMeant(context, request);
  const said = fieldOf(request, 'name') || request.data.name || nameIn(request.text);
  const isOwn = /\b(our|my)\b/i.test(request.text) || !holds(context.actor, 'board');
  const of = said !== '' ? await meant(context, said) : isOwn ? ownOf(context) : undefined;
  if (of === 'unclear' || !of) {
    if (!holds(context.actor, 'board')) return refuse('year-page', refusal);
    const faults: Record<string, string> = of
      ? { name: `I know no school and no ${await localityWord(context)} of that name.` }
      : {};
    return { replies: [{ kind: 'form', form: yearForm(context, said, year, await localityWord(context), faults) }] };
  }
  const page: YearPage = { of, year };
  if (!maySeeYear(context.actor, page)) return refuse('year-page', refusal);
  const record = await readYear(context.services.core, context.actor, page);
  if (!record) return { replies: [{ kind: 'text', text: 'I know no open school there.' }] };
  return { replies: [{ kind: 'card', card: yearCard(context, record) }] };
}

function ownOf({ actor }: TurnContext): YearPage['of'] | undefined {
  const urn = ownSchool(actor);
  return urn === null ? undefined : { kind: 'school', urn };
}

/** A part of the area by its name, else the school that fits best. */
async function meant(context: TurnContext, said: string): Promise<YearPage['of'] | 'unclear'> {
  const localities = await localitiesOfSchools(context.services.core.prisma);
  const name = localities.find((one) => one.localeCompare(said, 'en', { sensitivity: 'base' }) === 0);
  if (name) return { kind: 'locality', name };
  const [school] = await findSchools(context.services.core, said, 1);
  return school ? { kind: 'school', urn: school.urn } : 'unclear';
}

/** What follows "for" or "of", without the year. */
function nameIn(typed: string): string {
  const words = typed.replace(/\b(in |for )?20\d\d([/-](20)?\d\d)?\b/g, ' ').replace(/[?.!]+\s*$/, ' ');
  const said = /\b(?:for|of)\s+(.+)$/i.exec(words)?.[1] ?? '';
  return /^\s*(our|my|us)\b/i.test(said)
    ? ''
    : said
        .replace(/^the\s+/i, '')
        .replace(/\s+/g, ' ')
        .trim();
}

function yearMeant(context: TurnContext, request: TurnRequest): number {
  const present = academicYearOf(context.now, context.zone);
  const said = fieldOf(request, 'year') || request.data.year || /\b20\d\d\b/.exec(request.text)?.[0];
  const year = Number(said);
  if (/\blast year\b/i.test(request.text)) return present - 1;
  return Number.isInteger(year) && year > 1_999 && year <= present ? year : present;
}

async function localityWord(context: TurnContext): Promise<string> {
  return (await readPartnership(context.services.core)).locality;
}

const mostYears = 8;

function yearForm(
  context: TurnContext,
  name: string,
  year: number,
  locality: string,
  faults: Readonly<Record<string, string>>,
): Form {
  const present = academicYearOf(context.now, context.zone);
  const years = Array.from({ length: mostYears }, (_, back) => present - back);
  return {
    title: 'Yearly page',
    fields: [
      { kind: 'text', id: 'name', label: `School or ${locality}`, required: true, maxLength: 120 },
      {
        kind: 'choice',
        id: 'year',
        label: 'Academic year',
        required: true,
        options: years.map((one) => ({ value: String(one), label: sayAcademicYear(one) })),
      },
    ],
    values: { name, year: String(year) },
    faults,
    submit: { label: 'Show', verb: 'year-page' },
    fallback: `The yearly page of which school or ${locality}?`,
  };
}

function yearCard(context: TurnContext, record: YearRecord): Card {
  const { page, name, events, projects, schools, isUnderWay } = record;
  const title = `${name}, ${sayAcademicYear(page.year)}${isUnderWay ? ' so far' : ''}`;
  const people = events.reduce((sum, event) => sum + event.people, 0);
  const active = schools.filter((school) => school.events + school.projects > 0).length;
  const facts = [
    ...(page.of.kind === 'locality'
      ? [{ label: 'Schools that took part', value: `${active} of ${schools.length}` }]
      : []),
    { label: 'Events with somebody there', value: String(events.length) },
    { label: 'People who came', value: `${people}${people > 0 ? ', each once at an event' : ''}` },
    { label: 'Projects', value: projects.length > 0 ? projects.map((project) => project.name).join(', ') : 'none' },
  ];
  const url = context.services.board?.year(context.actor.accountId, page);
  const where = url
    ? 'The page opens in your browser, for you alone and for a day; from there you can print or keep it.'
    : '';
  const data = { year: String(page.year - 1), name: page.of.kind === 'locality' ? page.of.name : String(page.of.urn) };
  const actions: Action[] = [
    ...(url
      ? [
          { kind: 'link', label: 'Open the page', url } as const,
          { kind: 'link', label: 'Spreadsheet', url: `${url}.xlsx` } as const,
        ]
      : []),
    { kind: 'act', label: `See ${sayAcademicYear(page.year - 1)}`, verb: 'year-page', data, keepsCard: true },
  ];
  const short = `${plural(events.length, 'event')}, ${plural(projects.length, 'project')}.`;
  return {
    fallback: [title, short, ...facts.map(({ label, value }) => `${label}: ${value}`), where]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'facts', facts },
      ...(where ? [{ kind: 'context', text: where } as const] : []),
    ],
    actions,
  };
}
