import { saidInGeneral } from '../talk/own-words.js';
import type { TurnContext } from '../talk/turn-context.js';

const ours = /\b(?:in|within|across|around|inside) (?:my|our) (?:own )?[\p{L}-]+/iu;
const parts = /\b(in|within|across|around|inside) (?:my|our) (?:own )?(locality|district|town|village)\b/i;

/** "In our district": with the name of the one that their school is in, in the place of the word. */
export async function withOwnArea({ actor, services: { core } }: TurnContext, words: string): Promise<string> {
  const urn = actor.post?.urn;
  if (!urn || !ours.test(words)) return words;
  const match = parts.exec(await saidInGeneral(core, words, []));
  if (!match) return words;
  const school = await core.prisma.school.findUnique({
    where: { urn },
    select: { locality: true, district: true, town: true },
  });
  const part = (match[2] ?? '').toLowerCase();
  const name = part === 'locality' ? school?.locality : part === 'district' ? school?.district : school?.town;
  return name ? words.replace(ours, `${match[1]} ${name}`) : words;
}
