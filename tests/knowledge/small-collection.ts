import { buildIndex, type KnowledgeIndex } from '../../src/knowledge/build-index.js';
import type { KnowledgeDocument } from '../../src/knowledge/document.js';

/** Documents of a test, with what it does not care about filled in. */
export function indexOf(
  ...documents: (Pick<KnowledgeDocument, 'slug'> & Partial<KnowledgeDocument>)[]
): KnowledgeIndex {
  return buildIndex(
    documents.map(({ slug, ...rest }) => ({
      slug,
      kind: 'article' as const,
      title: slug.replaceAll('-', ' '),
      aliases: [],
      text: '',
      ...rest,
    })),
  );
}

/** Enough of a collection for a rare word to be rare. */
export const neighbours = [
  {
    slug: 'year-six-help',
    title: 'Booster sessions',
    aliases: ['extra lessons before tests'],
    text: 'For 42 schools.',
  },
  {
    slug: 'costs',
    title: 'What it costs',
    question: 'Is there money for each cluster?',
    text: 'Budgets are under review.',
  },
  {
    slug: 'who-governs',
    title: 'Governors in the model',
    question: 'What part do governors play?',
    text: 'They monitor.',
  },
  {
    slug: 'care',
    title: 'Caring project',
    aliases: ['looked-after children'],
    text: 'Carers and schools learn together.',
  },
  { slug: 'hants', title: 'Hampshire', question: 'How does Hampshire support its schools?', text: 'A traded service.' },
];
