import type { TurnContext } from '../../talk/turn-context.js';
import { plainWords } from '../../talk/wording.js';

/** The project that the words name, or the one talked of where they name none: "how far is it?". */
export async function projectMeant(
  { subject }: TurnContext,
  typed: string,
  projects: ReadonlyArray<{ readonly slug: string; readonly name: string; readonly aliases: readonly string[] }>,
): Promise<string | undefined> {
  const words = wordsOf(typed);
  const named = projects.find(({ name, aliases }) => [name, ...aliases].some((one) => words.includes(wordsOf(one))));
  if (named) return named.slug;
  const leans = /\b(it|this|that|them|they)\b/.test(words) || /^ (the |show |see |me )*progress $/.test(words);
  return leans && subject.about?.kind === 'project' ? subject.about.slug : undefined;
}

/** Words with single spaces around each, so that one name is not found within another. */
function wordsOf(text: string): string {
  return ` ${plainWords(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;
}
