import { readPartnership } from '../../app/setup/partnership.js';
import { inviteesIn } from '../../domain/invitations/invitee-words.js';
import { partsInGeneralWords } from '../../understanding/own-names.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { listWords } from '../talk/wording.js';
import { type AudienceChoices, audienceForm } from './audience-cards.js';
import { choicesOf, valuesOfNew } from './audiences.js';

/**
 * "Write to all heads in the north cluster": the form of an audience of them, filled in, because whoever is written to is an
 * audience. @returns undefined when the words name no cluster or locality on record
 */
export async function openAudienceInPlaces(context: TurnContext, typed: string): Promise<Answer | undefined> {
  const choices = await choicesOf(context);
  const { field, places } = placesInWords(typed, choices);
  if (places.length === 0) return undefined;
  const { positions, phases } = inviteesIn(typed, []);
  const form = audienceForm(undefined, choices, {
    ...valuesOfNew(choices),
    name: listWords(places),
    audience: [...positions],
    phases: [...phases],
    [field]: places.join(', '),
  });
  const lead = 'Save whom you mean as an audience: then you write to it, now and whenever you like.';
  return { replies: [{ kind: 'form', form: { ...form, intro: [{ kind: 'text', text: lead }] } }] };
}

/** Words for a part of the partnership, of which none on record has the name. @returns undefined when they name none */
export async function partNotFound(context: TurnContext, typed: string): Promise<string | undefined> {
  const words = await readPartnership(context.services.core);
  const match = partNamed.exec(partsInGeneralWords(typed, words, []));
  const { name, part } = match?.groups ?? {};
  if (!name || !part) return undefined;
  const word = part.toLowerCase() === 'cluster' ? words.cluster : words.locality;
  return `No ${word} on record is called “${name}”.`;
}

const partNamed =
  /\b(?:in|of|from|at) (?:the |our |my )?(?<name>\p{L}[\p{L}\p{N}'’ -]{0,40}?) (?<part>cluster|locality)\b/iu;

/** The places on record that the words name. A cluster and a locality may have the same name: which is meant, the words say. */
export function placesInWords(
  typed: string,
  { clusters, localities, words }: Pick<AudienceChoices, 'clusters' | 'localities' | 'words'>,
): { readonly field: 'clusters' | 'localities'; readonly places: readonly string[] } {
  const general = (text: string) =>
    ` ${partsInGeneralWords(text, words, []).toLowerCase()} `.replace(/[^\p{L}\p{N}]+/gu, ' ');
  const said = general(typed);
  const named = (names: readonly string[]) => names.filter((name) => said.includes(general(name)));
  return /\bclusters?\b/.test(said)
    ? { field: 'clusters', places: named(clusters) }
    : { field: 'localities', places: named(localities) };
}
