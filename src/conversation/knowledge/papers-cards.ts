import { isUsed, type PaperOnRecord } from '../../app/knowledge/papers-on-record.js';
import { longest } from '../../domain/event-plan.js';
import { sayDate } from '../../domain/when.js';
import type { ActAction, Card, Form, FormValues } from '../../rendering/card.js';
import { organiserAct as act } from '../organising/organising-cards.js';
import { sayPaper } from '../talk/source-cards.js';
import { listWords, plural } from '../talk/wording.js';
import { savedCard } from '../writing/saved-cards.js';

/** The button to the papers, for those who may correct them. */
export const toPapers: ActAction = act('Correct a paper', 'sources', {});

/** The papers on record, each with what is from it. */
export function papersCard(papers: readonly PaperOnRecord[], lead?: string): Card {
  const items = papers.map((paper) => ({
    title: paper.title,
    detail: `${paper.publisher}, ${sayDate(paper.publishedOn)} · ${sayUse(paper)}`,
    action: act('Correct', 'source-form', { source: paper.id }, { opensForm: true }),
  }));
  const list = {
    title: 'Papers that figures and answers are from',
    empty: 'There is none yet. A paper is entered with the figure, article or project that is from it.',
    items,
    actions: [act('Published figures', 'published-figures', {})],
    again: { verb: 'sources' },
  } as const;
  return savedCard(list, lead);
}

/** `2 figures and 1 article` */
function sayUse({ figures, articles, projects }: PaperOnRecord): string {
  const parts = [
    ...(figures > 0 ? [plural(figures, 'figure')] : []),
    ...(articles > 0 ? [plural(articles, 'article')] : []),
    ...(projects > 0 ? [plural(projects, 'project')] : []),
  ];
  return parts.length > 0 ? listWords(parts) : 'nothing is from it';
}

/** The form in which what is said of a paper is corrected. */
export function paperForm(
  paper: PaperOnRecord,
  values: FormValues,
  faults: Readonly<Record<string, string>> = {},
): Form {
  return {
    title: 'Correct the paper',
    intro: [
      {
        kind: 'text',
        text: isUsed(paper)
          ? `It is named as the source of ${sayUse(paper)}. All of them follow, and so do dates taken from it. It can be deleted once nothing is from it.`
          : 'Nothing is from it.',
      },
    ],
    fields: [
      {
        id: 'title',
        kind: 'text',
        label: 'Title',
        hint: 'A file that is imported later names the paper by this title.',
        required: true,
        maxLength: 200,
      },
      { id: 'publisher', kind: 'text', label: 'Who published it', required: true, maxLength: 200 },
      { id: 'publishedOn', kind: 'date', label: 'When it was published', required: true },
      {
        id: 'url',
        kind: 'text',
        label: 'Where it is on the web',
        placeholder: 'https://',
        maxLength: longest.link,
      },
      ...(isUsed(paper) ? [] : [{ id: 'remove', kind: 'tick', label: 'Delete this paper' } as const]),
    ],
    values,
    faults,
    submit: { label: 'Save', verb: 'source-save', data: { source: paper.id } },
    cancel: act('Leave it', 'sources', {}),
    fallback: `What shall change in “${sayPaper(paper)}”?`,
  };
}

/** Asks before a paper is deleted. */
export function removePaperCard(paper: PaperOnRecord): Card {
  const words = `Delete the paper ${sayPaper(paper)}? Nothing is from it. It cannot be brought back.`;
  return {
    fallback: words,
    blocks: [{ kind: 'text', text: words, tone: 'strong' }],
    actions: [
      act('Delete it', 'source-remove', { source: paper.id }, { style: 'danger' }),
      act('Keep it', 'sources', {}),
    ],
  };
}
