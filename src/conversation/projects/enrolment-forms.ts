import type { PersonChoice, PersonFault, SchoolPerson } from '../../app/people/school-people.js';
import type { JoinableCohort } from '../../app/projects/cohorts.js';
import type { EnrolmentView } from '../../app/projects/enrolment-views.js';
import { longestReason } from '../../domain/decision.js';
import { headPositions, longestName } from '../../domain/enrolment.js';
import { isPosition, type Position, positions } from '../../domain/person.js';
import { sayDay } from '../../domain/when.js';
import type { Block, Field, Form, FormValues, Option } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { sayPosition, sayPost } from '../talk/person-words.js';
import { ordinal } from '../talk/wording.js';
import { cohortTitle, sayPlaces } from './enrolments-cards.js';

/** What a refused form shows: what was typed, and its faults. */
export interface Refused {
  readonly values: FormValues;
  readonly faults: Readonly<Record<string, string>>;
}

export const somebodyElse = 'new';
const theLead = 'same';

/** Form to register a school for a cohort. @param headFirst the user is not the head, who has to confirm */
export function joinForm(
  cohort: JoinableCohort,
  people: readonly SchoolPerson[],
  asker: { readonly personId: string; readonly headFirst: boolean },
  view: View,
  refused?: Refused,
): Form {
  const title = `Register for ${cohortTitle(cohort)}`;
  const intro: Block[] = [
    ...(cohort.closesAt ? [{ kind: 'text', text: `Join by ${sayDay(cohort.closesAt, view.zone)}.` } as const] : []),
    ...placesIntro(cohort),
    ...(asker.headFirst
      ? [
          {
            kind: 'text',
            text: 'I will ask your headteacher to confirm it. Nothing is registered until then.',
          } as const,
        ]
      : []),
  ];
  return {
    title,
    intro,
    fields: [...strandFields(cohort), ...partFields(people, true)],
    values: refused?.values ?? { lead: asker.personId, contact: theLead },
    ...(refused ? { faults: refused.faults } : {}),
    submit: {
      label: asker.headFirst ? 'Ask my headteacher' : 'Register my school',
      verb: 'project-enrol',
      data: { cohort: cohort.id },
    },
    fallback: `${title}: open this where forms can be shown, or ask the team to register you.`,
  };
}

function placesIntro(cohort: JoinableCohort): Block[] {
  const places = sayPlaces(cohort);
  if (!places || cohort.places === null) return [];
  const full = cohort.taken >= cohort.places || cohort.waiting > 0;
  const queue = full ? ` It is full: your school would be ${ordinal(cohort.waiting + 1)} on the waiting list.` : '';
  return [{ kind: 'text', text: `${places}.${queue}`, tone: full ? 'warning' : 'normal' }];
}

function strandFields(cohort: JoinableCohort): Field[] {
  if (cohort.strands.length === 0) return [];
  const most = cohort.strandsEach;
  const label = most === 1 ? 'Strand' : most === null ? 'Strands' : `Strands (up to ${most})`;
  const options = cohort.strands.map(({ id, name, places, taken }) => ({
    value: id,
    label: places === null ? name : `${name} (${Math.max(0, places - taken)} of ${places} places free)`,
  }));
  return [{ kind: 'choices', id: 'strands', label, required: true, options }];
}

/** @param own they are people of the asker's own school, who can be looked up while somebody types */
function partFields(people: readonly SchoolPerson[], own: boolean): Field[] {
  return [
    {
      kind: 'choice',
      id: 'lead',
      label: 'Who leads it at your school?',
      required: true,
      options: leadOptions(people),
      ...(own ? { lookup: 'leads' } : {}),
    },
    ...newPersonFields('lead', 'the lead'),
    {
      kind: 'choice',
      id: 'contact',
      label: 'Who should we write to?',
      options: contactOptions(people),
      ...(own ? { lookup: 'contacts' } : {}),
    },
    ...newPersonFields('contact', 'the contact'),
  ];
}

/** Whom one can choose to lead a project, or to put forward. @param asker who is one of them */
export function leadOptions(people: readonly SchoolPerson[], asker?: string | null): Option[] {
  const options = people.map(({ personId, name, ...post }) => ({
    value: personId,
    label: personId === asker ? `${name} (you)` : `${name}, ${sayPost(post)}`,
  }));
  return [...options, { value: somebodyElse, label: 'Somebody else (name them below)' }];
}

/** Whom one can choose to be written to. */
export function contactOptions(people: readonly SchoolPerson[]): Option[] {
  return [{ value: theLead, label: 'The lead' }, ...leadOptions(people)];
}

/** A name and a position, for somebody who is not in the list; the platform's directory, where it can be shown, tells the name. */
export function newPersonFields(id: string, whom: string): Field[] {
  return [
    { kind: 'people', id: `${id}-chosen`, label: `Or choose ${whom} by name here`, one: true },
    { kind: 'text', id: `${id}-name`, label: `Name of ${whom}, if somebody else`, maxLength: longestName },
    { kind: 'choice', id: `${id}-position`, label: `Role of ${whom}, if somebody else`, options: positionOptions },
  ];
}

const positionOptions: readonly Option[] = positions
  .filter((position) => !(headPositions as readonly Position[]).includes(position))
  .map((position) => ({ value: position, label: sayPosition(position) }));

/** Who was chosen in a field of `partFields`; undefined for nobody, or for the lead as contact. */
export function readPerson(values: FormValues, id: string): PersonChoice | undefined {
  const chosen = typedIn(values, id);
  const name = typedIn(values, `${id}-name`);
  if (chosen !== somebodyElse) return chosen && chosen !== theLead ? { kind: 'known', personId: chosen } : undefined;
  const position = typedIn(values, `${id}-position`);
  return { kind: 'new', name, position: isPosition(position) ? position : 'other' };
}

/** What was typed into a field, trimmed; empty when nothing was. */
export function typedIn(values: FormValues, id: string): string {
  const value = values[id];
  return typeof value === 'string' ? value.trim() : '';
}

/** What is wrong with the people entered, by field. */
export function personFaults(faults: Readonly<Record<string, PersonFault | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([id, fault]) =>
      fault === 'no-name'
        ? [[`${id}-name`, `Enter a name of at most ${longestName} characters.`]]
        : fault
          ? [[id, 'This person is no longer at your school. Choose somebody else.']]
          : [],
    ),
  );
}

/** Names another lead and contact. @param own the school is the asker's own */
export function peopleForm(
  enrolment: EnrolmentView,
  people: readonly SchoolPerson[],
  own: boolean,
  refused?: Refused,
): Form {
  const title = `Lead and contact for ${cohortTitle(enrolment)}`;
  const listed = (personId: string | undefined) =>
    personId && people.some((person) => person.personId === personId) ? personId : undefined;
  const lead = listed(enrolment.lead?.personId);
  return {
    title,
    fields: partFields(people, own),
    values: refused?.values ?? { ...(lead ? { lead } : {}), contact: listed(enrolment.contact?.personId) ?? theLead },
    ...(refused ? { faults: refused.faults } : {}),
    submit: { label: 'Save', verb: 'enrolment-people-save', data: { enrolment: enrolment.id } },
    cancel: { kind: 'act', label: 'Leave it', verb: 'enrolment', data: { enrolment: enrolment.id } },
    fallback: `${title}: open this where forms can be shown.`,
  };
}

/** The one question before a school leaves a project, with its reason. */
export function withdrawForm(enrolment: EnrolmentView, refused?: Refused): Form {
  const title = `Withdraw from ${cohortTitle(enrolment)}?`;
  const held = enrolment.state === 'registered';
  return {
    title,
    intro: [
      {
        kind: 'text',
        text: held
          ? `${enrolment.school} will give its place back. If other schools are waiting, the first gets it straight away.`
          : `${enrolment.school} will be taken off the list.`,
      },
    ],
    fields: [{ kind: 'text', id: 'reason', label: 'Why', required: true, multiline: true, maxLength: longestReason }],
    ...(refused ? { values: refused.values, faults: refused.faults } : {}),
    submit: { label: 'Yes, withdraw', verb: 'enrolment-withdraw', data: { enrolment: enrolment.id } },
    cancel: { kind: 'act', label: 'No, stay', verb: 'enrolment', data: { enrolment: enrolment.id } },
    fallback: `${title} Open this where forms can be shown to give the reason.`,
  };
}
