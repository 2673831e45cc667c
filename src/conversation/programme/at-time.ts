import { TZDate } from '@date-fns/tz';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { tokensOf } from '../../understanding/tokens.js';
import { plainWords } from '../talk/wording.js';
import { filtered, filtersInWords } from './programme-filters.js';

/** What may stand beside the time or day, and says nothing else. */
const beside = new Set(
  'the one a at on in please thanks then ok yes i mean meant would like prefer for me starting that'.split(' '),
);

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const clock = /(?<![\d.:/])(\d{1,2})(?:[:.]([0-5]\d))? ?(am|pm)?(?![\d.:/])/i;

/**
 * "The morning one", "9.30", "the Tuesday": those of several sessions that begin then, where the words say nothing else.
 * @returns undefined where they say more, or name no time
 */
export function atTimeSaid(
  typed: string,
  among: readonly ProgrammeSession[],
  zone: string,
): readonly ProgrammeSession[] | undefined {
  const words = plainWords(typed).replace(/[?!.]+$/, '');
  const time = timeIn(words);
  if (time)
    return isAllSaid(time.rest) ? among.filter((session) => time.minutes.includes(minuteOf(session, zone))) : undefined;
  const day = weekdays.findIndex((name) => new RegExp(`\\b${name}\\b`).test(words));
  if (day >= 0) {
    if (!isAllSaid(words.replace(weekdays[day] ?? '', ' '))) return undefined;
    return among.filter(({ startsAt }) => new TZDate(startsAt, zone).getDay() === day);
  }
  const { filters, rest, ofTime } = filtersInWords(words);
  return filters.length === 1 && ofTime.length === 1 && isAllSaid(rest) ? filtered(among, filters, zone) : undefined;
}

/** Without "am" or "pm" either half of the day may be meant; a number alone is no time. */
function timeIn(words: string): { readonly minutes: readonly number[]; readonly rest: string } | undefined {
  const match = clock.exec(words);
  const [all = '', hour = '', minutes, half] = match ?? [];
  if (!match || Number(hour) > 23 || (minutes === undefined && half === undefined)) return undefined;
  const at = (Number(hour) % 12) * 60 + Number(minutes ?? 0);
  const halves = { am: [at], pm: [at + noon] }[half ?? ''] ?? (Number(hour) > 12 ? [at + noon] : [at, at + noon]);
  return { minutes: halves, rest: words.replace(all, ' ') };
}

const noon = 12 * 60;

function isAllSaid(rest: string): boolean {
  return tokensOf(rest).every((word) => beside.has(word));
}

function minuteOf({ startsAt }: ProgrammeSession, zone: string): number {
  const local = new TZDate(startsAt, zone);
  return local.getHours() * 60 + local.getMinutes();
}
