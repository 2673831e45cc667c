import type { GuestsHeld } from '../../app/bookings/guests-held.js';
import { type ImportKind, importKinds } from '../../app/imports/import-file-format.js';
import { importedBy, mayImport } from '../../app/imports/import-kinds.js';
import { applyKeptImport, previewImport } from '../../app/imports/kept-imports.js';
import { type Actor, holds } from '../../domain/actor.js';
import type { ActAction, Card } from '../../rendering/card.js';
import { readFaqFile } from '../knowledge/found-faqs.js';
import { areaInWords, importKindInWords, importWords, saysArticles } from '../talk/import-words.js';
import { saidInGeneral } from '../talk/own-words.js';
import { refuseNonOrganiser } from '../talk/replies.js';
import type { AttachedFile } from '../talk/turn.js';
import {
  type Answer,
  type ImportServices,
  type RegisterWanted,
  refuse,
  type TurnContext,
  type TurnRequest,
  text,
} from '../talk/turn-context.js';
import { undoAction, undoNote } from '../writing/undoing.js';
import { askWhichArea } from './choosing-area.js';
import { showGuests } from './guests-of.js';
import { importLinks } from './import-links.js';
import { importCard, importHelpCard } from './imports-cards.js';

/** A register of one county is about 2 MB, of the country 60. */
const largestFile = 24 * 1024 * 1024;

/** Reads an attached file, or explains how to make one. */
export async function answerImport(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { imports } = context.services;
  const { input } = context.turn;
  const files = input.kind === 'said' ? (input.files ?? []) : [];
  const kind =
    importKinds.find((one) => one === request.data.kind) ??
    importKindInWords(request.text) ??
    importKindInWords(await saidInGeneral(context.services.core, request.text));
  if (!imports) return { replies: [text('I cannot read files here. Please attach it in a chat with me.')] };
  if (!kind && (request.data.kind === 'articles' || saysArticles(request.text)))
    return holds(context.actor, 'organiser') ? readFaqFile(context, files) : refuseNonOrganiser();
  if (!kind) return askWhatItHolds(context.actor, files.length > 0);
  if (!mayImport(context.actor, kind)) return mayNot(kind);
  if (files.length === 0) return sayHow(imports, kind);
  return readAndShow(context, imports, kind, files, request);
}

function mayNot(kind: ImportKind): Answer {
  const whose = importedBy(kind) === 'administrators' ? 'administrators' : 'organisers of the partnership';
  return refuse(`import-${kind}`, `Only the ${whose} can import ${kind}.`);
}

/** What may be in a file, to choose from. @param attached it was sent, with nothing that says what it is */
export function askWhatItHolds(actor: Actor, attached: boolean): Answer {
  const actions = importKinds
    .filter((kind) => mayImport(actor, kind))
    .map(
      (kind): ActAction => ({
        kind: 'act',
        label: importWords[kind].label,
        verb: 'import-data',
        data: { kind },
        keepsCard: true,
      }),
    );
  const words = attached
    ? 'What is in this file? Please attach it again and say, for example, “import events”, or “attendance” and the event.'
    : 'What would you like to import? I will show you what a file would change before anything is saved.';
  return { replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions } }] };
}

async function sayHow(imports: ImportServices, kind: ImportKind): Promise<Answer> {
  if (kind !== 'schools') {
    return { replies: [{ kind: 'card', card: importHelpCard(kind, await imports.headings(kind)) }] };
  }
  const words =
    'Attach the establishments CSV of Get Information About Schools here, and say for which local authority, for example: import schools for Kent. Attach the links CSV with it, so that schools that became academies keep their history. I will show you what would change before anything is saved.';
  return { replies: [text(words)] };
}

async function readAndShow(
  context: TurnContext,
  imports: ImportServices,
  kind: ImportKind,
  files: readonly AttachedFile[],
  request: TurnRequest,
): Promise<Answer> {
  const links = kind === 'schools' ? files.find(({ name }) => /links/i.test(name)) : undefined;
  const [main, ...others] = files.filter((file) => file !== links);
  if (!main) return { replies: [text('That is only the links file. Please attach the establishments file with it.')] };
  if (others.length > 0) return { replies: [text('One file at a time, please: attach the first one again.')] };
  const bytes = await fetchFile(main);
  const linkBytes = links && (await fetchFile(links));
  if (!bytes || (links && !linkBytes)) return { replies: [text(sayUnfetched(kind))] };
  const register: RegisterWanted = { ...areaInWords(request.text), ...(linkBytes ? { links: linkBytes } : {}) };
  const file = await imports.read(kind, bytes, register);
  if (file.kind === 'unreadable') return { replies: [text(`${file.words} Nothing was saved.`)] };
  if (file.kind === 'guests') return showGuests(context, file, request.text);
  const looked = await previewImport(context.services.core, context.actor, file);
  if ('kind' in looked) {
    return looked.reason === 'which-area' ? askWhichArea(context, file, looked.authorities) : mayNot(kind);
  }
  return {
    replies: [
      { kind: 'card', card: importCard(looked.report, looked.id, importLinks(context.actor, imports, looked.id)) },
    ],
  };
}

async function fetchFile(attached: AttachedFile): Promise<Uint8Array | undefined> {
  try {
    return await attached.read(largestFile);
  } catch {
    return undefined;
  }
}

function sayUnfetched(kind: ImportKind): string {
  const words = 'I could not fetch that file, or it is larger than 24 MB. Please attach it again.';
  if (kind !== 'schools') return words;
  return `${words} The register of the whole country is imported on the command line: npm run staffroom -- import schools FILE`;
}

/** Stores what was shown. */
export async function applyImport(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core, imports } = context.services;
  const id = request.data.import ?? '';
  const outcome = await applyKeptImport(core, context.actor, id, request.data.good === 'yes');
  switch (outcome.kind) {
    case 'already':
      return { replies: [text('That file has already been saved. Nothing was done twice.')] };
    case 'refused':
      if (outcome.reason === 'which-area')
        return {
          replies: [text('The records have changed since I looked, so nothing was saved. Please attach it again.')],
        };
      if (outcome.reason === 'not-allowed')
        return refuse('import-apply', 'Only the partnership’s organisers can do that.');
      return { replies: [text('I no longer have that file, or it is somebody else’s. Please attach it again.')] };
    case 'done': {
      const links = imports && importLinks(context.actor, imports, id);
      const card = importCard(outcome.report, id, links);
      return { replies: [{ kind: 'card', card: outcome.undo ? undoable(card, outcome.undo) : card }] };
    }
  }
}

function undoable(card: Card, undo: GuestsHeld): Card {
  return {
    ...card,
    fallback: `${card.fallback}\n${undoNote}`,
    blocks: [...card.blocks, { kind: 'context', text: undoNote }],
    actions: [undoAction({ ...undo }), ...(card.actions ?? [])],
  };
}
