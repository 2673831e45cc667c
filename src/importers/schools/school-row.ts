import type { RowFault, SchoolFields, SchoolRecord } from '../../app/imports/import-file-format.js';
import { readDay } from '../days.js';
import { registerWords } from './register-words.js';
import { isMaintained, phaseOf, statusOf, typeOf } from './school-words.js';

/** Cells of a row by heading; undefined when the file has no such column. */
export type CellOf = (heading: string) => string | undefined;

type ReadSchool = { readonly kind: 'school'; readonly school: SchoolRecord } | ({ readonly kind: 'faulty' } & RowFault);

/** One row of the register, by the Department's names of the columns. */
export function readSchoolRow(line: number, cell: CellOf): ReadSchool {
  const faults: string[] = [];
  const name = text(cell('EstablishmentName')) ?? '';
  const urn = Number(cell('URN'));
  if (!Number.isInteger(urn) || urn < 100_000 || urn > 999_999) {
    faults.push(registerWords.noUrn(cell('URN') ?? ''));
  }
  if (name === '') faults.push(registerWords.nameEmpty);
  const typeName = text(cell('TypeOfEstablishment (name)')) ?? '';
  if (typeName === '') faults.push(registerWords.typeEmpty);
  const statusName = text(cell('EstablishmentStatus (name)')) ?? '';
  const status = statusOf(statusName);
  if (!status) faults.push(`EstablishmentStatus (name): I do not know “${statusName}”.`);
  const optional = readOptional(cell, faults);
  const phaseName = text(cell('PhaseOfEducation (name)')) ?? '';
  const phase = phaseOf(phaseName, typeName, { lowest: optional.lowestAge, highest: optional.highestAge });
  if (!phase) faults.push(`PhaseOfEducation (name): I do not know “${phaseName}”.`);
  if (!status || !phase || faults.length > 0) return { kind: 'faulty', line, name, faults, ...authorityOf(cell) };
  const { fields, remarks } = setInOrder(optional, `${name} (${urn})`);
  const school: SchoolRecord = {
    line,
    urn,
    maintained: isMaintained(typeName),
    remarks,
    authority: text(cell('LA (name)')) ?? '',
    fields: {
      name,
      phase,
      type: typeOf(typeName),
      typeName,
      status,
      town: text(cell('Town')) ?? '',
      postcode: text(cell('Postcode')) ?? '',
      ...fields,
    },
  };
  return { kind: 'school', school };
}

function authorityOf(cell: CellOf): { localAuthorityCode?: number } {
  const code = text(cell('LA (code)')) ?? '';
  return /^\d{3}$/.test(code) ? { localAuthorityCode: Number(code) } : {};
}

/** "Bristol, City of" and "Herefordshire, County of" are called Bristol and Herefordshire. */
function authorityAsCalled(name: string): string {
  return name.replace(/,\s*(?:city|county) of$/i, '');
}

type Optional = Partial<Omit<SchoolFields, 'name' | 'phase' | 'type' | 'typeName' | 'status' | 'town' | 'postcode'>>;

/** The fields that the file has columns for. */
function readOptional(cell: CellOf, faults: string[]): Optional {
  const optional: Record<string, unknown> = {};
  const take = <T>(field: keyof Optional, heading: string, read: (value: string | null) => T) => {
    const given = cell(heading);
    if (given !== undefined) optional[field] = read(text(given) ?? null);
  };
  const number = (heading: string) => (value: string | null) => {
    if (value === null) return null;
    if (/^\d{1,9}$/.test(value)) return Number(value);
    faults.push(registerWords.noWholeNumber(heading, value));
    return null;
  };
  // The register writes 0 where it does not know.
  const metres = (value: string | null) => (value !== null && /^[1-9]\d{3,6}$/.test(value) ? Number(value) : null);
  const day = (heading: string) => (value: string | null) => {
    const read = value === null ? null : readDay(value);
    if (read === undefined) faults.push(`${heading}: “${value}” is no date such as 01-09-2026.`);
    return read ?? null;
  };
  const asItIs = (value: string | null) => value;
  take('diocese', 'Diocese (name)', asItIs);
  take('federation', 'Federations (name)', asItIs);
  take('district', 'DistrictAdministrative (name)', (value) => value ?? '');
  take('website', 'SchoolWebsite', asItIs);
  take('localAuthority', 'LA (name)', (value) => value && authorityAsCalled(value));
  take('localAuthorityCode', 'LA (code)', number('LA (code)'));
  take('establishmentNumber', 'EstablishmentNumber', number('EstablishmentNumber'));
  take('easting', 'Easting', metres);
  take('northing', 'Northing', metres);
  take('ukprn', 'UKPRN', number('UKPRN'));
  take('pupils', 'NumberOfPupils', number('NumberOfPupils'));
  take('lowestAge', 'StatutoryLowAge', number('StatutoryLowAge'));
  take('highestAge', 'StatutoryHighAge', number('StatutoryHighAge'));
  take('openedOn', 'OpenDate', day('OpenDate'));
  take('closedOn', 'CloseDate', day('CloseDate'));
  take('trust', 'Trusts (name)', (value) =>
    value === null ? null : { code: text(cell('Trusts (code)')) ?? null, name: value },
  );
  return optional as Optional;
}

/** The register has a few schools that close before they open, or whose ages run backwards: these fields are left empty. */
function setInOrder(optional: Optional, school: string): { fields: Optional; remarks: string[] } {
  const { openedOn, closedOn, lowestAge, highestAge } = optional;
  const datesWrong = openedOn && closedOn && closedOn < openedOn;
  const agesWrong = lowestAge != null && highestAge != null && highestAge < lowestAge;
  const fields = {
    ...optional,
    ...(datesWrong ? { openedOn: null } : {}),
    ...(agesWrong ? { lowestAge: null, highestAge: null } : {}),
  };
  const remarks = [
    ...(datesWrong ? [registerWords.closesBeforeItOpens(school)] : []),
    ...(agesWrong ? [registerWords.agesBackwards(school)] : []),
  ];
  return { fields, remarks };
}

/** Undefined for an empty cell, and for the register's words for "not known" or "not applicable". */
function text(cell: string | undefined): string | undefined {
  const trimmed = cell?.replaceAll('\u0000', '').replace(/\s+/g, ' ').trim();
  return !trimmed || /^(not applicable|not recorded|does not apply|none)$/i.test(trimmed) ? undefined : trimmed;
}
