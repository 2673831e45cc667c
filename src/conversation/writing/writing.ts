import { z } from 'zod';
import { keepDraft, readDraft } from '../../app/messages/form-drafts.js';
import type { Reach } from '../../app/messages/reach.js';
import { fieldValues } from '../../app/organising/field-values.js';
import { type OrganisedEvent, organisedEvent } from '../../app/organising/organised-events.js';
import { type Readers, reachOfReaders, someReaders, writeToReaders } from '../../app/organising/write-to-attendees.js';
import { findSchools } from '../../app/schools/schools.js';
import { type MessageTemplate, messageTemplates } from '../../app/writing/message-templates.js';
import { fieldsIn } from '../../domain/organising/message-fields.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { eventNotFound, showEventCard } from '../organising/organising.js';
import { askCard, organiserAct, sessionName } from '../organising/organising-cards.js';
import { countTold, sayOnItsWay, sayReach } from '../talk/reach-words.js';
import { fieldOf } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { fillIn } from './field-words.js';
import { readWords, wordsFields } from './message-words.js';
import { receipt } from './undoing.js';

const everySession = 'every';
const stateWords = { all: 'everybody registered', confirmed: 'those with a place', waiting: 'those waiting' } as const;
type State = keyof typeof stateWords;

/** "Write to everybody": asks for recipients and text. */
export async function openWriting(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  const kept = await keptUnder(context, request.data.draft ?? '');
  const templates = await messageTemplates(context.services.core, context.actor, event.seriesId);
  const template = templates.find(({ id }) => id === request.data.template);
  const values: FormValues = kept
    ? {
        to: kept.readers.state,
        session: kept.readers.sessionId ?? everySession,
        school: kept.school,
        words: kept.words,
      }
    : { to: toFirst(context), session: sessionFirst(event, request), words: template?.words ?? '' };
  return { replies: [{ kind: 'form', form: writingForm(context, event, templates, values) }] };
}

/** Just after the list of those who wait, they are meant first. */
function toFirst({ subject: { again } }: TurnContext): State {
  return again?.verb === 'waiting-list' ? 'waiting' : 'all';
}

/** The one session that was spoken of, where the event has others. */
function sessionFirst({ sessions }: OrganisedEvent, { data }: TurnRequest): string {
  return sessions.find(({ id }) => id === data.session)?.id ?? everySession;
}

function writingForm(
  context: TurnContext,
  event: OrganisedEvent,
  templates: readonly MessageTemplate[],
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  return {
    title: 'Write to those registered',
    intro: [{ kind: 'text', text: event.title, tone: 'strong' }],
    fields: [
      {
        id: 'to',
        kind: 'choice',
        label: 'To',
        required: true,
        expanded: true,
        options: [
          { value: 'all', label: 'Everybody registered' },
          { value: 'confirmed', label: 'Those with a place' },
          { value: 'waiting', label: 'Those waiting' },
        ],
      },
      {
        id: 'session',
        kind: 'choice',
        label: 'Session',
        options: [
          { value: everySession, label: 'All sessions' },
          ...event.sessions
            .slice(0, 90)
            .map((session) => ({ value: session.id, label: sessionName(session, context) })),
        ],
      },
      {
        id: 'school',
        kind: 'text',
        label: 'Only one school',
        hint: 'Its name or URN. Leave empty for all.',
        maxLength: 100,
      },
      ...wordsFields(templates),
    ],
    values,
    faults,
    submit: { label: 'Preview', verb: 'organise-write-preview', data: { event: event.id } },
    fallback: `Write to those registered for ${event.title}.`,
  };
}

/** The message as it will come, and how many will get it. */
export async function previewMessage(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await organisedEvent(core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  const templates = await messageTemplates(core, context.actor, event.seriesId);
  const again = (faults: Record<string, string>): Answer => ({
    replies: [{ kind: 'form', form: writingForm(context, event, templates, request.values, faults) }],
  });
  const read = readWords(request, templates, true);
  if ('faults' in read) return again(read.faults);
  const { words } = read;
  const state = fieldOf(request, 'to') as State;
  if (!(state in stateWords)) return again({ to: 'Choose one.' });
  const wanted = fieldOf(request, 'session') || everySession;
  const session = event.sessions.find(({ id }) => id === wanted);
  if (!session && wanted !== everySession) return again({ session: 'Choose one from the list.' });
  const typed = fieldOf(request, 'school');
  const [school] = typed === '' ? [] : await findSchools(core, typed, 1);
  if (typed !== '' && !school) return again({ school: 'No school matches that. Try its URN.' });
  const readers = { eventId: event.id, sessionId: session?.id ?? null, state, urn: school?.urn ?? null };
  const reach = await reachOfReaders(core, context.actor, readers);
  if (reach === undefined) return refuse('organise-write', 'Only the organisers of its series can do that.');
  const count = countTold(reach);
  if (count === 0 && reach.neither.length === 0) return again({ to: 'Nobody matches that.' });
  if (count === 0) return again({ to: 'I can reach none of them, by chat or by e-mail.' });
  const draft = await keepDraft(core, context.turn.account, {
    kind: 'message',
    readers,
    words,
    school: school?.name ?? '',
  });
  if (!draft) return { replies: [text('I could not save that. Please try again.')] };
  return showPreview(context, event, { draft, readers, words, school: school?.name ?? '' }, reach, 0);
}

interface Kept {
  readonly draft: string;
  readonly readers: Readers;
  readonly words: string;
  /** As it was typed. */
  readonly school: string;
}

/** The message as one of its readers gets it. @param at which of them, where something is filled in for each */
async function showPreview(
  context: TurnContext,
  event: OrganisedEvent,
  { draft, readers, words, school }: Kept,
  reach: Reach,
  at: number,
): Promise<Answer> {
  const { core } = context.services;
  const count = countTold(reach);
  const session = event.sessions.find(({ id }) => id === readers.sessionId);
  const whom = [stateWords[readers.state], session ? sessionName(session, context) : '', school ? `of ${school}` : ''];
  const to = `To ${whom.filter(Boolean).join(', ')}: ${sayReach(reach)}.`;
  const people = fieldsIn(words).known.length > 0 ? ((await someReaders(core, context.actor, readers)) ?? []) : [];
  const reader = people[at % Math.max(1, people.length)];
  const lines = reader
    ? [to, `As ${reader.name} reads it:`, fillIn(words, await fieldValues(core, event.id, reader.id))]
    : [to, words];
  const data = { event: event.id, draft };
  const yes = organiserAct(`Send it to ${plural(count, 'person', 'people')}`, 'organise-write-send', data, {
    style: 'primary',
  });
  const no = organiserAct('Do not send it', 'organise-event', { event: event.id });
  const card = askCard(`About ${event.title}`, lines, yes, no, reach);
  const next = organiserAct('As somebody else reads it', 'organise-write-as', { ...data, at: String(at + 1) });
  const change = organiserAct('Change it', 'organise-write', data, { opensForm: true });
  const keep = organiserAct('Save as a template', 'template-form', { draft }, { opensForm: true, keepsCard: true });
  const actions = [yes, ...(people.length > 1 ? [next] : []), change, keep, no];
  return { replies: [{ kind: 'card', card: { ...card, actions } }] };
}

/** The same message as another of its readers gets it. */
export async function previewAs(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { draft = '', event: eventId = '', at = '0' } = request.data;
  const event = await organisedEvent(core.prisma, context.actor, eventId);
  if (!event) return eventNotFound(context, request.data);
  const kept = await keptUnder(context, draft);
  const reach = kept?.readers.eventId === eventId ? await reachOfReaders(core, context.actor, kept.readers) : undefined;
  if (!kept || !reach) return showEventCard(context, eventId, 'That was too long ago. Please write the message again.');
  return showPreview(context, event, { ...kept, draft }, reach, Math.max(0, Number.parseInt(at, 10) || 0));
}

const keptMessage = z.object({
  kind: z.literal('message'),
  words: z.string(),
  school: z.string().default(''),
  readers: z.object({
    eventId: z.string(),
    sessionId: z.string().nullable(),
    state: z.enum(['all', 'confirmed', 'waiting']),
    urn: z.number().nullable(),
  }),
});

async function keptUnder(context: TurnContext, draft: string): Promise<z.infer<typeof keptMessage> | undefined> {
  if (draft === '') return undefined;
  return keptMessage.safeParse(await readDraft(context.services.core, context.turn.account, draft)).data;
}

/** "Send it": once, however often it is pressed. */
export async function sendMessage(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.draft ?? '';
  const eventId = request.data.event ?? '';
  const kept = await keptUnder(context, id);
  if (kept?.readers.eventId !== eventId) {
    return showEventCard(context, eventId, 'That was too long ago. Please write the message again.');
  }
  const { readers, words } = kept;
  const outcome = await writeToReaders(core, context.actor, { id, readers, words });
  switch (outcome.kind) {
    case 'sent':
      return receipt(context, eventId, sayOnItsWay('It is on its way to', outcome.reach), {
        ...outcome,
        draft: id,
      });
    case 'already':
      return receipt(context, eventId, 'It has already been sent. Nobody gets it twice.', { ...outcome, draft: id });
    case 'refused':
      if (outcome.reason === 'not-allowed')
        return refuse('organise-write', 'Only the organisers of its series can do that.');
      return showEventCard(context, eventId, 'There is nobody left to send it to.');
  }
}
