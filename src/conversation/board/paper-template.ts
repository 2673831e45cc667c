import {
  keepTemplate,
  keptTemplate,
  mayChangeTemplate,
  removeTemplate,
  type TemplatePlace,
  templatePlaces,
} from '../../app/board/paper-template.js';
import { sayMoment } from '../../domain/when.js';
import type { Action } from '../../rendering/card.js';
import { type Answer, refuse, type TurnContext, text } from '../talk/turn-context.js';
import { listWords, plainWords } from '../talk/wording.js';

const largestFile = 4 * 1024 * 1024;
const refusal = 'Only the partnership’s organisers can change the template of the committee paper.';
const draft: Action = {
  kind: 'act',
  label: 'Draft the paper',
  verb: 'committee-report',
  opensForm: true,
  keepsCard: true,
};

/**
 * Whether an attached file is to be the template of the committee paper: a document of a word processor with words that say so,
 * or, without words, of such a name. Attached spreadsheets are lists, whatever is said of templates.
 */
export function isTemplateOfPaper(typed: string, fileName: string): boolean {
  if (!/\.(docx?|dotx?|docm|dotm|odt|rtf|pdf)$/i.test(fileName)) return false;
  const words = plainWords(typed);
  if (words === '') return /template|committee|letterhead/i.test(fileName);
  return /\b(template|letterhead|layout)\b/.test(words) || /\bcommittee('s)? (paper|report)\b/.test(words);
}

/** "Paper template": keeps the council's own Word document that is attached, or says which one there is and how to attach one. */
export async function answerPaperTemplate(context: TurnContext): Promise<Answer> {
  if (!mayChangeTemplate(context.actor)) return refuse('paper-template', refusal);
  const { input } = context.turn;
  const [attached, ...others] = input.kind === 'said' ? (input.files ?? []) : [];
  const { readPaperTemplate } = context.services;
  if (!attached || !readPaperTemplate) return showTemplate(context);
  if (others.length > 0) return { replies: [text('One file at a time, please: attach the first one again.')] };
  const bytes = await attached.read(largestFile).catch(() => undefined);
  if (!bytes)
    return { replies: [text('I could not fetch that file, or it is larger than 4 MB. Please attach it again.')] };
  const read = await readPaperTemplate(bytes);
  if (read.kind === 'unreadable') return { replies: [text(`${read.words} Nothing was changed.`)] };
  const outcome = await keepTemplate(context.services.core, context.actor, { bytes, places: read.places });
  if (outcome.kind === 'refused') return refuse('paper-template', refusal);
  const words = `Kept. From now on the committee paper comes in your document. ${sayPlaces(read.places)}`;
  return { replies: [templateCard(words, [draft, remove])] };
}

/** Takes the council's document away. */
export async function removePaperTemplate(context: TurnContext): Promise<Answer> {
  const { kind } = await removeTemplate(context.services.core, context.actor);
  switch (kind) {
    case 'refused':
      return refuse('paper-template', refusal);
    case 'removed':
    case 'kept':
      return { replies: [templateCard('Removed. The committee paper has its usual layout again.', [draft])] };
    case 'none':
      return { replies: [text('There is no template to remove: the committee paper has its usual layout.')] };
  }
}

const remove: Action = { kind: 'act', label: 'Remove it', verb: 'paper-template-remove' };

async function showTemplate(context: TurnContext): Promise<Answer> {
  const kept = await keptTemplate(context.services.core.prisma);
  const how = `attach your council’s Word document (.docx) and say “paper template”. Write figures between double curly brackets in it, once, on a line of its own: the tables, charts and quotes come there. It may also have, likewise: ${listWords(others)}.`;
  if (!kept)
    return {
      replies: [templateCard(`The committee paper has its usual layout. To have it in yours, ${how}`, [draft])],
    };
  const words = `The committee paper comes in your own document, attached ${sayMoment(kept.keptAt, context.zone)}. ${sayPlaces(kept.places)} To replace it, ${how}`;
  return { replies: [templateCard(words, [draft, remove])] };
}

const others = templatePlaces.filter((place) => place !== 'figures');

function sayPlaces(places: readonly TemplatePlace[]): string {
  const missing = others.filter((place) => !places.includes(place));
  const has = `It has places for: ${listWords(places)}.`;
  return missing.length === 0 ? has : `${has} It has none for ${listWords(missing)}, so that is left out.`;
}

function templateCard(words: string, actions: readonly Action[]): Answer['replies'][number] {
  const title = 'Template of the committee paper';
  return {
    kind: 'card',
    card: {
      fallback: `${title}\n${words}`,
      blocks: [
        { kind: 'heading', text: title },
        { kind: 'text', text: words },
      ],
      actions,
    },
  };
}
