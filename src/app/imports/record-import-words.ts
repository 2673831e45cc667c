import { sayAcademicYear } from '../../domain/academic-year.js';

/** What is said of people, schools, localities and past participation that are imported. */
export const recordImportWords = {
  sameSchool: (twin: number) => `This is the same school as in line ${twin}. Keep one of the two rows.`,
  schoolGone: 'That school is no longer on record.',
  onlyOrganisers: 'Only organisers of everything can say who took part in a project.',
  noSuchProject: (project: string) => `project: I know none called “${project}”. Create it first.`,
  yearNotOver: (year: number) => `${sayAcademicYear(year)} is not over: its schools join it here.`,
  samePerson: (twin: number) => `This is the same person as in line ${twin}. Keep one of the two rows.`,
  severalOfThisName: 'Several people of this name are at that school. Add the address of the one you mean.',
  isNow: (was: number, urn: number) => `${was} is ${urn} now`,
  successorsOfEachOther: (from: number, others: number[]) =>
    `${from} and ${others.join(', ')} would each be the other's successor: that link is left out.`,
  wasSplit: (from: number, successorUrn: number, others: number[]) =>
    `${from} was split: its past is counted with ${successorUrn}, not with ${others.join(', ')}.`,
  someSchool: 'A school on record',
  underWayInProjects: (projects: number) => `${projects} under way in projects`,
  lookedAt: (said: string) => `Looked at because the partnership has schools there: ${said}.`,
  unreadableLeftOut: (count: number) =>
    `Rows of schools that are left out and cannot be read: ${count.toLocaleString('en-GB')}.`,
  keptOutside: (outside: number) =>
    `${outside.toLocaleString('en-GB')} new schools are kept outside the partnership: they are closed, independent, or elsewhere. Name a local authority or a district, and its open state-funded schools come in.`,
  closeWithoutSuccessor: (alone: number) =>
    `${alone} schools with people close, and no link says what they became. Import the links file too.`,
  andMore: (shown: string[], more: number) => `${shown.join(', ')} and ${more.toLocaleString('en-GB')} more`,
  and: (shown: string[], last: string) => `${shown.join(', ')} and ${last}`,
  schoolsAre: (schools: number) => `${schools.toLocaleString('en-GB')} schools are`,
  leftOutElsewhere: (are: string, count: number, said: string) =>
    `${are} left out, in ${count === 1 ? 'a local authority' : `${count} local authorities`} that the partnership has no school in: ${said}.`,
} as const;
