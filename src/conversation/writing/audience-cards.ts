import type { Partnership } from '../../app/setup/partnership.js';
import type { AudienceFaults, AudienceReach, SavedAudience } from '../../app/writing/saved-audiences.js';
import { type InvitedSchools, invitedSchools } from '../../domain/invitations/invitations.js';
import { positions } from '../../domain/person.js';
import { pluralOf } from '../../domain/plural-of.js';
import { longestSavedName } from '../../domain/writing/saved-name.js';
import type { Card, Field, Form, FormValues } from '../../rendering/card.js';
import { phaseOptions } from '../organising/event-forms.js';
import { organiserAct as act } from '../organising/organising-cards.js';
import { audienceWords } from '../programme/programme-cards.js';
import { sayPosition } from '../talk/person-words.js';
import { countTold, sayReach, unreachedBlocks } from '../talk/reach-words.js';
import { listWords, plural } from '../talk/wording.js';
import { removeSavedCard, savedCard } from './saved-cards.js';
import { type SeriesChoice, seriesField } from './saved-series.js';

/** In the form: no project. */
export const noProject = 'none';

const schoolsWords: Readonly<Record<InvitedSchools, string>> = {
  any: 'Whether they came before or not',
  never_came: 'Only of schools that have never come to the series',
  came_last_time: 'Only those who came to the last event of the series',
};

/** `of the cluster Fens` @param word what the partnership calls one */
export function sayClusters(clusters: readonly string[], word: string): string {
  return `of the ${clusters.length === 1 ? word : pluralOf(word)} ${listWords([...clusters])}`;
}

/**
 * `Headteacher, primary schools, in the North · schools that have never come to the series`
 * @param clusterWord what the partnership calls a cluster
 */
export function sayWho(audience: SavedAudience, clusterWord: string): string {
  const { positions: who, phases: of, localities, clusters, schools, projectName } = audience;
  return [
    audienceWords(who, of, localities),
    ...(clusters.length > 0 ? [sayClusters(clusters, clusterWord)] : []),
    ...(projectName ? [`leads of ${projectName}`] : []),
    ...(schools === 'any' ? [] : [schoolsWords[schools].toLowerCase()]),
  ].join(' · ');
}

/** The audiences that somebody saved. */
export function audiencesCard(audiences: readonly SavedAudience[], clusterWord: string, lead?: string): Card {
  const title = 'Saved audiences';
  const empty = `There is none yet. Save whom you write to often, such as the chairs of one ${clusterWord}, or schools that never came. Who that is, is counted anew each time.`;
  const items = audiences.map((audience) => ({
    title: audience.name,
    detail: [sayWho(audience, clusterWord), audience.seriesName].filter(Boolean).join(' · '),
    action: act('Open', 'audience', { audience: audience.id }),
  }));
  return savedCard(
    {
      title,
      empty,
      items,
      actions: [
        act('New audience', 'audience-form', {}, { opensForm: true, style: 'primary' }),
        act('Message templates', 'templates', {}),
        act('Events you run', 'organise', {}),
      ],
      again: { verb: 'audiences' },
    },
    lead,
  );
}

/** `Left out: 2 who want no invitations.` */
export function sayStopped(stopped: number): string[] {
  return stopped > 0 ? [`Left out: ${stopped} who ${stopped === 1 ? 'wants' : 'want'} no invitations.`] : [];
}

/** One audience, and who is in it now. */
export function audienceCard(
  audience: SavedAudience,
  { reach, stopped }: AudienceReach,
  clusterWord: string,
  lead?: string,
): Card {
  const data = { audience: audience.id };
  const facts = [
    { label: 'Who', value: sayWho(audience, clusterWord) },
    { label: 'Series', value: audience.seriesName ?? 'none' },
    { label: 'Now', value: sayReach(reach) },
  ];
  const left = sayStopped(stopped);
  const hint = `To invite them to an event, say: announce the event to ${audience.name}.`;
  return {
    fallback: [lead, audience.name, ...facts.map(({ label, value }) => `${label}: ${value}`), ...left, hint]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: audience.name },
      { kind: 'facts', facts },
      ...left.map((text) => ({ kind: 'text', text }) as const),
      ...unreachedBlocks(reach, 'paged'),
      { kind: 'context', text: hint },
    ],
    actions: [
      ...(countTold(reach) > 0
        ? [act('Write to them', 'audience-write', data, { opensForm: true, style: 'primary' })]
        : []),
      act('Change', 'audience-form', data, { opensForm: true }),
      act('Delete', 'audience-remove-ask', data, { style: 'danger' }),
      act('All audiences', 'audiences', {}),
    ],
    again: { verb: 'audience', data },
  };
}

/** What there is to choose from. */
export interface AudienceChoices {
  readonly series: SeriesChoice;
  readonly localities: readonly string[];
  readonly clusters: readonly string[];
  readonly projects: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  /** What the partnership calls them. */
  readonly words: Pick<Partnership, 'member' | 'locality' | 'cluster'>;
}

/** The form for an audience. @param audience undefined makes a new one */
export function audienceForm(
  audience: Pick<SavedAudience, 'id' | 'name'> | undefined,
  choices: AudienceChoices,
  values: FormValues,
  faults: AudienceFaults = {},
): Form {
  return {
    title: audience ? 'Change the audience' : 'A new audience',
    intro: [{ kind: 'text', text: 'Who it is, is counted anew each time that you use it.' }],
    fields: [
      {
        id: 'name',
        kind: 'text',
        label: 'Name',
        required: true,
        maxLength: longestSavedName,
        placeholder: 'Chairs in the north',
      },
      ...seriesField(choices.series),
      {
        id: 'audience',
        kind: 'choices',
        label: 'Who',
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
      ...placesField('localities', choices.words.locality, choices.localities),
      ...placesField('clusters', choices.words.cluster, choices.clusters),
      {
        id: 'schools',
        kind: 'choice',
        label: 'And of these',
        required: true,
        options: invitedSchools.map((value) => ({ value, label: schoolsWords[value] })),
      },
      ...(choices.projects.length > 0
        ? [
            {
              id: 'project',
              kind: 'choice',
              label: 'Only those who lead a project at their school',
              options: [
                { value: noProject, label: 'No matter' },
                ...choices.projects.map(({ id, name }) => ({ value: id, label: name.slice(0, 75) })),
              ],
            } as const,
          ]
        : []),
    ],
    values,
    faults: sayFaults(faults, choices.words),
    submit: { label: 'Save', verb: 'audience-save', data: audience ? { audience: audience.id } : {} },
    fallback: audience ? `What shall change in ${audience.name}?` : 'Who is in the new audience?',
  };
}

const namedInHint = 12;

/** How to name places in a field; not all of them, which would be the longest part of the form. */
export function placesHint(names: readonly string[]): string {
  const shown = names.slice(0, namedInHint).join(', ');
  const rest = names.length > namedInHint ? ` and ${names.length - namedInHint} more` : '';
  return `Separate them with commas, or leave it empty for all: ${shown}${rest}.`;
}

/** A field for parts of the partnership; none where it has none. @param word what it calls one */
export function placesField(id: 'localities' | 'clusters', word: string, names: readonly string[]): Field[] {
  if (names.length === 0) return [];
  return [
    {
      id,
      kind: 'text',
      label: `Only in these ${pluralOf(word)}`,
      hint: placesHint(names),
      maxLength: 1_000,
    },
  ];
}

function sayFaults(faults: AudienceFaults, words: AudienceChoices['words']): Record<string, string> {
  const { name, localities, clusters, project, schools } = faults;
  return {
    ...(name ? { name: sayNameFault(name, 'audience') } : {}),
    ...(localities
      ? { localities: `I do not know one of these ${pluralOf(words.locality)}. Use the names below.` }
      : {}),
    ...(clusters ? { clusters: `I do not know one of these ${pluralOf(words.cluster)}. Use the names below.` } : {}),
    ...(project ? { project: 'That project is not there any more. Choose another.' } : {}),
    ...(schools ? { schools: 'Choose a series above: who came is counted in its events.' } : {}),
  };
}

/** Why something cannot be saved under a name. */
export function sayNameFault(fault: 'empty' | 'too-long' | 'taken' | 'unknown', what: string): string {
  switch (fault) {
    case 'empty':
    case 'unknown':
      return 'Give it a name.';
    case 'too-long':
      return `At most ${longestSavedName} characters.`;
    case 'taken':
      return `There is ${what === 'audience' ? 'an' : 'a'} ${what} of this name already. Choose another name, or change that one.`;
  }
}

/** Before it is deleted. */
export function removeAudienceCard({ id, name }: Pick<SavedAudience, 'id' | 'name'>): Card {
  const words = `Delete the audience ${name}? What was sent to it stays as it is.`;
  return removeSavedCard(words, 'audience', id);
}

/** `3 people will get it` for the button. */
export function sendLabel(count: number): string {
  return `Send it to ${plural(count, 'person', 'people')}`;
}
