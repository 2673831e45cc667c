import {
  type AboutFigure,
  type FigurePlan,
  findPublishedFigure,
  kindsByHand,
  type PublishedFigure,
  publishedFigures,
  qualifiers,
  removePublishedFigure,
  savePublishedFigure,
} from '../../app/figures/published-by-hand.js';
import { listSources } from '../../app/knowledge/articles.js';
import { seriesToRun } from '../../app/organising/plan-series.js';
import { projectsToRun } from '../../app/projects/organised-projects.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { holds } from '../../domain/actor.js';
import type { FormValues } from '../../rendering/card.js';
import { newSourceOf, noSource } from '../talk/new-source.js';
import { fieldOf, isTicked } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import {
  type AboutChoice,
  aboutValue,
  publishedFigureForm,
  publishedFiguresCard,
  sayFigureFaults,
  sayFigureSaved,
} from './by-hand-cards.js';

/** "Published figures": those that papers give, to add to and to change. */
export async function answerPublishedFigures(context: TurnContext): Promise<Answer> {
  return list(context);
}

async function list(context: TurnContext, lead?: string): Promise<Answer> {
  const figures = await publishedFigures(context.services.core, context.actor);
  return { replies: [{ kind: 'card', card: publishedFiguresCard(figures, holds(context.actor, 'organiser'), lead) }] };
}

/** The form for a new figure, or for one that is there. */
export async function openFigureForm(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const figure = data.figure ? await figureOf(context, data.figure) : undefined;
  if (data.figure && !figure) return notFound(context);
  const choices = await choicesOf(context);
  const values: FormValues = figure
    ? valuesOf(figure)
    : { about: choices.about[0]?.value ?? '', kind: 'schools', qualifier: 'exactly', source: noSource };
  return { replies: [{ kind: 'form', form: publishedFigureForm(figure, choices, values) }] };
}

const figureOf = (context: TurnContext, id: string) =>
  findPublishedFigure(context.services.core.prisma, context.actor, id);

async function notFound(context: TurnContext): Promise<Answer> {
  const shown = await list(context);
  const words = 'That figure has been taken away, or it is not yours to change. Here are yours.';
  return { ...shown, replies: [text(words), ...shown.replies] };
}

async function choicesOf(context: TurnContext) {
  const { core } = context.services;
  const [projects, series, sources] = await Promise.all([
    projectsToRun(core, context.actor),
    seriesToRun(core, context.actor),
    listSources(core),
  ]);
  const whole = holds(context.actor, 'organiser') ? [{ value: 'partnership', label: 'The partnership' }] : [];
  const about: AboutChoice[] = [
    ...whole,
    ...projects.map(({ id, name }) => ({ value: `project:${id}`, label: `Project: ${name}`.slice(0, 75) })),
    ...series.map(({ id, name }) => ({ value: `series:${id}`, label: `Series: ${name}`.slice(0, 75) })),
  ];
  return { about, sources };
}

function valuesOf({ about, kind, qualifier, value, counts, academicYear, source }: PublishedFigure): FormValues {
  return {
    about: aboutValue(about),
    kind,
    qualifier,
    value: String(value),
    counts,
    year: academicYear === null ? '' : sayAcademicYear(academicYear),
    source: source?.id ?? noSource,
  };
}

function readPlan(request: TurnRequest): Omit<FigurePlan, 'source'> {
  const [kind = '', id = ''] = fieldOf(request, 'about').split(':');
  const about: AboutFigure = kind === 'project' || kind === 'series' ? { kind, id } : { kind: 'partnership' };
  const number = fieldOf(request, 'value').replace(/[,%\s]/g, '');
  const source = fieldOf(request, 'source');
  return {
    about,
    kind: kindsByHand.find((one) => one === fieldOf(request, 'kind')) ?? 'schools',
    qualifier: qualifiers.find((one) => one === fieldOf(request, 'qualifier')) ?? 'exactly',
    value: /^-?\d+(\.\d+)?$/.test(number) ? Number(number) : Number.NaN,
    counts: fieldOf(request, 'counts').replace(/\s+/g, ' '),
    academicYear: readYear(fieldOf(request, 'year')),
    sourceId: source === '' || source === noSource ? null : source,
  };
}

/** `2026/27`, `2026-27`, `2026`; not a number for anything else. */
function readYear(typed: string): number | null {
  if (typed === '') return null;
  const found = /^(\d{4})(?:\s*[/–-]\s*(?:\d\d)?(\d\d))?$/.exec(typed);
  if (!found) return Number.NaN;
  const year = Number(found[1]);
  return found[2] === undefined || Number(found[2]) === (year + 1) % 100 ? year : Number.NaN;
}

/** Saves the submitted form, or takes the figure away. */
export async function saveFigureForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.figure;
  const figure = id ? await figureOf(context, id) : undefined;
  if (id && !figure) return notFound(context);
  if (id && isTicked(request, 'remove')) {
    const gone = await removePublishedFigure(core, context.actor, id);
    return gone === 'removed' ? list(context, 'The figure has been taken away.') : notFound(context);
  }
  const choices = await choicesOf(context);
  const again = (faults: Readonly<Record<string, string>>): Answer => ({
    replies: [{ kind: 'form', form: publishedFigureForm(figure, choices, request.values, faults) }],
  });
  const source = newSourceOf(request.values, context.now);
  if (source && 'faults' in source) return again(source.faults);
  const outcome = await savePublishedFigure(core, context.actor, { ...readPlan(request), source }, id);
  switch (outcome.kind) {
    case 'saved': {
      const saved = await figureOf(context, outcome.id);
      return list(context, saved ? sayFigureSaved(saved) : 'Saved.');
    }
    case 'faulty':
      return again(sayFigureFaults(outcome.faults));
    case 'refused':
      return outcome.reason === 'not-found'
        ? notFound(context)
        : refuse(
            'figure-save',
            'Only organisers of everything can publish figures of projects and of the partnership.',
          );
  }
}
