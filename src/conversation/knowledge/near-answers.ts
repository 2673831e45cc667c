import type { Core } from '../../app/core.js';
import { rank } from '../../knowledge/rank.js';
import { openLibrary } from './library.js';
import type { NearAnswer } from './tickets-cards.js';

/** Published articles nearest to a question, best first, whether or not they answer it. */
export async function nearAnswers(core: Core, question: string, now: Date): Promise<NearAnswer[]> {
  const library = await openLibrary(core);
  return rank(library.index, question, now)
    .candidates.flatMap(({ kind, slug }) => {
      const article = kind === 'article' ? library.articles.get(slug) : undefined;
      return article ? [{ slug, title: article.question }] : [];
    })
    .slice(0, 3);
}
