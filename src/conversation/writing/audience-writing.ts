import { z } from 'zod';
import { keepDraft, readDraft } from '../../app/messages/form-drafts.js';
import { fieldValues } from '../../app/organising/field-values.js';
import { type OrganisedEvent, organisedEvent, organisedEvents } from '../../app/organising/organised-events.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { type MessageTemplate, messageTemplates } from '../../app/writing/message-templates.js';
import {
  findSavedAudience,
  reachOfAudience,
  type SavedAudience,
  savedAudiences,
} from '../../app/writing/saved-audiences.js';
import { someOfAudience, writeToAudience } from '../../app/writing/write-to-audience.js';
import { fieldsIn } from '../../domain/organising/message-fields.js';
import { sayMoment } from '../../domain/when.js';
import type { Form, FormValues, Option } from '../../rendering/card.js';
import { askCard, organiserAct } from '../organising/organising-cards.js';
import { countTold, sayReach } from '../talk/reach-words.js';
import { fieldOf } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { sayStopped, sayWho, sendLabel } from './audience-cards.js';
import { openAudienceInPlaces, partNotFound } from './audience-in-places.js';
import { audienceNotFound, listAudiences, showAudience } from './audiences-shown.js';
import { fillIn } from './field-words.js';
import { readWords, wordsFields } from './message-words.js';
import { receiptOf } from './undoing.js';

/** In the form: about no event. */
const noEvent = 'none';

const audienceOf = (context: TurnContext, id: string | undefined) =>
  findSavedAudience(context.services.core.prisma, context.actor, id ?? '');

/** "Write to them", or "write to the audience" and its name, or those of a cluster: the form, or the list to choose from. */
export async function openAudienceWriting(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.audience === undefined) return openAudienceMeant(context, request);
  const audience = await audienceOf(context, request.data.audience);
  if (!audience) return audienceNotFound(context);
  const kept = await keptUnder(context, request.data.draft ?? '');
  const values: FormValues = kept ? { event: kept.eventId ?? noEvent, words: kept.words } : { event: noEvent };
  return writing(context, audience, values);
}

async function openAudienceMeant(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const all = await savedAudiences(context.services.core, context.actor);
  const [only, ...others] = audiencesNamed(all, request.text);
  if (!only) {
    const filledIn = await openAudienceInPlaces(context, request.text);
    if (filledIn) return filledIn;
    const [list, missing] = await Promise.all([listAudiences(context), partNotFound(context, request.text)]);
    return missing ? { ...list, replies: [text(missing), ...list.replies] } : list;
  }
  if (others.length > 0) return listAudiences(context);
  return openAudienceWriting(context, { ...request, data: { audience: only.id } });
}

/** Those whose name is in the words; of names that contain each other, the longest. */
export function audiencesNamed(audiences: readonly SavedAudience[], words: string): readonly SavedAudience[] {
  const plain = (said: string) =>
    ` ${plainWords(said)
      .replace(/[^\p{L}\p{N}']+/gu, ' ')
      .trim()} `;
  const said = plain(words);
  const found = audiences.filter(({ name }) => said.includes(plain(name)));
  const longest = Math.max(0, ...found.map(({ name }) => name.length));
  return found.filter(({ name }) => name.length === longest);
}

async function writing(
  context: TurnContext,
  audience: SavedAudience,
  values: FormValues,
  faults: Form['faults'] = {},
): Promise<Answer> {
  const { events: listed, templates } = await offeredFor(context, audience);
  const events = await withChosen(context, audience, listed, values);
  const { cluster } = await readPartnership(context.services.core);
  const form: Form = {
    title: 'Write to an audience',
    intro: [
      { kind: 'text', text: audience.name, tone: 'strong' },
      { kind: 'text', text: `${sayWho(audience, cluster)}. Who wants no invitations gets none of this either.` },
    ],
    fields: [
      ...(events.length > 0
        ? [
            {
              id: 'event',
              kind: 'choice',
              label: 'About an event',
              options: aboutOptions(events, context.zone),
              // Of an audience of one series only its events are meant, all of which are here.
              ...(audience.seriesId === null ? ({ lookup: 'eventsOrNone' } as const) : {}),
            } as const,
          ]
        : []),
      ...wordsFields(templates),
    ],
    values,
    faults: events.length > 0 || !faults?.event ? faults : { words: faults.event },
    submit: { label: 'Preview', verb: 'audience-write-preview', data: { audience: audience.id } },
    fallback: `Write to ${audience.name}.`,
  };
  return { replies: [{ kind: 'form', form }] };
}

async function offeredFor(
  context: TurnContext,
  { seriesId }: SavedAudience,
): Promise<{ readonly events: readonly OrganisedEvent[]; readonly templates: readonly MessageTemplate[] }> {
  const { core } = context.services;
  const [events, templates] = await Promise.all([
    organisedEvents(core, context.actor, 'published', { seriesId }),
    messageTemplates(core, context.actor, seriesId),
  ]);
  return { events, templates };
}

/** Of more events than a list holds, the one that was found by its name stays chosen when the form comes back. */
async function withChosen(
  context: TurnContext,
  audience: SavedAudience,
  listed: readonly OrganisedEvent[],
  { event: chosen }: FormValues,
): Promise<readonly OrganisedEvent[]> {
  if (typeof chosen !== 'string' || listed.some(({ id }) => id === chosen)) return listed;
  const found = await eventMeant(context, audience, chosen);
  return found ? [found, ...listed] : listed;
}

async function eventMeant(
  { services, actor }: TurnContext,
  { seriesId }: SavedAudience,
  id: string,
): Promise<OrganisedEvent | undefined> {
  const found = await organisedEvent(services.core.prisma, actor, id);
  return found && isOffered(found, seriesId) ? found : undefined;
}

function isOffered(event: OrganisedEvent, seriesId: string | null): boolean {
  return event.status === 'published' && (seriesId === null || event.seriesId === seriesId);
}

/** The events that a message can be about, and none. */
export function aboutOptions(events: readonly OrganisedEvent[], zone: string): Option[] {
  return [{ value: noEvent, label: 'None' }, ...events.map((event) => eventOption(event, zone))];
}

function eventOption({ id, title, sessions: [first] }: OrganisedEvent, zone: string): Option {
  return {
    value: id,
    label: [title.slice(0, 40), first ? sayMoment(first.startsAt, zone) : ''].filter(Boolean).join(', '),
  };
}

/** The message as it will come, and how many will get it. */
export async function previewAudienceMessage(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const audience = await audienceOf(context, request.data.audience);
  if (!audience) return audienceNotFound(context);
  const { templates } = await offeredFor(context, audience);
  const again = (faults: Record<string, string>) => writing(context, audience, request.values, faults);
  const wanted = fieldOf(request, 'event') || noEvent;
  const event = await eventMeant(context, audience, wanted);
  if (!event && wanted !== noEvent) return again({ event: 'Choose one from the list.' });
  const read = readWords(request, templates, event !== undefined);
  if ('faults' in read) return again(read.faults);
  const message = { audienceId: audience.id, eventId: event?.id ?? null, words: read.words };
  const draft = await keepDraft(context.services.core, context.turn.account, { kind: 'audience-message', ...message });
  if (!draft) return { replies: [text('I could not save that. Please try again.')] };
  return showPreview(context, audience, { ...message, draft }, 0);
}

const keptMessage = z.object({
  kind: z.literal('audience-message'),
  audienceId: z.string(),
  eventId: z.string().nullable(),
  words: z.string(),
});

async function keptUnder(context: TurnContext, draft: string): Promise<z.infer<typeof keptMessage> | undefined> {
  if (draft === '') return undefined;
  return keptMessage.safeParse(await readDraft(context.services.core, context.turn.account, draft)).data;
}

/** As one of its readers gets it. @param at which of them, where something is filled in for each */
async function showPreview(
  context: TurnContext,
  audience: SavedAudience,
  { draft, eventId, words }: { readonly draft: string; readonly eventId: string | null; readonly words: string },
  at: number,
): Promise<Answer> {
  const { core } = context.services;
  const { reach, stopped } = await reachOfAudience(core, context.actor, audience);
  const count = countTold(reach);
  const people = fieldsIn(words).known.length > 0 ? await someOfAudience(core, audience) : [];
  const reader = people[at % Math.max(1, people.length)];
  const lines = [
    `To ${audience.name}: ${sayReach(reach)}.`,
    ...sayStopped(stopped),
    ...(reader ? [`As ${reader.name} reads it:`, fillIn(words, await fieldValues(core, eventId, reader.id))] : [words]),
  ];
  const data = { audience: audience.id, draft };
  const yes = organiserAct(sendLabel(count), 'audience-write-send', data, { style: 'primary' });
  const no = organiserAct('Do not send it', 'audience', { audience: audience.id });
  const next = organiserAct('As somebody else reads it', 'audience-write-as', { ...data, at: String(at + 1) });
  const change = organiserAct('Change it', 'audience-write', data, { opensForm: true });
  const keep = organiserAct('Save as a template', 'template-form', { draft }, { opensForm: true, keepsCard: true });
  const card = askCard(`Write to ${audience.name}?`, lines, yes, no, reach, 'in-audience');
  const actions = [...(count > 0 ? [yes] : []), ...(people.length > 1 ? [next] : []), change, keep, no];
  return { replies: [{ kind: 'card', card: { ...card, actions } }] };
}

const sentBefore = 'It has already been sent. Nobody gets it twice.';
const tooLongAgo = 'That was too long ago. Please write the message again.';

/** The same message as another of its readers gets it. */
export async function previewAudienceAs(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const audience = await audienceOf(context, data.audience);
  if (!audience) return audienceNotFound(context);
  const { draft = '', at = '0' } = data;
  const kept = await keptUnder(context, draft);
  if (kept?.audienceId !== audience.id) return showAudience(context, audience.id, tooLongAgo);
  return showPreview(context, audience, { ...kept, draft }, Math.max(0, Number.parseInt(at, 10) || 0));
}

/** "Send it": once, however often it is pressed. */
export async function sendAudienceMessage(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { draft: id = '', audience: audienceId = '' } = data;
  const kept = await keptUnder(context, id);
  if (kept?.audienceId !== audienceId) return showAudience(context, audienceId, tooLongAgo);
  const outcome = await writeToAudience(core, context.actor, { id, ...kept });
  switch (outcome.kind) {
    case 'sent': {
      const words = `It is on its way to ${sayReach(outcome.reach)}.`;
      return receiptOf(context, 'audience', audienceId, words, { ...outcome, draft: id, rest: 'in-audience' });
    }
    case 'already':
      return receiptOf(context, 'audience', audienceId, sentBefore, { ...outcome, draft: id });
    case 'refused':
      switch (outcome.reason) {
        case 'not-allowed':
          return refuse('audience-write', 'Only the organisers of that event can write about it.');
        case 'not-found':
          return audienceNotFound(context);
        case 'no-words':
          return showAudience(context, audienceId, tooLongAgo);
        case 'nobody':
          return showAudience(context, audienceId, 'There is nobody left whom I can reach.');
      }
  }
}
