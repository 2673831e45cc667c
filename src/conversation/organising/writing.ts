import { z } from 'zod';
import { keepDraft, readDraft } from '../../app/messages/form-drafts.js';
import { type OrganisedEvent, organisedEvent } from '../../app/organising/organised-events.js';
import { longestMessage, reachOfReaders, writeToReaders } from '../../app/organising/write-to-attendees.js';
import { findSchools } from '../../app/schools/schools.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { countTold, sayReach } from '../talk/reach-words.js';
import { fieldOf } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { eventNotFound, showEventCard } from './organising.js';
import { askCard, organiserAct, sessionName } from './organising-cards.js';

const everySession = 'every';
const stateWords = { all: 'everybody registered', confirmed: 'those with a place', waiting: 'those waiting' } as const;
type State = keyof typeof stateWords;

/** "Write to everybody": asks for recipients and text. */
export async function openWriting(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  return { replies: [{ kind: 'form', form: writingForm(context, event, { to: 'all', session: everySession }) }] };
}

function writingForm(
  context: TurnContext,
  event: OrganisedEvent,
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
      { id: 'words', kind: 'text', label: 'Message', required: true, multiline: true, maxLength: longestMessage },
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
  const again = (faults: Record<string, string>): Answer => ({
    replies: [{ kind: 'form', form: writingForm(context, event, request.values, faults) }],
  });
  const words = fieldOf(request, 'words');
  if (words === '') return again({ words: 'Write your message.' });
  if (words.length > longestMessage) return again({ words: `At most ${longestMessage} characters.` });
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
  const draft = await keepDraft(core, context.turn.account, { kind: 'message', readers, words });
  if (!draft) return { replies: [text('I could not save that. Please try again.')] };
  const whom = [stateWords[state], session ? sessionName(session, context) : '', school ? `of ${school.name}` : ''];
  const yes = organiserAct(
    `Send it to ${plural(count, 'person', 'people')}`,
    'organise-write-send',
    { event: event.id, draft },
    { style: 'primary' },
  );
  const no = organiserAct('Do not send it', 'organise-event', { event: event.id });
  const to = `To ${whom.filter(Boolean).join(', ')}: ${sayReach(reach)}.`;
  return { replies: [{ kind: 'card', card: askCard(`About ${event.title}`, [to, words], yes, no, reach) }] };
}

const keptMessage = z.object({
  kind: z.literal('message'),
  words: z.string(),
  readers: z.object({
    eventId: z.string(),
    sessionId: z.string().nullable(),
    state: z.enum(['all', 'confirmed', 'waiting']),
    urn: z.number().nullable(),
  }),
});

/** "Send it": once, however often it is pressed. */
export async function sendMessage(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.draft ?? '';
  const eventId = request.data.event ?? '';
  const kept = keptMessage.safeParse(await readDraft(core, context.turn.account, id));
  if (!kept.success || kept.data.readers.eventId !== eventId) {
    return showEventCard(context, eventId, 'That was too long ago. Please write the message again.');
  }
  const { readers, words } = kept.data;
  const outcome = await writeToReaders(core, context.actor, { id, readers, words });
  switch (outcome.kind) {
    case 'sent':
      return showEventCard(context, eventId, `It is on its way to ${sayReach(outcome.reach)}.`, outcome.reach);
    case 'already':
      return showEventCard(context, eventId, 'It has already been sent. Nobody gets it twice.');
    case 'refused':
      if (outcome.reason === 'not-allowed')
        return refuse('organise-write', 'Only the organisers of its series can do that.');
      return showEventCard(context, eventId, 'There is nobody left to send it to.');
  }
}
