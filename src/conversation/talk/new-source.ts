import type { SourcePaper } from '../../app/figures/figures.js';
import type { NewSource } from '../../app/knowledge/find-paper.js';
import { isWebLink, longest } from '../../domain/event-plan.js';
import type { Field, FormValues } from '../../rendering/card.js';
import { sayPaper } from './source-cards.js';

/** In the form: no paper on record. */
export const noSource = 'none';

/** From which paper something is: one on record, or another one. @param none what no paper means */
export function sourceFields(sources: readonly SourcePaper[], none: string): Field[] {
  const papers = sources.map((source) => ({ value: source.id, label: sayPaper(source).slice(0, 75) }));
  return [
    ...(papers.length > 0
      ? [
          {
            kind: 'choice',
            id: 'source',
            label: 'Source',
            options: [{ value: noSource, label: none }, ...papers],
          } as const,
        ]
      : []),
    { kind: 'text', id: 'newSource', label: 'Or another paper: its title', maxLength: 200 },
    { kind: 'text', id: 'newPublisher', label: 'Who published that paper', maxLength: 200 },
    { kind: 'date', id: 'newPublishedOn', label: 'When that paper was published' },
    {
      kind: 'text',
      id: 'newUrl',
      label: 'Where that paper is on the web',
      placeholder: 'https://',
      maxLength: longest.link,
    },
  ];
}

/** The paper that was typed in; undefined when none was. */
export function newSourceOf(
  values: FormValues,
  now: Date,
): NewSource | { readonly faults: Readonly<Record<string, string>> } | undefined {
  const typed = (id: string) => {
    const value = values[id];
    return typeof value === 'string' ? value.trim() : '';
  };
  const title = typed('newSource');
  if (title === '') {
    // What was typed of a paper without a name would be lost.
    const isTyped = ['newPublisher', 'newPublishedOn', 'newUrl'].some((id) => typed(id) !== '');
    return isTyped ? { faults: { newSource: 'Say what that paper is called.' } } : undefined;
  }
  const publisher = typed('newPublisher');
  if (publisher === '') return { faults: { newPublisher: 'Say who published that paper.' } };
  const publishedOn = new Date(`${typed('newPublishedOn')}T00:00:00Z`);
  if (Number.isNaN(publishedOn.getTime()) || publishedOn > now) {
    return { faults: { newPublishedOn: 'Give the day on which that paper was published.' } };
  }
  const url = typed('newUrl');
  if (url !== '' && (url.length > longest.link || !isWebLink(url)))
    return { faults: { newUrl: 'Give its whole address, which begins with https://.' } };
  return { ...(url ? { url } : {}), title: title.slice(0, 200), publisher: publisher.slice(0, 200), publishedOn };
}
