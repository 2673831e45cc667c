import { z } from 'zod';
import { keepDraft, readDraft } from '../../app/form-drafts.js';
import { type OrganisedEvent, organisedEvent } from '../../app/organised-events.js';
import { countReaders, longestMessage, writeToReaders } from '../../app/organiser-messages.js';
import { findSchools } from '../../app/schools.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { askCard, organiserAct, sessionName } from '../cards/organising.js';
import { type Answer, type Ask, refuse, type Talk, text } from '../talk.js';
import { plural } from '../wording.js';
import { goneEvent, showOrganised } from './organising.js';
import { fieldOf } from './roles.js';

const everySession = 'every';
const stateWords = { all: 'everybody registered', confirmed: 'those with a place', waiting: 'those who wait' } as const;
type State = keyof typeof stateWords;

/** "Write to everybody": whom, and what. */
export async function openWriting(talk: Talk, ask: Ask): Promise<Answer> {
  const event = await organisedEvent(talk.desk.core.prisma, talk.actor, ask.data.event ?? '');
  if (!event) return goneEvent(talk, ask.data);
  return { replies: [{ kind: 'form', form: writingForm(talk, event, { to: 'all', session: everySession }) }] };
}

function writingForm(talk: Talk, event: OrganisedEvent, values: FormValues, faults: Form['faults'] = {}): Form {
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
          { value: 'waiting', label: 'Those who wait' },
        ],
      },
      {
        id: 'session',
        kind: 'choice',
        label: 'Session',
        options: [
          { value: everySession, label: 'All sessions' },
          ...event.sessions.slice(0, 90).map((session) => ({ value: session.id, label: sessionName(session, talk) })),
        ],
      },
      { id: 'school', kind: 'text', label: 'Only one school', hint: 'Its name or URN; empty is all.', maxLength: 100 },
      { id: 'words', kind: 'text', label: 'Message', required: true, multiline: true, maxLength: longestMessage },
    ],
    values,
    faults,
    submit: { label: 'Preview', verb: 'organise-write-preview', data: { event: event.id } },
    fallback: `Write to those registered for ${event.title}.`,
  };
}

/** The message as it will come, and how many will get it. */
export async function previewMessage(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const event = await organisedEvent(core.prisma, talk.actor, ask.data.event ?? '');
  if (!event) return goneEvent(talk, ask.data);
  const again = (faults: Record<string, string>): Answer => ({
    replies: [{ kind: 'form', form: writingForm(talk, event, ask.values, faults) }],
  });
  const words = fieldOf(ask, 'words');
  if (words === '') return again({ words: 'Write what they should know.' });
  if (words.length > longestMessage) return again({ words: `At most ${longestMessage} characters.` });
  const state = fieldOf(ask, 'to') as State;
  if (!(state in stateWords)) return again({ to: 'Choose one.' });
  const wanted = fieldOf(ask, 'session') || everySession;
  const session = event.sessions.find(({ id }) => id === wanted);
  if (!session && wanted !== everySession) return again({ session: 'Choose one of the list.' });
  const typed = fieldOf(ask, 'school');
  const [school] = typed === '' ? [] : await findSchools(core, typed, 1);
  if (typed !== '' && !school) return again({ school: 'No school fits that. Try its URN.' });
  const readers = { eventId: event.id, sessionId: session?.id ?? null, state, urn: school?.urn ?? null };
  const count = await countReaders(core, talk.actor, readers);
  if (count === undefined) return refuse('organise-write', 'That is for the organisers of its series.');
  if (count === 0) return again({ to: 'Nobody fits that.' });
  const draft = await keepDraft(core, talk.turn.account, { kind: 'message', readers, words });
  if (!draft) return { replies: [text('I could not keep that. Please try again.')] };
  const whom = [stateWords[state], session ? sessionName(session, talk) : '', school ? `of ${school.name}` : ''];
  const yes = organiserAct(
    `Send it to ${plural(count, 'person', 'people')}`,
    'organise-write-send',
    { event: event.id, draft },
    { style: 'primary' },
  );
  const no = organiserAct('Do not send it', 'organise-event', { event: event.id });
  const to = `To ${whom.filter(Boolean).join(', ')}: ${plural(count, 'person', 'people')}.`;
  return { replies: [{ kind: 'card', card: askCard(`About ${event.title}`, [to, words], yes, no) }] };
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
export async function sendMessage(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const id = ask.data.draft ?? '';
  const eventId = ask.data.event ?? '';
  const kept = keptMessage.safeParse(await readDraft(core, talk.turn.account, id));
  if (!kept.success || kept.data.readers.eventId !== eventId) {
    return showOrganised(talk, eventId, 'That message is too long ago. Please write it again.');
  }
  const { readers, words } = kept.data;
  const outcome = await writeToReaders(core, talk.actor, { id, readers, words });
  switch (outcome.kind) {
    case 'sent':
      return showOrganised(talk, eventId, `It is on its way to ${plural(outcome.count, 'person', 'people')}.`);
    case 'already':
      return showOrganised(talk, eventId, 'It is sent already; nobody gets it twice.');
    case 'refused':
      if (outcome.reason === 'not-allowed')
        return refuse('organise-write', 'That is for the organisers of its series.');
      return showOrganised(talk, eventId, 'There is nobody left to send it to.');
  }
}
