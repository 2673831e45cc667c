import { TZDate } from '@date-fns/tz';
import { addDays, addMonths, format, startOfISOWeek } from 'date-fns';
import { dayMs } from '../../domain/durations.js';
import { sayDay } from '../../domain/when.js';
import { daysInWords } from '../../understanding/dates.js';
import type { Subject } from '../talk/turn-context.js';

const pattern =
  /^(?:(?:and|ok|so|then|but) )*(?:(?:what|how) about |anything (?:on )?|what'?s on |what is on )?(?:in |on )?(?:the )?(?:(?<unit>week|month) (?<way>after|before)(?: that)?|(?<next>following|next|previous) (?<other>week|month)|one (?<then>after|before)(?: that)?|(?<beyond>after(?:wards)?)(?: (?:that|then))?)\W*$/;

/** Longer than this, and what was asked for was no week. */
const longestWeekMs = 8 * dayMs;

const samePattern =
  /^(?:(?:and|ok|so|is there|are there|do you have|have you got) )*(?:what else|what (?:other )?(?:ones|events|dates)|any(?:thing)?(?: (?:else|others?|more|ones))*|others?)(?:(?:'s| is| are)? on)?(?: (?:in|on))?(?: (?:that|the same)) (?<unit>day|week|month)\W*$/;

/** "Anything else that week": the day, week or month of what was just shown, in words that stand alone. */
export function daysOfShown(
  shown: readonly { readonly startsAt: Date }[],
  words: string,
  zone: string,
): string | undefined {
  const unit = samePattern.exec(words)?.groups?.unit;
  const [first] = shown;
  if (!unit || !first) return undefined;
  const day = new TZDate(first.startsAt, zone);
  if (unit === 'month') return `in ${format(day, 'MMMM yyyy')}`;
  return unit === 'week' ? `week of ${sayDay(startOfISOWeek(day), zone)}` : `on ${sayDay(day, zone)}`;
}

/**
 * "The week after", "the following month", after a week or month of the programme was asked for: in words that stand alone.
 * @param words as `plainWords` leaves them
 */
export function daysAfter(
  { asked, events }: Pick<Subject, 'asked' | 'events'>,
  words: string,
  now: Date,
  zone: string,
): string | undefined {
  const said = pattern.exec(words)?.groups;
  // A month in three letters is one only after "in".
  const read = (days: string) => daysInWords(days, now, zone) ?? daysInWords(`in ${days}`, now, zone);
  const before = said && asked?.days ? read(asked.days) : undefined;
  if (!said || !before) return undefined;
  // Of one event that was shown, "the one after" is the next event; "next week" is counted from today.
  if ((said.then && events.length === 1) || said.next === 'next') return undefined;
  // "Anything after", where what is on until then was asked for.
  if (said.beyond) return `from ${sayDay(new TZDate(before.to, zone), zone)} onwards`;
  const ofWeek =
    (said.unit ?? said.other ?? (before.to.getTime() - before.from.getTime() < longestWeekMs ? 'week' : 'month')) ===
    'week';
  const way = [said.way, said.then].includes('before') || said.next === 'previous' ? -1 : 1;
  const from = new TZDate(before.from, zone);
  return ofWeek
    ? `week of ${sayDay(startOfISOWeek(addDays(from, 7 * way)), zone)}`
    : `in ${format(addMonths(from, way), 'MMMM yyyy')}`;
}
