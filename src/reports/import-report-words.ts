/** What the report of an import says. */
export const importReportWords = {
  toCorrect: 'To correct',
  moreRemarks: (more: number) => `… and ${more} more remarks.`,
  howToTakeIn: 'To take some in: import the file again with --la NAME for each local authority. To take in all: --all.',
  howToListUnknown:
    'For a list of these people: --unknown FILE. Fill in their positions, and take it in with: import people FILE',
  newRows: (count: number) => `${count.toLocaleString('en-GB')} new`,
  changed: (changed: number) => `${changed.toLocaleString('en-GB')} changed`,
  closed: (closed: number) => `${closed.toLocaleString('en-GB')} closed`,
  asTheyWere: (unchanged: number) => `${unchanged.toLocaleString('en-GB')} as they were`,
  notRight: (faulty: number) => `${faulty.toLocaleString('en-GB')} not right`,
  goodRowsStored: 'The rows that are right are stored. Mend the others and import them by themselves.',
  nothingToStore: 'Nothing had to be stored.',
  allStored: 'All of it is stored.',
  dryRun: 'This was a dry run: nothing was stored. Leave out --dry-run to store it.',
  notStored:
    'Nothing was stored. Mend the rows that are not right and import the file again; or store the others with --good-rows, and these go to a file with --mend FILE.',
  changedMeanwhile: 'Nothing was stored: the records have changed meanwhile. Run it again.',
} as const;
