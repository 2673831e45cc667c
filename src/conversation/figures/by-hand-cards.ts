import type { SourcePaper } from '../../app/figures/figures.js';
import {
  type AboutFigure,
  type FigureFaults,
  type KindByHand,
  kindsByHand,
  longestCounts,
  type PublishedFigure,
  qualifiers,
} from '../../app/figures/published-by-hand.js';
import type { Card, Form, FormValues } from '../../rendering/card.js';
import { toPapers } from '../knowledge/papers-cards.js';
import { organiserAct as act } from '../organising/organising-cards.js';
import { sourceFields } from '../talk/new-source.js';
import { sayFigureOfYear, sayPapersOf } from '../talk/source-cards.js';
import { capitalise } from '../talk/wording.js';
import { savedCard } from '../writing/saved-cards.js';

const kindWords: Readonly<Record<KindByHand, string>> = {
  schools: 'Schools',
  people: 'People',
  share: 'A share, in per cent',
  change: 'A change, in per cent',
};

const qualifierWords: Readonly<Record<(typeof qualifiers)[number], string>> = {
  exactly: 'Exactly',
  over: 'Over',
  nearly: 'Nearly',
  about: 'About',
};

/** Something that a figure can be about, by its value in the form. */
export interface AboutChoice {
  readonly value: string;
  readonly label: string;
}

/** The value of what a figure is about. */
export function aboutValue(about: AboutFigure): string {
  return about.kind === 'partnership' ? about.kind : `${about.kind}:${about.id}`;
}

/** `Readers’ year, 2025/26: nearly 300 schools signed up` */
export function sayPublished(figure: PublishedFigure): string {
  return `${figure.aboutName ?? 'The partnership'}${figure.academicYear === null ? ':' : ','} ${sayFigureOfYear(figure)}`;
}

/** The published figures that can be changed. @param papers the reader may correct the papers that they are from */
export function publishedFiguresCard(figures: readonly PublishedFigure[], papers: boolean, lead?: string): Card {
  const items = figures.map((figure) => ({
    title: sayPublished(figure),
    detail: sayPapersOf([figure]),
    action: act('Change', 'figure-form', { figure: figure.id }, { opensForm: true }),
  }));
  const list = {
    title: 'Published figures',
    empty:
      'There is none yet. Enter what a paper says of a project, a series or the partnership, with the paper: then it is answered with its source.',
    items,
    note: 'What came of an event is recorded with its attendance, or imported with past events.',
    actions: [
      act('Add a figure', 'figure-form', {}, { opensForm: true, style: 'primary' }),
      ...(papers ? [toPapers] : []),
    ],
    again: { verb: 'published-figures' },
  } as const;
  return savedCard(list, lead);
}

/** The form for a published figure. @param figure undefined makes a new one */
export function publishedFigureForm(
  figure: PublishedFigure | undefined,
  choices: { readonly about: readonly AboutChoice[]; readonly sources: readonly SourcePaper[] },
  values: FormValues,
  faults: Readonly<Record<string, string>> = {},
): Form {
  return {
    title: figure ? 'Change the figure' : 'A published figure',
    intro: [{ kind: 'text', text: 'People read it as you enter it, with its source.' }],
    fields: [
      { id: 'about', kind: 'choice', label: 'About', required: true, options: choices.about.slice(0, 90) },
      {
        id: 'kind',
        kind: 'choice',
        label: 'What is counted',
        required: true,
        options: kindsByHand.map((value) => ({ value, label: kindWords[value] })),
      },
      {
        id: 'qualifier',
        kind: 'choice',
        label: 'How exact',
        required: true,
        options: qualifiers.map((value) => ({ value, label: qualifierWords[value] })),
      },
      { id: 'value', kind: 'text', label: 'Number', required: true, maxLength: 40, placeholder: '300' },
      {
        id: 'counts',
        kind: 'text',
        label: 'Of what, in words',
        hint: 'As it goes on after the number.',
        required: true,
        maxLength: longestCounts,
        placeholder: 'schools in its first two years',
      },
      {
        id: 'year',
        kind: 'text',
        label: 'School year',
        hint: 'Such as 2026/27. Leave it empty for none in particular.',
        maxLength: 40,
      },
      ...sourceFields(choices.sources, 'Another paper: name it below'),
      ...(figure ? [{ id: 'remove', kind: 'tick', label: 'Take this figure away' } as const] : []),
    ],
    values,
    faults,
    submit: { label: 'Save', verb: 'figure-save', data: figure ? { figure: figure.id } : {} },
    fallback: figure ? `What shall change in “${sayPublished(figure)}”?` : 'Which figure shall be added?',
  };
}

/** What is wrong, by field, in words. */
export function sayFigureFaults(faults: FigureFaults): Record<string, string> {
  const { about, counts, value, year, source } = faults;
  return {
    ...(about ? { about: 'That is not there any more. Choose another.' } : {}),
    ...(counts === 'missing' ? { counts: 'Say what is counted, such as: schools in its first year.' } : {}),
    ...(counts === 'wrong' ? { counts: `At most ${longestCounts} characters.` } : {}),
    ...(value ? { value: 'Write a whole number, or per cent such as 84 or 4.2.' } : {}),
    ...(year ? { year: 'Write a school year such as 2026/27, or leave it empty.' } : {}),
    ...(source ? { newSource: 'Choose the paper that says so, or name it here.' } : {}),
  };
}

/** `Saved: Readers’ year: nearly 300 schools signed up.` */
export function sayFigureSaved(figure: PublishedFigure): string {
  return `Saved: ${capitalise(sayPublished(figure))}.`;
}
