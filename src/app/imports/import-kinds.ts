import type { Tx } from '../../db/database.js';
import { type Actor, holds, holdsSomewhere } from '../../domain/actor.js';
import type { Core } from '../core.js';
import { planEvents } from './events-import.js';
import { withoutFaultyRows } from './good-rows.js';
import { planGuests } from './guests-import.js';
import { planHistory, withoutFaultyEvents } from './history-import.js';
import type { ImportFile, ImportFiles, ImportKind } from './import-file-format.js';
import type { Plan, ReportLine } from './import-plan.js';
import { planLocalities } from './localities-import.js';
import { planParticipation } from './participation-import.js';
import { planPeople } from './people-import.js';
import { planSchools, withoutFaultySchools } from './schools-import.js';
import type { WhichArea } from './schools-nearby.js';

/** Administrators where it affects everyone; organisers only import into their own series. */
const importers: Readonly<Record<ImportKind, 'administrators' | 'organisers'>> = {
  events: 'organisers',
  guests: 'organisers',
  history: 'organisers',
  localities: 'administrators',
  participation: 'organisers',
  people: 'administrators',
  schools: 'administrators',
};

interface ImportRules<File extends ImportFile> {
  /** Compares the file with the records. @param actor undefined for the service's own commands */
  readonly plan: (core: Core, tx: Tx, actor: Actor | undefined, file: File) => Promise<Plan | WhichArea>;
  /** The rows that may be stored although others are not right. */
  readonly withoutFaulty: (file: File, faulty: readonly ReportLine[]) => File;
}

/** What each kind of import does: its reader is in `importers/read-table-file.ts`, its words in `conversation/talk`. */
const rules: { readonly [Kind in ImportKind]: ImportRules<ImportFiles[Kind]> } = {
  events: { plan: planEvents, withoutFaulty: withoutFaultyRows },
  guests: { plan: planGuests, withoutFaulty: withoutFaultyRows },
  history: { plan: planHistory, withoutFaulty: withoutFaultyEvents },
  localities: {
    plan: (core, tx, _, file) => planLocalities(core, tx, file),
    withoutFaulty: withoutFaultyRows,
  },
  participation: { plan: planParticipation, withoutFaulty: withoutFaultyRows },
  people: {
    plan: (core, tx, _, file) => planPeople(core, tx, file),
    withoutFaulty: withoutFaultyRows,
  },
  schools: {
    plan: (core, tx, _, file) => planSchools(core, tx, file),
    withoutFaulty: withoutFaultySchools,
  },
};

export function importedBy(kind: ImportKind): 'administrators' | 'organisers' {
  return importers[kind];
}

/** @param actor undefined for the service's own commands */
export function mayImport(actor: Actor | undefined, kind: ImportKind): boolean {
  if (!actor) return true;
  return importers[kind] === 'administrators' ? holds(actor, 'administrator') : holdsSomewhere(actor, 'organiser');
}

/** What storing a file would change. @returns a question, for a register of schools that does not say which are ours */
export function planImport<Kind extends ImportKind>(
  core: Core,
  tx: Tx,
  actor: Actor | undefined,
  file: FileOfKind<Kind>,
): Promise<Plan | WhichArea> {
  return rules[file.kind].plan(core, tx, actor, file);
}

/** The file without the rows that are not right, and those that cannot be stored without them. */
export function withoutFaulty<Kind extends ImportKind>(
  file: FileOfKind<Kind>,
  faulty: readonly ReportLine[],
): ImportFile {
  return rules[file.kind].withoutFaulty(file, faulty);
}

type FileOfKind<Kind extends ImportKind> = { [One in Kind]: { readonly kind: One } & ImportFiles[One] }[Kind];
