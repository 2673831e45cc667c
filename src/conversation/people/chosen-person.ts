import { mentionedAccounts } from '../../app/people/mentioned-accounts.js';
import { type PersonChoice, peopleOfSchool, type SchoolPerson } from '../../app/people/school-people.js';
import { ownSchool } from '../../app/people/school-standing.js';
import type { FormValues } from '../../rendering/card.js';
import { type Refused, readPerson, somebodyElse } from '../projects/enrolment-forms.js';
import { isByLink } from '../talk/by-link.js';
import { mentionedIn } from '../talk/mentions.js';
import type { TurnContext } from '../talk/turn-context.js';

/** Whom a form names; nobody where its field was left empty. */
type Chosen = { readonly choice: PersonChoice | undefined } | { readonly refused: Refused };

/**
 * Who was chosen in the platform's directory, which comes first, or in the field itself. Somebody who is not on record at the school is a
 * new person there, by the name that the platform tells; Teams tells none, so then it is asked for.
 */
export async function chosenPerson(context: TurnContext, urn: number, values: FormValues, id: string): Promise<Chosen> {
  const [picked] = [values[`${id}-chosen`] ?? []].flat();
  if (!picked) return { choice: readPerson(values, id) };
  const { core } = context.services;
  const [account] = await mentionedAccounts(core, context.turn.account, [picked]);
  const people = account?.personId ? await peopleOfSchool(core.prisma, urn) : [];
  const known = people.find(({ personId }) => personId === account?.personId);
  if (known) return { choice: { kind: 'known', personId: known.personId } };
  const name = mentionedIn(context.turn).find((person) => person.id === picked)?.name ?? '';
  const asNew = { ...values, [id]: somebodyElse, [`${id}-chosen`]: [], [`${id}-name`]: name };
  if (name !== '') return { choice: readPerson(asNew, id) };
  return { refused: { values: asNew, faults: { [`${id}-name`]: noRecord } } };
}

/** Whom somebody may choose at their own school: themselves only by a link. */
export async function peopleToChoose(context: TurnContext): Promise<SchoolPerson[]> {
  const { actor, services } = context;
  const people = await peopleOfSchool(services.core.prisma, ownSchool(actor) ?? 0);
  return isByLink(context) ? people.filter(({ personId }) => personId === actor.personId) : people;
}

const noRecord = 'I have no record at your school of whom you chose. Write the name and the role here.';
