/** What is said of the register of schools, its links and their rows. */
export const registerWords = {
  noSchoolInTrust: (text: string) =>
    `No school of this file is in the trust ${text}. Give its name as the register has it.`,
  didYouMean: (text: string) => ` Did you mean ${text}?`,
  noSchoolInAuthority: (asked: string, meant: string, some: string, all: readonly string[], saidAtOnce: number) =>
    `No school of this file is in the local authority ${asked}.${meant} Its local authorities are: ${some}${all.length > saidAtOnce ? ' and others' : ''}.`,
  zip: 'This is a ZIP, or a workbook, and no CSV. Unpack the download and import the CSV in it.',
  pdf: 'This is a PDF and no CSV.',
  empty: 'This file is empty. Download it again.',
  utf16: 'This file is in UTF-16. Save it as CSV in UTF-8.',
  noText: 'This is no CSV: it holds what no text does.',
  brokenCsv: (message: string) => `This is no whole CSV: ${message}. Download it again.`,
  ofLinksFile: (words: string) => `The links file: ${words}`,
  linksColumnsMissing: (missing: readonly string[]) =>
    `The links file has no column ${missing.join(', ')}. Download “Establishment links CSV” from get-information-schools.service.gov.uk/Downloads.`,
  remarkOfLinksFile: (said: string) => `Links file: ${said}`,
  noLink: (said: string, said2: string) => `URN or LinkURN is no number of six digits: “${said}”, “${said2}”.`,
  tooManyRows: 'This file has more than 100,000 rows, which is no register of schools.',
  tooManyLinks: 'The links file has more than 200,000 links, which is more than all schools have.',
  brokenRow: (cells: readonly string[], width: number) =>
    `This row has ${cells.length} cells and the headings ${width}: a comma without quotation marks, or a broken line.`,
  noRows: 'This file has headings and no schools. Download it again.',
  noSchoolInDistricts: (districts: readonly string[]) => `No school of this file is in ${districts.join(', ')} there.`,
  isLinksFile: 'This is the links file. Give the establishments file first, and this one with --links.',
  whereToDownload: 'Download “Establishment fields CSV” from get-information-schools.service.gov.uk/Downloads.',
  noRegister: (missing: string[], where: string) =>
    `This is not the register of schools: it has no columns ${missing.join(', ')}. ${where}`,
  columnsMissing: (missing: string[], where: string) => `Columns are missing: ${missing.join(', ')}. ${where}`,
  twice: (urn: number, twin: number) => `URN ${urn} is in line ${twin} already. Keep one of the two.`,
  othersLeftOut: (elsewhere: number) => `${elsewhere.toLocaleString('en-GB')} schools of other areas are left out.`,
  moreFaults: (more: number) => `${more.toLocaleString('en-GB')} more rows have faults, which are not listed.`,
  noSchools: (each: string[]) => `Left out, because they are no schools: ${each.join(', ')}.`,
  noUrn: (said: string) => `URN: “${said}” is no number of six digits.`,
  nameEmpty: 'EstablishmentName: it is empty.',
  typeEmpty: 'TypeOfEstablishment (name): it is empty.',
  noWholeNumber: (heading: string, value: string) => `${heading}: “${value}” is no whole number.`,
  closesBeforeItOpens: (school: string) => `${school} closes before it opens: the opening date is left empty.`,
  agesBackwards: (school: string) => `${school} has ages that run backwards: they are left empty.`,
} as const;
