import type { Core } from '../../app/core.js';
import { organisedEvents, organisedSeries } from '../../app/organising/organised-events.js';
import { findActor } from '../../app/people/home-tabs.js';
import { findAccounts, seriesForRoles } from '../../app/people/roles.js';
import { peopleOfSchool, type SchoolPerson } from '../../app/people/school-people.js';
import { ownSchool } from '../../app/people/school-standing.js';
import { findSchools } from '../../app/schools/schools.js';
import type { AccountKey } from '../../domain/account.js';
import { type Actor, holds } from '../../domain/actor.js';
import { type ChoiceLookup, choiceLookups, type Lookup, type Option, type TextLookup } from '../../rendering/card.js';
import { colleagueOptions } from '../bookings/colleagues-cards.js';
import { seriesOptions } from '../organising/event-forms.js';
import { accountOption, scopeOptions } from '../people/roles-cards.js';
import { contactOptions, leadOptions } from '../projects/enrolment-forms.js';
import { plainWords } from '../talk/wording.js';
import { aboutOptions } from '../writing/audience-writing.js';
import { findSeriesChoice, savedSeriesOptions } from '../writing/saved-series.js';

/** As long as what is typed is looked at. Characters. */
const longestTyped = 100;

/** What somebody has typed so far in a field that looks things up. */
interface Typing {
  /** Who types: nothing is offered but what they may see. */
  readonly who: AccountKey;
  readonly lookup: Lookup;
  readonly words: string;
  /** Of all choices. */
  readonly most: number;
}

/**
 * Choices for it. In a text field the last one is what was typed, so that a town or a postcode can be sent as it is.
 * @param failed gets the fault where nothing could be looked up
 */
export async function suggest(core: Core, typing: Typing, failed: (fault: unknown) => void): Promise<Option[]> {
  const { who, lookup, most } = typing;
  const words = typing.words.trim().slice(0, longestTyped);
  const found = (look: Promise<Option[]>) =>
    look.catch((fault: unknown): Option[] => {
      failed(fault);
      return [];
    });
  if (isChoice(lookup)) return (await found(choicesFor(core, who, lookup, words))).slice(0, most);
  if (words === '') return [];
  const options = await found(textsFor(core, who, lookup, words, most - 1));
  return [...options, { value: words, label: `“${words}”, as I typed it` }];
}

function isChoice(lookup: Lookup): lookup is ChoiceLookup {
  return choiceLookups.some((one) => one === lookup);
}

async function textsFor(
  core: Core,
  who: AccountKey,
  lookup: TextLookup,
  words: string,
  most: number,
): Promise<Option[]> {
  switch (lookup) {
    case 'schools': {
      const schools = await findSchools(core, words, most);
      return schools.map(({ urn, name, town }) => ({ value: String(urn), label: `${name}, ${town}` }));
    }
    case 'accounts': {
      const actor = await findActor(core, who);
      return actor ? (await findAccounts(core, actor, words)).map(accountOption) : [];
    }
  }
}

async function choicesFor(core: Core, who: AccountKey, lookup: ChoiceLookup, words: string): Promise<Option[]> {
  const actor = await findActor(core, who);
  if (!actor) return [];
  switch (lookup) {
    case 'colleagues':
      return colleagueOptions(await ownPeople(core, actor, words));
    case 'leads':
      return leadOptions(await ownPeople(core, actor, words), actor.personId);
    case 'contacts':
      return contactOptions(await ownPeople(core, actor, words));
    case 'series':
      return seriesOptions(named(await organisedSeries(core.prisma, actor), words));
    case 'seriesOrNone':
      return savedSeriesOptions(await findSeriesChoice(core, actor, words));
    case 'seriesOrEverything':
      return holds(actor, 'administrator') ? scopeOptions(named(await seriesForRoles(core.prisma), words)) : [];
    case 'eventsOrNone':
      return aboutOptions(await organisedEvents(core, actor, 'published', { words }), core.timeZone);
  }
}

/** People of the school that the actor may act for; nobody while they only say that they belong there. */
async function ownPeople(core: Core, actor: Actor, words: string): Promise<SchoolPerson[]> {
  const urn = ownSchool(actor);
  return urn === null ? [] : peopleOfSchool(core.prisma, urn, words);
}

/** Those whose name has all the words, or their beginnings, in it. */
function named<One extends { readonly name: string }>(all: readonly One[], words: string): One[] {
  const wanted = plainWords(words).split(' ').filter(Boolean);
  return all.filter(({ name }) => wanted.every((word) => plainWords(name).includes(word)));
}
