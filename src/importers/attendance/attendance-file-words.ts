/** What is said of attendance reports and lists, and of their rows. */
export const attendanceFileWords = {
  noSuchSession: (title: string, session: string | undefined, labels: string) =>
    `${title} has no session "${session}". It has: ${labels}.`,
  isListOfUnknownNames: 'This is a list of unknown names: attach it in the chat.',
  fitsSeveral: (labels: string) => `The file fits several sessions. Add --session with one of: ${labels}.`,
  ofAnotherDayForCommand: (days: readonly string[]) =>
    `This file is of another day (${days.join(' or ')}). If it is of this event all the same, add --any-day.`,
  notOrganiser: 'Only the organisers of this event can do that.',
  sessionGone: 'That session is no longer on the programme.',
  notBegun: 'That session has not begun, so there is no attendance yet.',
  cancelled: 'That session was cancelled, so there is no attendance.',
  noSuchEvent: (wanted: string) => `No event is called "${wanted}". The latest are:`,
  importedBefore: (title: string) => `This very file was imported into ${title} before: nothing was changed.`,
  preview: (title: string) => `Nothing is counted yet. For ${title}:`,
  imported: (title: string) => `Imported into ${title}.`,
  rowsWait: (doubtful: number) => `${doubtful} rows wait for an organiser: say "attendance list" in the chat.`,
  namesNobody: 'It names nobody.',
  isTotal: 'A total, and nobody’s name.',
  isProgram: 'A recording or note-taking program, and nobody’s name.',
  isTelephone: 'A telephone number, and nobody’s name.',
  isDevice: 'A device or a room, and nobody’s name.',
  gaveNoName: 'Somebody who gave no name.',
  isNote: 'A note, and nobody’s name.',
  saidAbsent: 'The file says they were not there.',
  unknown: (text: string, others: string[]) => ` I do not know what ${text} ${others.length === 1 ? 'says' : 'say'}.`,
  saysNotWhoCame: (all: string, besides: string) =>
    `This list does not say who came: ${all} would be counted.${besides} Apply it only if all of them were there.`,
  readFromSheet: (name: string) => `Read from the sheet “${name}”; the others are left out.`,
  summaryDiffers: (counted: number, named: number) =>
    `The report’s own summary counts ${counted}, and its list has ${named}. Look at the list before you apply it.`,
  onAnotherDay: 'They were in it on another day.',
  ofAnotherDay: (named: string, were: string) =>
    `This report is of another day (${named}); ${were}. Nothing was changed. Attach the right file, or say which event it is of.`,
  empty: 'This file is empty. Download the report again and attach it.',
  namesNobodyAtAll: 'This report names nobody, so nothing was changed. Download it again after the meeting.',
  nobodyWasThere: (count: number, line: number, why: string) =>
    `Nobody in this file was there: of its ${count} lines none counts. Line ${line}, for one: ${why} Nothing was changed.`,
  isRegistrationList:
    'This is a list of who registered, which does not say who came. Nothing was changed. Download the attendance report of the meeting, or add a column Attended with yes or no.',
  noAttendance:
    'I found no attendance in this file. I read attendance reports from Teams, Zoom and Google Meet as they are downloaded, and lists (CSV or XLSX) whose headings are Name or Email, School and Attended.',
  inWaitingRoom: 'They were in the waiting room.',
  noTimeAtAll: 'They were in it for no time.',
} as const;
