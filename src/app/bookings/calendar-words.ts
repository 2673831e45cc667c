/** What a calendar entry says beside the words of its event. */
export const calendarWords = {
  feedName: 'Staffroom bookings',
  joiningNotes: 'Joining notes',
  whatToBring: 'What to bring',
  stepFreeAccess: 'Step-free access',
  stationOrBus: 'Station or bus',
  joinOnline: (link: string) => `Join online: ${link}`,
} as const;
