import { z } from 'zod';
import { urnsOfAbsent } from '../../app/figures/absent-schools.js';
import { announceEvent, previewAnnouncement } from '../../app/invitations/announce-event.js';
import { keepDraft, readDraft } from '../../app/messages/form-drafts.js';
import { localitiesOfSchools } from '../../app/organising/event-audience.js';
import { type OrganisedEvent, organisedEvent } from '../../app/organising/organised-events.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { clustersOfSchools, type SavedAudience, savedAudiences } from '../../app/writing/saved-audiences.js';
import { type Invitees, invitedSchools, longestInvitation } from '../../domain/invitations/invitations.js';
import { announcementIn, inviteesIn } from '../../domain/invitations/invitee-words.js';
import { isPosition, positions } from '../../domain/person.js';
import { sayMoment } from '../../domain/when.js';
import type { FormValues } from '../../rendering/card.js';
import { readQuery, writeQuery } from '../figures/query-codec.js';
import { chooseEvent } from '../organising/choose-event.js';
import { phases } from '../organising/event-forms.js';
import { eventNotFound, showEventCard } from '../organising/organising.js';
import { organiserAct } from '../organising/organising-cards.js';
import { listedAgain } from '../programme/which-one.js';
import { sayOnItsWay } from '../talk/reach-words.js';
import { chosen, fieldOf, readList } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { placesInWords } from '../writing/audience-in-places.js';
import { audiencesNamed } from '../writing/audience-writing.js';
import { receipt } from '../writing/undoing.js';
import {
  type AnnouncedList,
  announcementForm,
  announcementPreviewCard,
  listed,
  noneSaved,
  type PartsToChoose,
} from './announcement-cards.js';

const eventOf = (context: TurnContext, request: TurnRequest) =>
  organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');

/** "Announce": asks whom, with the audience of the event filled in, or what the words say. */
export async function openAnnouncing(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.event === undefined) return openAnnouncingMeant(context, request);
  const event = await eventOf(context, request);
  if (!event) return eventNotFound(context, request.data);
  if (event.status !== 'published')
    return showEventCard(context, event.id, 'Publish it first: then it can be announced.');
  const to = request.data.to ?? '';
  const [named, ...others] = audiencesNamed(await savedFor(context, event), to);
  const parts = await partsToChoose(context);
  const said = inviteesIn(to, parts.localities);
  const { field, places } = placesInWords(to, parts);
  const clusters = field === 'clusters' ? places : [];
  const values: FormValues = {
    saved: named && others.length === 0 ? named.id : noneSaved,
    audience: said.positions.length > 0 ? said.positions : event.audience,
    phases: said.phases.length > 0 ? said.phases : event.phases,
    // A cluster may be called like a locality.
    localities: (clusters.length === 0 && said.localities.length > 0 ? said.localities : event.localities).join(', '),
    clusters: clusters.join(', '),
    schools: request.data.query ? listed : said.schools,
  };
  return showForm(context, event, values, await listOf(context, request));
}

/** "Announce the workshop to governors", "invite schools that never came": the form of the event meant, or a choice of events. */
async function openAnnouncingMeant(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { event: which, to } = announcementIn(plainWords(request.text)) ?? { event: '', to: request.data.to ?? '' };
  const to100 = to.slice(0, 100);
  const choice = await chooseEvent(
    context,
    which,
    (event) => organiserAct('Announce', 'organise-announce', { event, to: to100 }, { opensForm: true }),
    listedAgain('organise-announce', request, { to: to100 }),
  );
  switch (choice.kind) {
    case 'one':
      return openAnnouncing(context, { ...request, data: { event: choice.event, to: to100 } });
    case 'none':
      return { replies: [text('No event of yours is published and still to come, so there is nothing to announce.')] };
    case 'several':
      return choice.answer('Which event shall I announce?');
  }
}

const savedFor = (context: TurnContext, { seriesId }: OrganisedEvent) =>
  savedAudiences(context.services.core, context.actor, seriesId);

async function showForm(
  context: TurnContext,
  event: OrganisedEvent,
  values: FormValues,
  list: AnnouncedList | undefined,
  faults: Record<string, string> = {},
): Promise<Answer> {
  const parts = await partsToChoose(context);
  const saved = await savedFor(context, event);
  return { replies: [{ kind: 'form', form: announcementForm(event, parts, values, saved, list, faults) }] };
}

async function partsToChoose({ services: { core } }: TurnContext): Promise<PartsToChoose> {
  const [localities, clusters, words] = await Promise.all([
    localitiesOfSchools(core.prisma),
    clustersOfSchools(core.prisma),
    readPartnership(core),
  ]);
  return { localities, clusters, words };
}

/** The schools of a list that the button came from, counted afresh. */
async function listOf(context: TurnContext, request: TurnRequest): Promise<AnnouncedList | undefined> {
  const query = readQuery(request.data.query);
  if (!query) return undefined;
  const urns = await urnsOfAbsent(context.services.core, context.actor, query);
  return { query: writeQuery(query), urns };
}

const keptAnnouncement = z.object({
  kind: z.literal('announcement'),
  eventId: z.string(),
  words: z.string(),
  invitees: z.object({
    positions: z.array(z.enum(positions)),
    phases: z.array(z.enum(['nursery', 'primary', 'secondary', 'all_through', 'special', 'post_16'])),
    localities: z.array(z.string()),
    schools: z.enum(invitedSchools),
    urns: z.array(z.number().int()).optional(),
    clusters: z.array(z.string()).optional(),
    projectId: z.string().nullable().optional(),
    audience: z.string().optional(),
  }),
});

/** Whom it would reach, before anything is sent. */
export async function previewAnnouncing(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await eventOf(context, request);
  if (!event) return eventNotFound(context, request.data);
  const words = fieldOf(request, 'words');
  if (request.data.draft) return previewAgain(context, event, request.data.draft);
  const list = await listOf(context, request);
  if (words.length > longestInvitation)
    return showForm(context, event, request.values, list, { words: `At most ${longestInvitation} characters.` });
  const parts = await partsToChoose(context);
  const among = (field: 'localities' | 'clusters') =>
    readList(request, field).map((name) => parts[field].find((one) => isSame(one, name)));
  const [named, clusters] = [among('localities'), among('clusters')];
  const unknown = 'I do not know one of them. Use the names below.';
  const faults = {
    ...(named.includes(undefined) ? { localities: unknown } : {}),
    ...(clusters.includes(undefined) ? { clusters: unknown } : {}),
  };
  if (Object.keys(faults).length > 0) return showForm(context, event, request.values, list, faults);
  const wanted = fieldOf(request, 'saved') || noneSaved;
  const saved = (await savedFor(context, event)).find(({ id }) => id === wanted);
  if (!saved && wanted !== noneSaved)
    return showForm(context, event, { ...request.values, saved: noneSaved }, list, {
      saved: 'That audience has been deleted. Choose another, or tick whom you mean.',
    });
  const invitees: Invitees = saved
    ? inviteesOf(saved)
    : {
        positions: chosen(request, 'audience').filter(isPosition),
        phases: phases.filter((phase) => chosen(request, 'phases').includes(phase)),
        localities: named.filter((name) => name !== undefined),
        clusters: clusters.filter((name) => name !== undefined),
        schools: invitedSchools.find((one) => one === fieldOf(request, 'schools')) ?? 'any',
        ...(list && fieldOf(request, 'schools') === listed ? { urns: list.urns } : {}),
      };
  const kept = { kind: 'announcement', eventId: event.id, words, invitees };
  const draft = await keepDraft(core, context.turn.account, kept);
  if (!draft) return { replies: [text('I could not save that. Please try again.')] };
  return showPreview(context, event, { invitees, words, draft });
}

/** Another page of a preview: it is counted afresh, from what was kept. */
async function previewAgain(context: TurnContext, event: OrganisedEvent, draft: string): Promise<Answer> {
  const kept = await keptUnder(context, draft);
  if (kept?.eventId !== event.id) return showEventCard(context, event.id, tooLongAgo);
  return showPreview(context, event, { ...kept, draft });
}

async function showPreview(
  context: TurnContext,
  event: OrganisedEvent,
  given: { readonly invitees: Invitees; readonly words: string; readonly draft: string },
): Promise<Answer> {
  const preview = await previewAnnouncement(context.services.core, context.actor, event.id, given.invitees);
  if (typeof preview === 'string') return refused(context, event.id, preview);
  const { cluster } = await readPartnership(context.services.core);
  const view = { now: context.now, zone: context.zone, clusterWord: cluster };
  return { replies: [{ kind: 'card', card: announcementPreviewCard(event, given, preview, view) }] };
}

const tooLongAgo = 'That was too long ago. Please announce it again.';

async function keptUnder(context: TurnContext, draft: string) {
  return keptAnnouncement.safeParse(await readDraft(context.services.core, context.turn.account, draft)).data;
}

/** Who is in a saved audience, by what they are. */
function inviteesOf({
  name,
  positions: who,
  phases: of,
  localities,
  schools,
  clusters,
  projectId,
}: SavedAudience): Invitees {
  return { positions: who, phases: of, localities, schools, clusters, projectId, audience: name };
}

function isSame(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;
}

/** "Tell them": once, however often it is pressed. */
export async function sendAnnouncement(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core, actor } = { core: context.services.core, actor: context.actor };
  const id = request.data.draft ?? '';
  const eventId = request.data.event ?? '';
  const kept = await keptUnder(context, id);
  if (kept?.eventId !== eventId) return showEventCard(context, eventId, tooLongAgo);
  const outcome = await announceEvent(core, actor, eventId, { id, ...kept });
  switch (outcome.kind) {
    case 'announced': {
      const when = outcome.isNow
        ? 'It is on its way to'
        : `On ${sayMoment(outcome.goesOutAt, context.zone)} it goes to`;
      return receipt(context, eventId, sayOnItsWay(`Announced. ${when}`, outcome.reach), {
        ...outcome,
        rest: 'announced-again',
      });
    }
    case 'already':
      return receipt(context, eventId, 'It has already been announced to them. Nobody is told twice.', outcome);
    case 'refused':
      return refused(context, eventId, outcome.reason);
  }
}

function refused(
  context: TurnContext,
  eventId: string,
  reason: 'not-allowed' | 'not-found' | 'not-open' | 'nobody',
): Promise<Answer> | Answer {
  switch (reason) {
    case 'not-allowed':
      return refuse('organise-announce', 'Only the organisers of its series can do that.');
    case 'not-found':
      return eventNotFound(context, { event: eventId });
    case 'not-open':
      return showEventCard(context, eventId, 'It cannot be booked now, so there is nothing to announce.');
    case 'nobody':
      return showEventCard(context, eventId, 'There is nobody left to tell.');
  }
}
