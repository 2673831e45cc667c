import type { Candidate } from '../../knowledge/rank.js';
import type { Choice } from './answer-cards.js';
import type { Aspect } from './aspects.js';
import { documentKey, type Library } from './library.js';

/** A possible answer with its button, which says what it was chosen for. @param question as typed; empty: it is not to be kept */
export function choiceOf(
  library: Library,
  { kind, slug }: Candidate,
  aspect: Aspect | undefined,
  question: string,
): Choice {
  const title = library.documents.get(documentKey(kind, slug))?.title ?? slug;
  const asked: Record<string, string> = aspect && kind !== 'article' ? { aspect, words: question.slice(0, 200) } : {};
  const chosenFor: Record<string, string> =
    kind === 'article' && question !== '' ? { chosenFor: question.slice(0, 300) } : {};
  return {
    title,
    action: {
      kind: 'act',
      label: title,
      verb: 'answer',
      data: { kind, slug, ...asked, ...chosenFor },
      keepsCard: true,
    },
  };
}
