import type { UnreadArticleFault } from '../../app/knowledge/article-import.js';
import { type ArticleFault, type ArticleFaults, type ArticleField, articleLimits } from '../../domain/article.js';

/** What is asked for in each field. */
const asks: Readonly<Record<ArticleField, string>> = {
  question: 'Write the question as people would ask it',
  aliases: 'Write other ways to ask it',
  answer: 'Write the answer',
  owner: 'Say who looks after this answer',
  asOf: 'Give the day on which this was true',
  reviewBy: 'Give a day for the next look at it',
};

/** What is wrong with a field of an article, and what to do. */
function sayArticleFault(field: ArticleField, fault: ArticleFault): string {
  switch (fault) {
    case 'missing':
      return `${asks[field]}.`;
    case 'too-long':
      return `${asks[field]} in at most ${mostOf(field).toLocaleString('en-GB')} characters.`;
    case 'too-many':
      return `Keep at most ${articleLimits.aliases} of them.`;
    case 'one-too-long':
      return `One of them is longer than ${articleLimits.alias} characters: shorten it.`;
    case 'not-past':
      return `${asks[field]}: today or earlier.`;
    case 'not-later':
      return `${asks[field]}, after the day on which it was true.`;
  }
}

function mostOf(field: ArticleField): number {
  return field === 'question' || field === 'answer' || field === 'owner' ? articleLimits[field] : articleLimits.alias;
}

/** The same for each field that has a fault, as a form takes them. */
export function sayArticleFaults(faults: ArticleFaults): Record<string, string> {
  return Object.fromEntries(
    (Object.entries(faults) as Array<[ArticleField, ArticleFault]>).map(([field, fault]) => [
      field,
      sayArticleFault(field, fault),
    ]),
  );
}

/** Column headings as users know them. */
const headings: Partial<Record<ArticleField, string>> = { asOf: 'as of', reviewBy: 'review by' };

/** What is wrong with an article of a file. */
export function sayUnreadArticle(fault: UnreadArticleFault): string {
  switch (fault.kind) {
    case 'field':
      return `${headings[fault.field] ?? fault.field}: ${sayArticleFault(fault.field, fault.fault)}`;
    case 'wrong-slug':
      return 'slug: Use small letters, digits and single hyphens only, such as why-change.';
    case 'no-such-source':
      return `source: No source has the id ${fault.source}. Known are: ${fault.known.join(', ')}.`;
    case 'same-slug':
      return `slug: Line ${fault.line} has the same one. Give one of them another.`;
    case 'unreadable':
      return fault.said;
  }
}
