import type { GuestsFile } from '../../app/imports/import-file-format.js';
import { findKeptFile, keepUnplanned, previewImport } from '../../app/imports/kept-imports.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayMoment } from '../../domain/when.js';
import { ownSessions, ownSessionsMeant } from '../programme/own-sessions-meant.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { importLinks } from './import-links.js';
import { importCard } from './imports-cards.js';

const shownSessions = 6;

/** "Guests for the spring briefing", with a file: what it would do to that session; of several, they choose. */
export async function showGuests(context: TurnContext, file: GuestsFile, words: string): Promise<Answer> {
  const meant = await ownSessionsMeant(context, words, false);
  const [only, ...others] = meant;
  if (only && others.length === 0) return previewGuests(context, { ...file, sessionId: only.id });
  const listed = only ? meant : await ownSessions(context);
  if (listed.length === 0)
    return { replies: [text('You run no session that is still to come, so nobody can be its guest.')] };
  const id = await keepUnplanned(context.services.core, context.actor, file);
  return askWhichSession(context, id, listed);
}

function askWhichSession(context: TurnContext, id: string, sessions: readonly ProgrammeSession[]): Answer {
  const title = 'Guests of which session?';
  const items = sessions.slice(0, shownSessions).map((session) => ({
    title: sessionTitle(session),
    detail: sayMoment(session.startsAt, context.zone),
    action: {
      kind: 'act',
      label: 'This one',
      verb: 'import-guests-of',
      data: { import: id, session: session.id },
    } as const,
  }));
  const more =
    'Nothing has been saved yet. For another one, attach the file again and name it: guests for the spring briefing.';
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [title, ...items.map((item) => `${item.title}, ${item.detail}`), more].join('\n'),
          blocks: [
            { kind: 'heading', text: title },
            { kind: 'list', items },
            { kind: 'context', text: more },
          ],
        },
      },
    ],
  };
}

/** "This one": the file for the session that was chosen. */
export async function previewGuestsOf(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const file = await findKeptFile(context.services.core, context.actor, data.import ?? '');
  if (file?.kind !== 'guests')
    return { replies: [text('I no longer have that file, or it is somebody else’s. Please attach it again.')] };
  return previewGuests(context, { ...file, sessionId: data.session ?? '' });
}

async function previewGuests(context: TurnContext, file: GuestsFile): Promise<Answer> {
  const { core, imports } = context.services;
  const looked = await previewImport(core, context.actor, file);
  if ('kind' in looked) return refuse('import-guests', 'Only organisers can import guests.');
  const links = imports && importLinks(context.actor, imports, looked.id);
  return { replies: [{ kind: 'card', card: importCard(looked.report, looked.id, links) }] };
}
