/** The register of schools as published by the Department: some of its headings, in their order. */
const headings = [
  'URN',
  'LA (code)',
  'LA (name)',
  'EstablishmentNumber',
  'EstablishmentName',
  'TypeOfEstablishment (code)',
  'TypeOfEstablishment (name)',
  'EstablishmentTypeGroup (name)',
  'EstablishmentStatus (code)',
  'EstablishmentStatus (name)',
  'ReasonEstablishmentClosed (name)',
  'OpenDate',
  'CloseDate',
  'PhaseOfEducation (name)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'Diocese (name)',
  'NumberOfPupils',
  'Trusts (code)',
  'Trusts (name)',
  'Federations (name)',
  'UKPRN',
  'Street',
  'Locality',
  'Town',
  'Postcode',
  'SchoolWebsite',
  'DistrictAdministrative (name)',
] as const;
export type RegisterCells = Partial<Record<(typeof headings)[number], string>>;

const usual: RegisterCells = {
  'LA (code)': '925',
  'LA (name)': 'Lincolnshire',
  EstablishmentNumber: '2001',
  'TypeOfEstablishment (name)': 'Community school',
  'EstablishmentTypeGroup (name)': 'Local authority maintained schools',
  'EstablishmentStatus (name)': 'Open',
  'PhaseOfEducation (name)': 'Primary',
  StatutoryLowAge: '4',
  StatutoryHighAge: '11',
  'Diocese (name)': 'Not applicable',
  NumberOfPupils: '105',
  Street: '1 Fen Road',
  Town: 'Lincoln',
  Postcode: 'LN1 1AA',
  'DistrictAdministrative (name)': 'Lincoln',
};

/** As many columns as the real file, which changes from month to month. */
const others = Array.from({ length: 112 }, (_, index) => `Other${index} (name)`);

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const lineOf = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;

export function registerHead(): string {
  return lineOf([...others.slice(0, 40), ...headings, ...others.slice(40)]);
}

export function registerRow(cells: RegisterCells): string {
  const given = { ...usual, ...cells };
  const known = headings.map((heading) => given[heading] ?? '');
  return lineOf([...others.slice(0, 40).map(() => ''), ...known, ...others.slice(40).map(() => 'Not applicable')]);
}

export function registerCsv(rows: readonly RegisterCells[]): string {
  return registerHead() + rows.map(registerRow).join('');
}

export function linksCsv(
  rows: ReadonlyArray<readonly [urn: number, linkUrn: number, type: string, date?: string]>,
): string {
  const lines = rows.map(([urn, linkUrn, type, date = '01-09-2026']) =>
    lineOf([String(urn), String(linkUrn), 'A school, linked', type, date]),
  );
  return lineOf(['URN', 'LinkURN', 'LinkName', 'LinkType', 'LinkEstablishedDate']) + lines.join('');
}
