import { hourMs, minuteMs } from './durations.js';

/** People can check themselves in from an hour before the start to an hour after the end. */
type CheckInTime = 'open' | 'too-early' | 'too-late';

const hour = hourMs;

export function checkInTime(session: { startsAt: Date; endsAt: Date }, now: Date): CheckInTime {
  if (now.getTime() < session.startsAt.getTime() - hour) return 'too-early';
  return now.getTime() > session.endsAt.getTime() + hour ? 'too-late' : 'open';
}

/** Wrong codes within ten minutes before an account is blocked, because there are only ten thousand codes. */
export const mostWrongCodes = 5;
export const wrongCodesCountFor = 10 * minuteMs;
