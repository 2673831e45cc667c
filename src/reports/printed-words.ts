import { sayDay } from '../domain/when.js';

/** What badges, lists, certificates and room sheets say beside names. */
export const printedWords = {
  bookedBy: 'Booked by',
  doorList: 'Door list',
  nobodyHasPlaceYet: (title: string) => `${title}. Nobody has a place yet.`,
  certificateOf: (title: string) => `Certificate of attendance: ${title}`,
  certificate: 'Certificate of attendance',
  thisCertifies: 'This is to certify that',
  issued: (at: Date, zone: string) => `From the attendance record. Issued on ${sayDay(at, zone)}.`,
  minutes: (rest: number) => `${rest} minutes`,
  notChosenYet: 'Not chosen yet',
  roomSheets: (title: string) => `Room sheets: ${title}`,
  nothingHeld: 'Nothing is to be held.',
} as const;
