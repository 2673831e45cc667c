import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FiguresQuery } from '../../src/domain/figures/figures-query.js';
import { figureDaysInWords } from '../../src/understanding/figures/figure-days.js';
import type { FigureNames } from '../../src/understanding/figures/figure-names.js';
import { readFiguresFollowUp } from '../../src/understanding/figures/follow-figures.js';
import { readFigures } from '../../src/understanding/figures/read-figures.js';
import { inGeneralWords, partsInGeneralWords } from '../../src/understanding/own-names.js';

const now = new Date('2026-11-28T10:00:00Z');
const zone = 'Europe/London';
/** A partnership of other names than the demonstration's, without aliases. */
const names: FigureNames = {
  series: [
    { slug: 'heads-forum', name: 'Headteachers’ forum', aliases: [], audience: ['headteacher'] },
    { slug: 'governors-forum', name: 'Governors’ forum', aliases: [], audience: ['governor', 'chair_of_governors'] },
    { slug: 'symposium', name: 'Curriculum symposium', aliases: ['the big day'], audience: ['headteacher'] },
  ],
  projects: [
    { slug: 'bright-start', name: 'Bright Start', aliases: [] },
    { slug: 'talk-first', name: 'Talk first', aliases: [] },
  ],
  events: [{ slug: 'symposium-2026', series: 'symposium', title: 'Curriculum symposium: maps and measures' }],
  places: [
    { name: 'Ripon', series: ['heads-forum'] },
    { name: 'Skipton', series: ['heads-forum', 'governors-forum'] },
    { name: 'Online', series: ['governors-forum'] },
  ],
  areas: ['Ripon', 'Craven', 'Harrogate'],
};
const view = { names, now, zone };
const read = (text: string) => readFigures(text, view);
const queryOf = (text: string): FiguresQuery => {
  const found = read(text);
  if (found.kind !== 'query') throw new Error(`${text} is read as ${JSON.stringify(found)}`);
  return found.query;
};
const brief = ({ subjects, measure, operation, by, places, areas, phases }: FiguresQuery) =>
  [subjects.map(({ slug }) => slug).join('+'), measure, operation, by, ...places, ...areas, ...phases]
    .filter(Boolean)
    .join(' ');
const timesOf = ({ times }: Pick<FiguresQuery, 'times'>) =>
  times.map((one) =>
    one.kind === 'stretch' ? one.stretch.said : one.kind === 'last' ? `last ${one.count} ${one.skip}` : one.kind,
  );

describe('what a question leaves out', () => {
  it.each([
    ['how many came to the heads forum in march 2026 apart from ripon', 'place Ripon'],
    ['attendance last year without the symposium', 'series symposium'],
    ['leaving ripon out, how many came to the heads forum in march 2026', 'place Ripon'],
    ['how many people came in 2025/26 excluding primaries and academies', 'phase primary, academies'],
    ['how many schools do we have, not counting craven', 'area Craven'],
    ['how many at the heads forum in march 2026 except for people from craven', 'area Craven'],
  ])('is left out: %j', (text, left) => {
    const { without } = queryOf(text);
    const said = [
      ...(without?.subjects ?? []).map(({ slug }) => `series ${slug}`),
      ...(without?.places ?? []).map((name) => `place ${name}`),
      ...(without?.areas ?? []).map((name) => `area ${name}`),
      ...(without?.phases ?? []).map((name) => `phase ${name}`),
      ...(without?.academies ? ['academies'] : []),
    ];
    expect(said.join(', ')).toBe(left);
  });

  it('is what was left out of the question before, where the next says no other', () => {
    const before = queryOf('how many came to the heads forum in march 2026');
    const after = readFiguresFollowUp('and without ripon', before, view);
    expect(after?.kind === 'query' && after.query.without?.places).toEqual(['Ripon']);
  });
});

describe('a time without a year', () => {
  it.each([
    ['heads forum october against october last year', 'in October 2026, in October 2025'],
    ['heads forum june vs june last year', 'in June 2026, in June 2025'],
    ['compare march and june at the heads forum', 'in March 2026, in June 2026'],
  ])('is of this year beside the same of another: %j', (text, times) => {
    expect(timesOf(queryOf(text)).join(', ')).toBe(times);
  });

  it('may be a day that lies ahead: it is left open', () => {
    for (const text of [
      'heads forum numbers for 12 jan',
      'heads forum numbers for jan 5',
      'heads forum attendance january 12th',
    ]) {
      const [times] = queryOf(text).times;
      expect(times?.kind === 'stretch' && times.stretch.latest, text).toBe(true);
    }
  });
});

describe('words of a partnership’s own', () => {
  const own = {
    ...{ name: 'North Trust', alsoCalled: ['NT'], areas: ['Ripon', 'Dales'] },
    ...{ member: 'academy', cluster: 'family', locality: 'hub' },
  };
  it.each([
    ['how many academies are in NT by hub', 'how many schools are in partnership by locality'],
    ['how many came from Hill Academy', 'how many came from Hill Academy'],
    // One area is the name of a place on record, the other of all of it.
    ['how many schools in Ripon and in the Dales', 'how many schools in Ripon and in the county'],
  ])('%j', (typed, said) => {
    expect(inGeneralWords(typed, own, names.areas)).toBe(said);
  });

  it('are taken in what is asked to be done, but not within the name of an event', () => {
    const said = (typed: string) => partsInGeneralWords(typed, own, ['Family learning day']);
    expect(said('who from our family comes to the family learning day')).toBe(
      'who from our cluster comes to the family learning day',
    );
    expect(said('who is booked from my academy, from Hill Academy or NT')).toBe(
      'who is booked from my school, from Hill Academy or NT',
    );
    // What one partnership calls a cluster another may call a locality.
    expect(partsInGeneralWords('our locality', { ...own, cluster: 'locality', locality: 'cluster' }, [])).toBe(
      'our cluster',
    );
  });

  it('leaves members alone where they have no word of their own', () => {
    expect(inGeneralWords('how many members', { ...own, member: 'member' })).toBe('how many members');
  });
});

describe('a question for a number', () => {
  it.each([
    ['how many came to the symposium in march 2026', 'symposium attended value', ['in March 2026']],
    ['symposium march 26 numbers pls', 'symposium attended value', ['in March 2026']],
    ['how many heads turned up at the ripon forum in june', 'heads-forum attended value Ripon', ['in June 2026']],
    ['average of the last three symposiums', 'symposium attended mean', ['last 3 0']],
    ['which locality had fewest at the symposium', 'symposium attended least locality', ['any']],
    ['best attended governors forum ever', 'governors-forum attended most event', ['ever']],
    ['how many schools were at the symposium in 2025/26', 'symposium schools value', ['in 2025/26']],
    ['symposium 2025 vs 2026', 'symposium attended compare', ['in 2025', 'in 2026']],
    ['more at ripon or skipton at the heads forum', 'heads-forum attended compare Ripon Skipton', ['any']],
    ['how many have booked so far for the symposium', 'symposium booked value', ['coming']],
    ['how many heads are down for the symposium', 'symposium booked value', ['coming']],
    ['how many have put their names down for the symposium', 'symposium booked value', ['coming']],
    ['are numbers down for the symposium', 'symposium attended trend', ['any']],
    ['no shows at the symposium last march', 'symposium missed value', ['in March 2026']],
    [
      'how many joined online at the governors forum since october 2024',
      'governors-forum attended value Online',
      ['since October 2024'],
    ],
    [
      'how many primary schools came to the symposium between 2023 and 2025',
      'symposium schools value primary',
      ['from 2023 to 2025'],
    ],
    ['how many schools in bright start this year', 'bright-start joined value', ['in 2026/27']],
    ['is symposium attendance going up', 'symposium attended trend', ['any']],
    ['how many schools are in craven', 'on-roll value Craven', ['any']],
    ['how many from harrogate came to the last symposium', 'symposium attended value Harrogate', ['last 1 0']],
    ['how many from academies came to the symposium', 'symposium attended value', ['any']],
    ['how many academies came to the symposium', 'symposium schools value', ['any']],
    ['how many at maps and measures', 'symposium-2026 attended value', ['any']],
    ['how many schools are in Talk first this year', 'talk-first joined value', ['in 2026/27']],
    ['which schools missed the last symposium', 'symposium absent value', ['last 1 0']],
    ['which schools did not come to the symposium in march 2026', 'symposium absent value', ['in March 2026']],
    ['avarage atendance at the symposum', 'symposium attended mean', ['any']],
    ['ripon october 2025', 'attended value Ripon', ['in October 2025']],
    ['ripon last two rounds', 'heads-forum attended value Ripon', ['last 2 0']],
    ['how many different schools came to the symposium', 'symposium schools value', ['any']],
    ['busiest venue for the heads forum', 'heads-forum attended most venue', ['any']],
    ['quietest term for the heads forum', 'heads-forum attended least term', ['any']],
    ['what % of primaries came to the symposium', 'symposium school-share value primary', ['any']],
    ['percentage change at the symposium year on year', 'symposium attended trend', ['any']],
    ['was may better than january for the symposium', 'symposium attended compare', ['in May 2026', 'in January 2026']],
    ['primaries in craven', 'on-roll value Craven primary', ['any']],
    ['total attendance across everything in 2024/25', 'attended sum', ['in 2024/25']],
    ['how did ripon do in june', 'attended value Ripon', ['in June 2026']],
    ['how full is the symposium', 'symposium booked value', ['coming']],
    ['attendance at the measures symposium', 'symposium-2026 attended value', ['any']],
    ['which term gets the most governors', 'governors-forum attended most term', ['any']],
    ['secondaries at the last symposium?', 'symposium schools value secondary', ['last 1 0']],
    ['who has not come to the symposium this year', 'symposium absent value', ['in 2026/27']],
    ['who signed up but did not come to the symposium in march', 'symposium missed value', ['in March 2026']],
    ['what share of attendees at the symposium were secondary', 'symposium people-share value secondary', ['any']],
    ['how many more came to the symposium in march than booked', 'symposium missed value', ['in March 2026']],
    ['compare the symposium march 25 to march 26', 'symposium attended compare', ['in March 2025', 'in March 2026']],
    ['symposium october vs heads forum october 2025', 'symposium+heads-forum attended compare', ['in October 2025']],
    ['did anyone from harrogate come to the last symposium', 'symposium attended value Harrogate', ['last 1 0']],
    ['top three localities at the last symposium', 'symposium attended most locality', ['last 1 0']],
    [
      'do more come to ripon than skipton on average at the heads forum',
      'heads-forum attended mean Ripon Skipton',
      ['any'],
    ],
    ['symposium attendance growth as a percentage since 2024', 'symposium attended trend', ['since 2024']],
    ['symposium numbers in the financial year 2025/26', 'symposium attended value', ['in the financial year 2025/26']],
    [
      'how many at the last gov forum and was it better than the one before',
      'governors-forum attended compare',
      ['last 1 0', 'last 1 1'],
    ],
  ])('%j', (text, parts, times) => {
    const query = queryOf(text);
    expect(brief(query)).toBe(parts);
    expect(timesOf(query)).toEqual(times);
  });

  it('that may be of two series leaves both open', () => {
    const query = queryOf('how many came to the last forum');
    expect(query.subjects.map(({ slug }) => slug)).toEqual(['heads-forum', 'governors-forum']);
    expect(query.unsure).toBe(true);
  });

  it.each([
    ['how many new heads came to the symposium', 'new'],
    ['how many retired heads came to the symposium', 'retired'],
    ['how many have not come to the symposium this year', 'people'],
    ['how many governors came to the symposium', 'governors'],
    ['how many came to the symposium before covid', 'covid'],
    ['how many left handed people came to the symposium', 'handed'],
    ['how many schools came to more than one symposium', 'more than one'],
    ['how many schools came to just one symposium in 2025/26', 'just one'],
    ['schools at exactly two symposiums', 'exactly two'],
    ['how many schools came only once to the symposium', 'once'],
    ['how many came to the symposium rather than the forum', 'rather than the forum'],
    ['how many came to the symposium without the grumpy ones', 'grumpy'],
    ['how many schools are in bright start apart from primaries', 'left out of a project'],
    ['how many came to the symposium in 2025/26 but not in 2024/25', 'but not'],
    ['how many chairs came to the governors forum', 'chairs'],
    ['which school sends the most people to the symposium', 'which school'],
    ['what share of the delegates at the symposium', 'share'],
    ['how many schools sent two or more people to the symposium', 'two or more'],
    ['symposium in march 2026 against heads forum in june 2026', 'time of its own'],
    ['which locality changed most at the symposium since 2024', 'changed'],
    ['small schools at the last symposium', 'small'],
    ['how many schools came to the symposium for the first time', 'first time'],
    ['more than march?', ''],
    ['how many came to the symposium in march 2026 and the year before', 'the year before'],
    ['was march 2026 the busiest symposium since 2024', 'the most of them'],
    ['how many schools dropped out of bright start', 'dropped'],
    ['how many schools are on the waiting list for bright start', 'waiting list'],
    ['how many at the symposium also did bright start', 'together'],
    ['how many schools in bright start have never been to a forum', 'together'],
    ['how many schools are on the waiting list for the symposium', 'schools, and not people'],
  ])('with a word that no record tells is not answered: %j', (text, word) => {
    const found = read(text);
    expect(found.kind).not.toBe('query');
    if (found.kind === 'unclear') expect(found.unclear.words.join(' ')).toContain(word);
  });

  it.each([
    'book me on the ripon forum',
    'when is the next symposium',
    'what is bright start',
    'how many places are left at the symposium',
    'cancel my place at the last forum',
    'thanks, attendance was great',
    'how do i get to ripon',
    'who is coming to the symposium',
    'how many can we send to the symposium',
    'are there places at all three symposiums',
    // The coming one is nearer than the one that was.
    'symposium january',
  ])('is not what somebody asks who says %j', (text) => {
    expect(read(text).kind).toBe('none');
  });

  it('is never answered as another one when a word is added that nobody knows', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'.split('')),
      minLength: 6,
      maxLength: 12,
    });
    fc.assert(
      fc.property(letters, fc.integer({ min: 0, max: 8 }), (strange, at) => {
        const words = 'how many people came to the symposium in 2025/26'.split(' ');
        words.splice(at, 0, strange);
        const found = read(words.join(' '));
        return found.kind !== 'query';
      }),
    );
  });
});

describe('a word that would make it another question', () => {
  it.each([
    'how many came again in june 2026 to the heads forum',
    'how many of those at the heads forum in june 2026 also came in march 2026',
    'how many of the people who came to the heads forum in june 2026 had come in march 2026',
    'how many booked for ripon in june 2026 but came to skipton',
    'how many had booked for the symposium this time last year',
    'how many places were there at the heads forum in june 2026',
    'heads forum in june 2026 against the bright start project',
    'how many schools only ever come to skipton',
    'how many came to most of the heads forums in 2025/26',
    'what is the biggest gap between bookings and attendance at the heads forum',
  ])('is never passed over: %j', (text) => {
    expect(read(text).kind).toBe('unclear');
  });

  it.each([
    ['how many came to the heads forum in june 2026 again?', 'heads-forum attended value'],
    ['add up all 3 heads forums in 2025/26', 'heads-forum attended sum'],
    ['which of the two heads forum venues is quietest', 'heads-forum attended least venue'],
    ['which session of the june 2026 heads forum had the most', 'heads-forum attended most venue'],
    ['worst venue for no shows at the heads forum', 'heads-forum missed most venue'],
    ['how many schools have booked for the symposium', 'symposium booked-schools value'],
    ['heads forum v the symposium in 2025/26', 'heads-forum+symposium attended compare'],
    [
      'how many came to the governors forum compared with the symposium in 2025/26',
      'governors-forum+symposium attended compare',
    ],
  ])('is taken up where it can be: %j', (text, asked) => {
    expect(brief(queryOf(text))).toBe(asked);
  });

  it('counts the events, and is no day of the month', () => {
    expect(timesOf(queryOf('how many came across all 3 march heads forums'))).toEqual(['in March 2026']);
    expect(timesOf(queryOf('how many came to the heads forum on 3 march'))).toEqual(['on Tuesday 3 March 2026']);
  });

  it('leaves out all that it says, and whoever was not there in person', () => {
    const left = (text: string) => queryOf(text).without?.places;
    expect(left('how many came to the heads forum in june 2026 everywhere but ripon')).toEqual(['Ripon']);
    expect(left('how many came in person to the governors forum in june 2026')).toEqual(['Online']);
  });

  it.each([
    ['how many came to the first heads forum of 2025/26', 'first', 0, 'in 2025/26'],
    ['the second heads forum in 2024/25, how many came', 'first', 1, 'in 2024/25'],
    ['how many came to the last heads forum before march 2026', 'last', 0, 'before March 2026'],
  ])('says which of a stretch it was: %j', (text, kind, skip, within) => {
    const [time, ...others] = queryOf(text).times;
    expect(others).toEqual([]);
    expect(time?.kind).toBe(kind);
    expect(time && 'within' in time && time.within?.said).toBe(within);
    expect(time && 'skip' in time ? (time.skip ?? 0) : 0).toBe(skip);
  });
});

describe('a share, a total or an end of what was told', () => {
  const followed = (first: string, next: string) => readFiguresFollowUp(next, queryOf(first), view);
  it.each([
    [
      'how many heads from craven came in june 2026',
      'what share is that',
      'heads-forum+symposium people-share value Craven',
    ],
    ['no shows at the heads forum in june 2026 by venue', 'which was worst', 'heads-forum missed most venue'],
    ['how many schools have booked for the symposium', 'and how many people', 'symposium booked value'],
    ['how many have booked for the symposium', 'how many schools is that', 'symposium booked-schools value'],
    ['heads forum in june 2026 by venue', 'and the total', 'heads-forum attended sum'],
    ['average at the heads forum in 2025/26', 'is that up', 'heads-forum attended mean'],
  ])('is of the same: %j, then %j', (first, next, asked) => {
    const read = followed(first, next);
    expect(read?.kind === 'query' && brief(read.query)).toBe(asked);
  });

  it('of all who came is none, and said so', () => {
    expect(followed('how many came to the heads forum in june 2026', 'what percent is that')?.kind).toBe('unclear');
  });
});

describe('words that lean on the figure told last', () => {
  const october = queryOf('how many came to the heads forum in october 2017');
  const follow = (text: string, before = october) => {
    const found = readFiguresFollowUp(text, before, view);
    if (found?.kind !== 'query') throw new Error(`${text} is read as ${JSON.stringify(found)}`);
    return [brief(found.query), ...timesOf(found.query)];
  };

  it.each([
    ['and the year before?', ['heads-forum attended value', 'in October 2016']],
    ['and the year after', ['heads-forum attended value', 'in October 2018']],
    ['and ripon?', ['heads-forum attended value Ripon', 'in October 2017']],
    ['by locality?', ['heads-forum attended value locality', 'in October 2017']],
    ['what about governors', ['governors-forum attended value', 'in October 2017']],
    ['which was the best', ['heads-forum attended most event', 'any']],
    ['and june 2018?', ['heads-forum attended value', 'in June 2018']],
    ['and 2020?', ['heads-forum attended value', 'in October 2020']],
    ['how many schools?', ['heads-forum schools value', 'in October 2017']],
    ['and the symposium?', ['symposium attended value', 'in October 2017']],
    ['just primaries', ['heads-forum attended value primary', 'in October 2017']],
    ['how many primary schools', ['heads-forum schools value primary', 'in October 2017']],
  ])('%j keep the rest of it', (text, parts) => {
    expect(follow(text)).toEqual(parts);
  });

  it('take a comparison to another year', () => {
    const sides = queryOf('compare the heads forum and the symposium in 2024/25');
    expect(follow('and the year before?', sides)).toEqual(['heads-forum+symposium attended compare', 'in 2023/24']);
  });

  it.each([
    ['what about secondaries only', 'heads-forum attended value secondary'],
    ['how many of them were primaries', 'heads-forum attended value primary'],
  ])('%j narrow it, and count the same', (text, parts) => {
    expect(follow(text)[0]).toBe(parts);
  });

  it('rank the places that were told apart, at the same time', () => {
    const sides = queryOf('numbers for ripon and skipton at the heads forum in june 2026');
    expect(follow('which was lowest', sides)).toEqual([
      'heads-forum attended least venue Ripon Skipton',
      'in June 2026',
    ]);
  });

  it('narrow schools that stayed away to where they are', () => {
    const away = queryOf('which schools have not been to the symposium since 2024');
    expect(follow('in harrogate', away)).toEqual(['symposium absent value Harrogate', 'since 2024']);
  });

  it('go back from one event to the one held before it', () => {
    const found = readFiguresFollowUp('and the one before that', october, view);
    expect(found?.kind === 'query' && found.query.times).toEqual([
      {
        kind: 'last',
        count: 1,
        skip: 0,
        before: october.times[0]?.kind === 'stretch' && october.times[0].stretch.from,
      },
    ]);
  });

  it('say what of it no query holds, and never drop it', () => {
    const found = readFiguresFollowUp('which went up the most by locality', october, view);
    expect(found).toMatchObject({ kind: 'unclear', unclear: { why: 'beyond' } });
  });

  it('are no follow-up when they ask for something else', () => {
    for (const text of ['when is the next one', 'book me on it', 'thanks', 'who runs it'])
      expect(readFiguresFollowUp(text, october, view), text).toBeUndefined();
  });
});

describe('times, as one speaks of what was,', () => {
  const said = (text: string, at = now) =>
    figureDaysInWords(text, at, zone).times.map((one) => (one.kind === 'stretch' ? one.stretch.said : one.kind));
  it.each([
    ['last year', ['in 2025/26']],
    ['25/26', ['in 2025/26']],
    ['autumn 2025', ['in the autumn term of 2025/26']],
    ['spring term 2024/25', ['in the spring term of 2024/25']],
    ['last term', ['in the summer term of 2025/26']],
    ['9 june 2026', ['on Tuesday 9 June 2026']],
    ['before march 2020', ['before March 2020']],
    ['from october 2024 to june 2025', ['from October 2024 to June 2025']],
    ['the last two years', ['from 2024/25 to 2025/26']],
    ['may we come in may', ['in May 2026']],
  ])('%j', (text, times) => {
    expect(said(text)).toEqual(times);
  });

  it('take a month without a year for the latest that was, on whatever day it is asked', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }), (at) => {
        const [one] = figureDaysInWords('in june', at, zone).times;
        return (
          one?.kind === 'stretch' &&
          one.stretch.from <= at &&
          at.getTime() - one.stretch.from.getTime() < 367 * 86_400_000
        );
      }),
    );
  });
});
