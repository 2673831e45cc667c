import { namesInText } from '../../app/people/known-names.js';
import type { TurnContext } from '../talk/turn-context.js';

/**
 * A question and published texts as a model outside may see them: without the names of people and schools on record, and
 * the question even without parts of a person's name.
 */
export async function withoutKnownNames<Text extends { readonly title: string; readonly text: string }>(
  context: TurnContext,
  question: string,
  texts: readonly Text[],
): Promise<{ readonly question: string; readonly texts: readonly Text[] }> {
  const said = [question, context.actor.name, ...texts.map(({ title, text }) => `${title}\n${text}`)].join('\n');
  const { people, schools } = await namesInText(context.services.core.prisma, said);
  const names = [...people, context.actor.name, ...schools];
  const clear = (text: string) => without(text, names);
  const parts = [...people, context.actor.name].flatMap((name) => name.split(/\s+/));
  return {
    question: without(clear(question), parts),
    texts: texts.map((text) => ({ ...text, title: clear(text.title), text: clear(text.text) })),
  };
}

function without(text: string, names: readonly string[]): string {
  const longestFirst = names.filter((name) => name.trim() !== '').sort((a, b) => b.length - a.length);
  return longestFirst.reduce((seen, name) => seen.replaceAll(nameIn(name), '…'), text);
}

function nameIn(name: string): RegExp {
  const words = name.split(/\s+/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\d])${words.join('\\s+')}(?![\\p{L}\\d])`, 'giu');
}
