import type { AnnouncementPreview } from '../../app/invitations/announce-event.js';
import type { OrganisedEvent } from '../../app/organising/organised-events.js';
import type { Partnership } from '../../app/setup/partnership.js';
import type { SavedAudience } from '../../app/writing/saved-audiences.js';
import { type InvitedSchools, type Invitees, longestInvitation } from '../../domain/invitations/invitations.js';
import { positions } from '../../domain/person.js';
import { sayMoment } from '../../domain/when.js';
import type { Block, Card, Form, FormValues } from '../../rendering/card.js';
import { phaseOptions } from '../organising/event-forms.js';
import { organiserAct } from '../organising/organising-cards.js';
import { audienceWords } from '../programme/programme-cards.js';
import { sayPosition } from '../talk/person-words.js';
import { sayReach, unreachedBlocks } from '../talk/reach-words.js';
import { plural } from '../talk/wording.js';
import { placesField, sayClusters } from '../writing/audience-cards.js';

const schoolsWords: Readonly<Record<InvitedSchools, string>> = {
  any: 'All of them',
  never_came: 'Only of schools that have never come to this series',
  came_last_time: 'Only those who came to the last one of this series',
};

/** Schools of a list that the announcement came from, such as those that never came. */
export interface AnnouncedList {
  /** The question that the list answers, which is counted afresh whenever the form is sent. */
  readonly query: string;
  readonly urns: readonly number[];
}

/** The choice of no saved audience in the form. */
export const noneSaved = 'none';

/** The choice of that list in the form. */
export const listed = 'listed';

function schoolChoices(list: AnnouncedList | undefined) {
  const usual = Object.entries(schoolsWords).map(([value, label]) => ({ value, label }));
  return list
    ? [{ value: listed, label: `Only of the ${plural(list.urns.length, 'school')} in your list` }, ...usual]
    : usual;
}

/** Localities and clusters to choose from, and what the partnership calls one of each. */
export interface PartsToChoose {
  readonly localities: readonly string[];
  readonly clusters: readonly string[];
  readonly words: Partnership;
}

/** Whom to announce an event to. */
export function announcementForm(
  event: Pick<OrganisedEvent, 'id' | 'title'>,
  parts: PartsToChoose,
  values: FormValues,
  saved: ReadonlyArray<Pick<SavedAudience, 'id' | 'name'>>,
  list?: AnnouncedList,
  faults: Form['faults'] = {},
): Form {
  return {
    title: 'Announce the event',
    intro: [
      { kind: 'text', text: event.title, tone: 'strong' },
      {
        kind: 'text',
        text: 'Each person is told once, in working hours. Nobody who has booked already, or wants no invitations, is told.',
      },
    ],
    fields: [
      ...(saved.length > 0
        ? [
            {
              id: 'saved',
              kind: 'choice',
              label: 'A saved audience',
              hint: 'In place of what is ticked below.',
              options: [
                { value: noneSaved, label: 'None' },
                ...saved.map(({ id, name }) => ({ value: id, label: name })),
              ],
            } as const,
          ]
        : []),
      {
        id: 'audience',
        kind: 'choices',
        label: 'To whom',
        hint: 'Tick none for everybody.',
        options: positions.map((position) => ({ value: position, label: sayPosition(position) })),
      },
      {
        id: 'phases',
        kind: 'choices',
        label: 'Of which schools',
        hint: 'Tick none for all.',
        options: phaseOptions,
      },
      ...placesField('localities', parts.words.locality, parts.localities),
      ...placesField('clusters', parts.words.cluster, parts.clusters),
      {
        id: 'schools',
        kind: 'choice',
        label: 'And of these',
        required: true,
        expanded: true,
        options: schoolChoices(list),
      },
      {
        id: 'words',
        kind: 'text',
        label: 'Your words',
        hint: 'They come above what, when and where. You can leave this empty.',
        multiline: true,
        maxLength: longestInvitation,
      },
    ],
    values,
    faults,
    submit: {
      label: 'Preview',
      verb: 'organise-announce-preview',
      data: { event: event.id, ...(list ? { query: list.query } : {}) },
    },
    fallback: `Whom shall I tell about ${event.title}?`,
  };
}

/** What the announcement would do, before it is made. */
export function announcementPreviewCard(
  event: Pick<OrganisedEvent, 'id' | 'title'>,
  { invitees, words, draft }: { readonly invitees: Invitees; readonly words: string; readonly draft: string },
  preview: AnnouncementPreview,
  view: { readonly now: Date; readonly zone: string; readonly clusterWord: string },
): Card {
  const { reach, goesOutAt } = preview;
  const count = reach.reached.length;
  const { audience } = invitees;
  const { clusters = [] } = invitees;
  const ofClusters = clusters.length > 0 ? `, ${sayClusters(clusters, view.clusterWord)}` : '';
  const whom = audience ?? `${audienceWords(invitees.positions, invitees.phases, invitees.localities)}${ofClusters}`;
  const only = audience
    ? ''
    : invitees.urns
      ? `. Only of the ${plural(invitees.urns.length, 'school')} in your list`
      : invitees.schools === 'any'
        ? ''
        : `. ${schoolsWords[invitees.schools]}`;
  const lines = [
    `To: ${whom}${only}.`,
    `${sayReach(reach)}.`,
    ...leftOut(preview),
    goesOutAt <= view.now
      ? 'It goes out at once.'
      : `It is outside working hours, so it goes out on ${sayMoment(goesOutAt, view.zone)}.`,
  ];
  const blocks: Block[] = [
    { kind: 'text', text: `Announce ${event.title}?`, tone: 'strong' },
    ...lines.map((text) => ({ kind: 'text', text }) as const),
    ...(words === '' ? [] : [{ kind: 'quote', words, by: 'your words' } as const]),
    ...unreachedBlocks(reach, 'paged'),
  ];
  const data = { event: event.id };
  const send = organiserAct(
    `Tell ${plural(count, 'person', 'people')}`,
    'organise-announce-send',
    { ...data, draft },
    { style: 'primary' },
  );
  return {
    fallback: [`Announce ${event.title}?`, ...lines, words].filter(Boolean).join('\n'),
    blocks,
    actions: [...(count > 0 ? [send] : []), organiserAct('Do not announce it', 'organise-event', data)],
    again: { verb: 'organise-announce-preview', data: { ...data, draft } },
  };
}

/** `Left out: 6 who have booked, 2 who were told before, 1 who wants no invitations.` */
function leftOut({ booked, invited, stopped }: AnnouncementPreview): string[] {
  const parts = [
    ...(booked > 0 ? [`${booked} who ${booked === 1 ? 'has' : 'have'} booked`] : []),
    ...(invited > 0 ? [`${invited} who ${invited === 1 ? 'was' : 'were'} told before`] : []),
    ...(stopped > 0 ? [`${stopped} who ${stopped === 1 ? 'wants' : 'want'} no invitations`] : []),
  ];
  return parts.length > 0 ? [`Left out: ${parts.join(', ')}.`] : [];
}
