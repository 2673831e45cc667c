import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayDay } from '../../domain/when.js';
import { daysInWords } from '../../understanding/dates.js';

/** To choose between two is of no days. */
const between =
  /(?<!\b(?:torn|choose|choosing|choice|decide|deciding|undecided|pick|difference) )\b(?<lead>between (?:the )?)(?<first>.{2,40}?) and (?:the )?(?<last>(?:(?!\bwhat\b|\bwhich\b)[^?!.,]){2,40})/i;

const weekOf = /\b(?:same )?week (?:of|as) (?:the )?(?<name>[^?!.,\d]{3,40})/i;

/**
 * "Between the conference and Easter": with the day of an event in the place of its name, so that the days can be read. The days
 * are those after the one and before the other.
 * @param named the sessions that a name means
 */
export function withDaysOfEvents(
  text: string,
  named: (name: string) => readonly ProgrammeSession[],
  now: Date,
  zone: string,
): string {
  const week = weekOf.exec(text);
  const [inWeek] = week ? named(week.groups?.name ?? '') : [];
  if (week && inWeek && daysInWords(week[0], now, zone) === undefined)
    return text.replace(week[0], `week of ${sayDay(new TZDate(inWeek.startsAt, zone), zone).replace(/^\w+day /, '')}`);
  const match = between.exec(text);
  const { lead = '', first = '', last = '' } = match?.groups ?? {};
  if (!match) return text;
  const isDays = (words: string) =>
    /^now$/i.test(words) || daysInWords(words, now, zone) !== undefined || /\d/.test(words);
  const sessionsOf = (words: string) => (isDays(words) ? [] : named(words));
  const [earlier, later] = [sessionsOf(first), sessionsOf(last)];
  if (earlier.length + later.length === 0) return text;
  const [begin] = earlier;
  const [end] = later;
  const dayBeside = ({ startsAt }: ProgrammeSession, days: number) =>
    sayDay(addDays(new TZDate(startsAt, zone), days), zone).replace(/^\w+day /, '');
  const from = begin ? dayBeside(begin, 1) : first;
  const to = end ? dayBeside(end, -1) : last;
  return text.replace(match[0], `${lead.replace(/the $/i, '')}${from} and ${to}`);
}
