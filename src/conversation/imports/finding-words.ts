import type { ByAuthority, Finding, Findings, NamedInFile, Said, Shown } from '../../app/imports/findings.js';
import type { ReportLine } from '../../app/imports/import-plan.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { longest, type PlanFault } from '../../domain/event-plan.js';
import { mostLines } from '../../domain/programme/event-details.js';
import { sayPost } from '../talk/person-words.js';
import { plural } from '../talk/wording.js';

/** What was found, in words; what is in words already, as it is. */
export function sayFinding(found: Said): string {
  if (typeof found === 'string') return found;
  // A report that a newer release kept may have a kind that this one does not know.
  const say = findingWords[found.kind] as ((values: Finding) => string) | undefined;
  return say ? say(found) : '';
}

/** `Larchfield Primary School (199001)` */
export function sayNameOf({ name, of }: Pick<ReportLine, 'name' | 'of'>): string {
  if (of === 'trust') return `Trust ${name}`;
  return of === 'school' ? `A school on record (${name})` : name;
}

/** What is wrong with a row, beside its cells. */
export function sayToMend(why: readonly Said[]): string {
  return why.length === 0 ? 'A row of the same event is not right.' : why.map(sayFinding).join(' ');
}

/** The heading of that column. */
export const whatToMend = 'What to mend';

/** `Kent (1,204), Essex (980) and 146 more` */
export function sayAuthorities(authorities: ByAuthority): string {
  const shown = authorities
    .slice(0, 6)
    .map(({ name, schools }) => `${sayAuthority(name)} (${schools.toLocaleString('en-GB')})`);
  const more = authorities.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more.toLocaleString('en-GB')} more`;
  const last = shown.pop() ?? 'none';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

/** `Kent`; schools in none have an empty name. */
export function sayAuthority(name: string): string {
  return name || 'no local authority';
}

/** `49,640 schools are left out, in 151 local authorities that the partnership has no school in: Kent (1,204), …` */
export function sayLeftOut(leftOut: ByAuthority): string {
  const schools = leftOut.reduce((sum, one) => sum + one.schools, 0);
  const are = schools === 1 ? '1 school is' : `${schools.toLocaleString('en-GB')} schools are`;
  const where = leftOut.length === 1 ? 'a local authority' : `${leftOut.length} local authorities`;
  return `${are} left out, in ${where} that the partnership has no school in: ${sayAuthorities(leftOut)}.`;
}

type Words = { readonly [Kind in keyof Findings]: (values: Findings[Kind]) => string };

const common = {
  change: ({ field, from, to }) => `${fieldNames[field] ?? field}: ${show(from)} → ${show(to)}`,
  'several-of-this-name': () => 'Several people of this name are at that school. Add the address of the one you mean.',
  'school-empty': () => 'school: it is empty.',
  'no-such-urn': ({ urn }) => `school: no school on record has the URN ${urn}. Import the schools first.`,
  'school-closed': ({ name, urn }) => `school: ${name} (${urn}) has closed, and no link says what it became.`,
  'no-such-number': ({ authority, establishment }) =>
    `school: no school on record has the number ${authority}/${establishment}. Write its URN or its name.`,
  'several-schools': ({ text, schools }) =>
    `school: several are called “${text}”. Write the URN of one: ${schools.map(({ urn, name, town }) => `${urn} (${name}, ${town})`).join(', ')}.`,
  'no-such-school': ({ text, near }) => {
    const names = near.map(({ urn, name, town }) => `${name}, ${town} (${urn})`);
    const meant = names.length > 0 ? ` Did you mean ${names.join(', or ')}?` : '';
    return `school: no school on record is called “${text}”.${meant} Write its URN or its full name.`;
  },
} satisfies Partial<Words>;

const events = {
  'no-such-series': ({ series, some }) => `series: none is called “${series}”. There are: ${some.join(', ')}.`,
  'series-of-others': ({ name }) => `series: you do not organise ${name}.`,
  'reference-taken': ({ reference }) =>
    `reference: ${reference} is on record in another series. Give this event another reference.`,
  'rows-differ': ({ line, differing }) =>
    `This row and line ${line} have the same reference and differ in: ${differing.join(', ')}. Make them the same.`,
  'same-session-name': ({ line }) => `session: line ${line} has the same name. Give each session of an event its own.`,
  'wrong-field': ({ field, fault }) => `${field}: ${wrongWords[fault] ?? 'it cannot be kept so.'}`,
  'event-in': ({ status, series }) => `${status} event in ${series}`,
  'session-on': ({ moment }) => `session on ${moment}`,
  'new-session': () => 'a new session',
  'members-see-it': ({ changes }) =>
    `Members see this event already, so it is changed in the chat, which tells those who booked. It differs in: ${changes.map(sayFinding).join('; ')}`,
} satisfies Partial<Words>;

const guests = {
  'no-session': () => 'I cannot find that session. Name the event.',
  'no-organiser-of-it': () => 'Only the organisers of its series can bring guests to it.',
  'is-draft': () => 'It is a draft, so nobody can have a place yet. Publish it first.',
  'has-begun': () => 'It has begun or is over. Say “attendance” with the file to record who was there.',
  'is-off': () => 'It does not take place any more.',
  'several-there': () => 'several people of this name are on record there. Add the e-mail address.',
  'address-of-another': () =>
    'this address is of somebody else in the file. Give each person their own, or leave it empty.',
  'has-place': () => 'a place',
  'is-waiting': () => 'on the waiting list',
  'not-on-record-before': () => 'not on record before',
  'guests-of': ({ session, confirmed, waiting, capacity, told }) => {
    const parts = [
      confirmed > 0 ? `${confirmed} with a place` : '',
      waiting > 0 ? `${waiting} waiting, because ${sayCapacity(capacity)}: each is offered one that comes free` : '',
    ].filter(Boolean);
    const first = `Guests of ${session}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
    return told ? `${first} Whoever can be reached is told.` : first;
  },
  'guests-unreached': (named) =>
    `I can reach these by neither chat nor e-mail, so tell them yourself: ${sayNames(named)}.`,
  'guests-listed': (named) => `Booked or waiting already: ${sayNames(named)}.`,
  'guests-twice': (named) => `Twice in the file, taken once: ${sayNames(named)}.`,
} satisfies Partial<Words>;

const history = {
  'event-unknown': ({ named }) =>
    `event: none is called “${named}”. Write its reference, or import the event first (import events).`,
  'event-of-others': ({ title }) => `event: you do not organise the series of ${title}.`,
  'event-is-draft': ({ title }) => `event: ${title} is a draft. Publish it first.`,
  'event-cancelled': ({ title }) => `event: ${title} was cancelled.`,
  'event-not-over': ({ title }) => `event: ${title} is not over yet.`,
  'several-events': ({ named, references }) =>
    `event: several are called “${named}”. Write the reference of one: ${references.join(', ')}.`,
  'people-unknown': ({ count }) =>
    `${count === 1 ? '1 person is not on record and counts' : `${count.toLocaleString('en-GB')} people are not on record and count`} for their school without a name. Import the people first to have them by name: there is a list of them to fill in.`,
  'same-person-in-line': ({ line }) => `Line ${line} has the same person. Keep one of the two rows.`,
  'no-such-session': ({ title, session, labels }) =>
    `session: ${title} has none called “${session}”. It has: ${labels.join(', ')}.`,
  'which-session': ({ title, labels }) => `session: ${title} had several. Write which one: ${labels.join(', ')}.`,
  'attendance-on-record': ({ title }) =>
    `The attendance of ${title} is on record already, from check-ins or lists. Correct it in the chat: attendance list.`,
  'there-from-schools': ({ people, schools }) => `${people} there, from ${plural(schools, 'school')}`,
  added: ({ count }) => `${count} added`,
  'taken-away': ({ count }) => `${count} of an earlier import taken away`,
  'held-by-person': ({ title }) =>
    `${title} has its attendance on record person by person: that is shown, and the total beside it is not.`,
  'no-such-paper': ({ title }) =>
    `source: no paper on record is called “${title}”. Fill publisher and published too, or leave source empty for your own records.`,
  'said-already': ({ figure, line }) => `${figure}: line ${line} says it already. Keep one of the two.`,
  figure: ({ figure, qualifier, value, counts }) =>
    `${figure}: ${qualifier === 'exactly' ? '' : `${qualifier} `}${value} ${counts}`,
  'figure-change': ({ figure, of, from, to }) => `${figure}${partOfFigure[of]}: ${show(from)} → ${show(to)}`,
} satisfies Partial<Words>;

const partOfFigure: Readonly<Record<Findings['figure-change']['of'], string>> = {
  value: '',
  qualifier: ', how exact',
  'as-of': ', as of',
};

const records = {
  'same-school': ({ line }) => `This is the same school as in line ${line}. Keep one of the two rows.`,
  'school-gone': () => 'That school is no longer on record.',
  'only-organisers': () => 'Only organisers of everything can say who took part in a project.',
  'no-such-project': ({ project }) => `project: I know none called “${project}”. Create it first.`,
  'year-not-over': ({ year }) => `${sayAcademicYear(year)} is not over: its schools join it here.`,
  'project-year': ({ project, year }) => `${project} ${sayAcademicYear(year)}`,
  'same-person': ({ line }) => `This is the same person as in line ${line}. Keep one of the two rows.`,
  'is-now': ({ was, urn }) => `${was} is ${urn} now`,
  'new-person': ({ school, ...post }) => [sayPost(post), school].filter(Boolean).join(', '),
  'post-change': ({ from, to }) => `position: ${show(from && sayPost(from))} → ${sayPost(to)}`,
  'address-added': () => 'address added',
  'confirmed-there': () => 'confirmed there',
} satisfies Partial<Words>;

const schools = {
  'new-school': ({ type, town, postcode, status }) =>
    [type, [town, postcode].filter(Boolean).join(' '), status].filter(Boolean).join(', '),
  'in-partnership': () => 'in the partnership',
  became: ({ name, urn }) => `became ${name ?? 'a school'} (${urn})`,
  'goes-to': ({ urn, people, places, projects }) => {
    const parts = [
      people > 0 ? plural(people, 'person', 'people') : '',
      places > 0 ? `${plural(places, 'place')} to come` : '',
      projects > 0 ? `${projects} under way in projects` : '',
    ];
    return `goes to ${urn}: ${parts.filter(Boolean).join(', ')}`;
  },
  'trust-change': ({ from, to }) => `${from.name} (${from.code ?? 'no code'}) → ${to.name} (${to.code ?? 'no code'})`,
  'successors-of-each-other': ({ urn, others }) =>
    `${urn} and ${others.join(', ')} would each be the other's successor: that link is left out.`,
  'was-split': ({ urn, successor, others }) =>
    `${urn} was split: its past is counted with ${successor}, not with ${others.join(', ')}.`,
  'looked-at': ({ authorities }) =>
    `Looked at because the partnership has schools there: ${sayAuthorities(authorities)}.`,
  'unreadable-left-out': ({ count }) =>
    `Rows of schools that are left out and cannot be read: ${count.toLocaleString('en-GB')}.`,
  'kept-outside': ({ count }) =>
    `${plural(count, 'new school is', 'new schools are')} kept outside the partnership: closed, independent, or elsewhere. Name a local authority or a district, and its open state-funded schools come in.`,
  'closes-alone': ({ count }) =>
    `${plural(count, 'school with people closes', 'schools with people close')}, and no link says what became of ${count === 1 ? 'it' : 'them'}. Import the links file too.`,
} satisfies Partial<Words>;

const findingWords: Words = { ...common, ...events, ...guests, ...history, ...records, ...schools };

const wrongWords: Readonly<Partial<Record<PlanFault, string>>> = {
  missing: 'it is empty.',
  'too-long': `it is too long (a title has at most ${longest.title} characters, a description ${longest.description}).`,
  'before-start': 'it is not after the start, or more than two weeks later.',
  'too-far': 'that is more than three years ahead. Check the year.',
  'not-a-number': 'that is no number in range.',
  'not-a-link': 'that is no link that begins with https://.',
  'not-a-picture': 'that is no picture: its address begins with https:// and ends in .png, .jpg or .gif.',
  'not-an-address': 'the e-mail address in it is not right.',
  'not-a-postcode': 'that is no postcode such as AB1 2CD.',
  'too-many-lines': `at most ${mostLines} lines, separated by semicolons, each of at most ${longest.line} characters.`,
  'no-place': 'say where it is: fill venue or link.',
  'before-opening': 'booking closes before it opens.',
  unknown: 'it is not on record.',
};

/** Where a field is not called as the records call it. */
const fieldNames: Readonly<Record<string, string>> = {
  costPence: 'cost in pence',
  opensAt: 'booking opens',
  closesAt: 'booking closes',
  startsAt: 'start',
  endsAt: 'end',
  capacity: 'places',
  bring: 'what to bring',
  joining: 'joining notes',
  stepFree: 'step-free access',
  travel: 'nearest station or bus',
  type: 'kind',
  typeName: 'type',
  localAuthorityCode: 'number of its local authority',
  localAuthority: 'local authority',
  establishmentNumber: 'establishment number',
  ukprn: 'UKPRN',
  lowestAge: 'lowest age',
  highestAge: 'highest age',
  openedOn: 'opened',
  closedOn: 'closed',
  inPartnership: 'in the partnership',
};

function show(value: Shown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

function sayCapacity(capacity: number | null): string {
  return capacity === 1 ? 'there is 1 place' : `there are ${capacity ?? 'no'} places`;
}

function sayNames({ people, more }: NamedInFile): string {
  const shown = people.map(({ name, line }) => `${name} (line ${line})`);
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
