import type { FilesInTeams } from '../teams/files-in-teams.js';
import type { Seen, TeamsChat } from '../teams/teams.js';
import { type RegisterCells, registerCsv } from './register.js';

/** A partnership that begins with nothing, as its administrator sets it up: its words, its schools and how they come in. */
export interface FoundingWorld {
  readonly title: string;
  /** What is filled in when the partnership is named. */
  readonly partnership: Readonly<Record<string, string>>;
  /** What its schools are called after their town. */
  readonly ending: string;
  /** Takes the register in, as far as the card with Apply. */
  readonly takeIn: (files: FilesInTeams, admin: TeamsChat, register: string) => Promise<Seen>;
  /** What tells its own schools from others in the register. @param own whether it belongs */
  readonly cells: (own: boolean, at: number) => RegisterCells;
  /** One of its parts, and the headings and names that the office uses. */
  readonly locality: string;
  /** What it calls its clusters. */
  readonly clusterWord: string;
  readonly headings: string;
  readonly localities: readonly [string, string];
  readonly clusters: readonly [string, string];
  readonly projects: Readonly<Record<'research' | 'review' | 'nominations' | 'fund', string>>;
  /** A research project's strands. */
  readonly strands: readonly [string, string];
  readonly series: string;
  /** Who runs what, and who reads the figures. */
  readonly committee: string;
}

const county: FoundingWorld = {
  title: 'a partnership of the schools of a county',
  partnership: { name: 'Essex Schools Together', areas: 'Essex', alsoCalled: 'EST' },
  ending: 'Primary School',
  takeIn: (files, admin, register) => files.attach(admin, 'import schools for Essex', 'edubase.csv', register),
  cells: (own) => ({ 'LA (code)': own ? '881' : '882', 'LA (name)': own ? 'Essex' : 'Southend-on-Sea' }),
  locality: 'locality',
  clusterWord: 'clusters',
  headings: 'URN,Area,Network',
  localities: ['Upper Vale', 'Lower Vale'],
  clusters: ['Otter', 'Heron'],
  projects: { research: 'Kindle', review: 'Learning walks', nominations: 'Steps to headship', fund: 'Spark fund' },
  strands: ['Reading', 'Number'],
  series: 'Heads’ forum',
  committee: 'Scrutiny',
};

const trust: FoundingWorld = {
  title: 'a trust with academies in two counties',
  partnership: {
    ...{ name: 'Three Rivers Learning Trust', areas: 'Essex, Southend', alsoCalled: '3RLT' },
    ...{ member: 'academy', cluster: 'family', locality: 'hub' },
  },
  ending: 'Academy',
  takeIn: async (files, admin, register) => {
    const asked = await files.attach(admin, 'import schools', 'edubase.csv', register);
    // Its own name is the trust's, so its schools are those that are filled in, in both counties.
    const form = await admin.click(asked.card, 'Choose');
    return admin.submit(form.card, {});
  },
  cells: (own, at) => ({
    ...(at % 2 ? { 'LA (code)': '881', 'LA (name)': 'Essex' } : { 'LA (code)': '882', 'LA (name)': 'Southend-on-Sea' }),
    ...(own ? { 'Trusts (code)': '98001', 'Trusts (name)': 'Three Rivers Learning Trust' } : {}),
    ...{ 'TypeOfEstablishment (name)': 'Academy converter', 'EstablishmentTypeGroup (name)': 'Academies' },
  }),
  locality: 'hub',
  clusterWord: 'families',
  headings: 'URN,Hub,Family',
  localities: ['Riverside', 'Moorland'],
  clusters: ['Alder', 'Birch'],
  projects: {
    ...{ research: 'Talk first', review: 'Open doors', nominations: 'Rising leaders' },
    fund: 'Trustees’ fund',
  },
  strands: ['Oracy', 'Fractions'],
  series: 'Principals’ meeting',
  committee: 'Trustees',
};

/** On a server the first alone: they differ in words and records, whatever the database. */
export const foundingWorlds: readonly FoundingWorld[] = process.env.TEST_DATABASE_URL ? [county] : [county, trust];

/** A register of schools of which the first `own` belong to the partnership. @param names of the schools */
export function registerOf(world: FoundingWorld, names: readonly string[], own: number, firstUrn: number): string {
  return registerCsv(
    names.map((name, at) => ({
      ...{ URN: String(firstUrn + at), EstablishmentName: name, EstablishmentNumber: String(2_000 + at) },
      ...{ Town: name.split(' ')[0] ?? '', 'DistrictAdministrative (name)': at % 2 ? 'South' : 'North' },
      ...{ Postcode: `ZZ${1 + (at % 9)} 1AA`, SchoolWebsite: `https://www.school-${at}.example` },
      ...world.cells(at < own, at),
    })),
  );
}
