import { z } from 'zod';
import { longestThanks, reachOfThoseWhoCame, type Thanks, thankThoseWhoCame } from '../../app/afterwards/thanks.js';
import { keepDraft, readDraft } from '../../app/messages/form-drafts.js';
import { type OrganisedEvent, organisedEvent } from '../../app/organising/organised-events.js';
import { longest } from '../../domain/event-plan.js';
import { eventDetailFaults } from '../../domain/programme/event-details.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { eventNotFound, showEventCard } from '../organising/organising.js';
import { askCard, organiserAct } from '../organising/organising-cards.js';
import { countTold, sayOnItsWay, sayReach } from '../talk/reach-words.js';
import { fieldOf } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { receipt } from '../writing/undoing.js';

const kept = z.object({
  kind: z.literal('thanks'),
  eventId: z.string(),
  words: z.string(),
  slides: z.string(),
  recording: z.string(),
});

/** "Thank those who came": asks for words and links; those that the event has already are filled in. */
export async function openThanks(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const event = await organisedEvent(context.services.core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  if (!isOver(event, context.now))
    return showEventCard(context, event.id, 'It is not over yet. Thank them when it is.');
  const words = `Thank you for coming to ${event.title}.`;
  const { slides, recording } = event.details;
  return { replies: [{ kind: 'form', form: thanksForm(event, { words, slides, recording }) }] };
}

function isOver({ sessions }: OrganisedEvent, now: Date): boolean {
  const held = sessions.filter(({ status }) => status === 'published');
  return held.length > 0 && held.every(({ endsAt }) => endsAt <= now);
}

function thanksForm(event: OrganisedEvent, values: FormValues, faults: Form['faults'] = {}): Form {
  const link = (id: string, label: string) =>
    ({
      id,
      kind: 'text',
      label,
      hint: 'A web address, which the event keeps. Leave it empty if there is none.',
      maxLength: longest.link,
    }) as const;
  return {
    title: 'Thank those who came',
    intro: [{ kind: 'text', text: event.title, tone: 'strong' }],
    fields: [
      { id: 'words', kind: 'text', label: 'Thanks', required: true, multiline: true, maxLength: longestThanks },
      link('slides', 'Slides'),
      link('recording', 'Recording'),
    ],
    values,
    faults,
    submit: { label: 'Preview', verb: 'organise-thanks-preview', data: { event: event.id } },
    fallback: `Thank those who came to ${event.title}.`,
  };
}

/** What they will read, and how many. */
export async function previewThanks(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const event = await organisedEvent(core.prisma, context.actor, request.data.event ?? '');
  if (!event) return eventNotFound(context, request.data);
  const thanks: Thanks = {
    words: fieldOf(request, 'words'),
    slides: fieldOf(request, 'slides'),
    recording: fieldOf(request, 'recording'),
  };
  const faults = faultsOf(thanks);
  if (Object.keys(faults).length > 0) {
    return { replies: [{ kind: 'form', form: thanksForm(event, request.values, faults) }] };
  }
  const reach = await reachOfThoseWhoCame(core, context.actor, event.id);
  if (!reach) return refuse('organise-thanks', 'Only the organisers of its series can do that.');
  if (countTold(reach) === 0) {
    return showEventCard(context, event.id, 'Nobody whom I can reach is recorded as having been there.');
  }
  const draft = await keepDraft(core, context.turn.account, { kind: 'thanks', eventId: event.id, ...thanks });
  if (!draft) return { replies: [text('I could not save that. Please try again.')] };
  const lines = [
    `To those recorded as there: ${sayReach(reach)}.`,
    thanks.words,
    ...(thanks.slides ? [`Slides: ${thanks.slides}`] : []),
    ...(thanks.recording ? [`Recording: ${thanks.recording}`] : []),
    'With their certificate of attendance, and a button for feedback.',
  ];
  const label = `Thank ${plural(countTold(reach), 'person', 'people')}`;
  const yes = organiserAct(label, 'organise-thanks-send', { event: event.id, draft }, { style: 'primary' });
  const no = organiserAct('Do not send it', 'organise-event', { event: event.id });
  return { replies: [{ kind: 'card', card: askCard(`About ${event.title}`, lines, yes, no, reach, 'named') }] };
}

function faultsOf({ words, slides, recording }: Thanks): Record<string, string> {
  const notLink = 'This is not a web address. It begins with https://';
  const wrong = eventDetailFaults({ slides, recording });
  return {
    ...(words === '' ? { words: 'Write a few words.' } : {}),
    ...(words.length > longestThanks ? { words: `At most ${longestThanks} characters.` } : {}),
    ...(wrong.slides ? { slides: notLink } : {}),
    ...(wrong.recording ? { recording: notLink } : {}),
  };
}

/** "Thank them": once, however often it is pressed. */
export async function sendThanks(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { draft: id = '', event: eventId = '' } = request.data;
  const read = kept.safeParse(await readDraft(core, context.turn.account, id)).data;
  if (read?.eventId !== eventId)
    return showEventCard(context, eventId, 'That was too long ago. Please write it again.');
  const outcome = await thankThoseWhoCame(core, context.actor, { id, eventId, thanks: read });
  switch (outcome.kind) {
    case 'sent':
      return receipt(context, eventId, sayOnItsWay('Your thanks are on their way to', outcome.reach), {
        ...outcome,
        rest: 'named',
      });
    case 'already':
      return receipt(context, eventId, 'They have been thanked already. Nobody gets it twice.', outcome);
    case 'refused':
      if (outcome.reason === 'not-allowed') {
        return refuse('organise-thanks', 'Only the organisers of its series can do that.');
      }
      return showEventCard(context, eventId, 'There is nobody to send it to.');
  }
}
