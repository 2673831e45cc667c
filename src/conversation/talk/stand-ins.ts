import type { StandIns } from '../../app/core.js';

/** What stands on record where a name was forgotten or there is none. */
export const standIns: StandIns = {
  erasedPerson: 'Erased person',
  somebody: 'somebody',
  office: 'The partnership',
  ownRecords: { title: 'Attendance records of the partnership', publisher: 'The partnership' },
};
