/** What is said of the rows of attendance lists, and how they were settled. */
export const attendanceWords = {
  settledBefore: 'Settled by an organiser before',
  heldTheMeeting: 'Held the meeting and had no place, so is not counted',
  matchedBy: (by: string) => `Matched by ${by === 'name, booked' ? 'name among those booked' : by}`,
  nobodyOfThisName: 'Nobody of this name is on record',
  severalOfThisName: 'Several people have this name',
  doubtfulPresence: (unclear: string) =>
    `The file says “${unclear.slice(0, 60)}”, which may or may not mean that they were there`,
  hadNoPlace: 'Somebody of this name is on record, but had no place',
  samePerson: (line: number) => `The same person as in line ${line}, counted once`,
  leftOut: 'Left out by an organiser',
  settled: 'Settled by an organiser',
} as const;
