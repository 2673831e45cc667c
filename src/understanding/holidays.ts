import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';

/** School holidays, half-terms and Easter. `from` is included, `to` is not. */
export interface Holiday {
  readonly from: TZDate;
  readonly to: TZDate;
  readonly said: string;
}

/** The next one of its name that is not over. Half-terms are where most authorities have them. */
export function nextHoliday(name: string, now: Date, zone: string): Holiday | undefined {
  const year = new TZDate(now, zone).getFullYear();
  const all = [year - 1, year, year + 1].flatMap((each) => holidaysOf(name, each, zone));
  return all.sort((a, b) => a.from.getTime() - b.from.getTime()).find(({ to }) => to > now);
}

function holidaysOf(name: string, year: number, zone: string): Holiday[] {
  const day = (month: number, date: number, ofYear = year) => new TZDate(ofYear, month, date, zone);
  const between = (from: TZDate, days: number, said: string): Holiday => ({ from, to: addDays(from, days), said });
  if (/christmas|xmas/.test(name)) return [{ from: day(11, 21), to: day(0, 2, year + 1), said: 'Christmas' }];
  if (name === 'new year') return [{ from: day(0, 1), to: day(0, 2), said: 'the new year' }];
  if (/^summer( holidays?)?$/.test(name)) return [{ from: day(6, 22), to: day(8, 1), said: 'the summer holidays' }];
  if (name === 'easter')
    return [{ from: addDays(easterOf(year, zone), -7), to: addDays(easterOf(year, zone), 8), said: 'Easter' }];
  const halves: ReadonlyArray<readonly [RegExp, Holiday]> = [
    [/feb|spring/, between(mondayFrom(day(1, 12)), 7, 'the February half-term')],
    [/may|summer/, between(mondayFrom(day(4, 25)), 7, 'the May half-term')],
    [/oct|autumn/, between(mondayFrom(day(9, 24)), 7, 'the October half-term')],
  ];
  const named = halves.filter(([pattern]) => pattern.test(name));
  return (named.length > 0 ? named : halves).map(([, holiday]) => holiday);
}

function mondayFrom(day: TZDate): TZDate {
  return addDays(day, (8 - day.getDay()) % 7);
}

/** Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher). */
function easterOf(year: number, zone: string): TZDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return new TZDate(year, Math.floor(f / 31) - 1, (f % 31) + 1, zone);
}
