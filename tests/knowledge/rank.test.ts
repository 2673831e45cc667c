import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank } from '../../src/knowledge/rank.js';
import { indexOf, neighbours } from './small-collection.js';

const firstOf = (index: ReturnType<typeof indexOf>, question: string) => rank(index, question).candidates[0]?.slug;

describe('ranking', () => {
  const index = indexOf(...neighbours);

  it.each([
    ['the words of a title', 'booster sessions', 'year-six-help'],
    ['another form of a word', 'a boosted session', 'year-six-help'],
    ['an abbreviation of the field', 'what about LAC', 'care'],
    ['a word of the same meaning', 'is there any cash for networks or clusters', 'costs'],
    ['a misspelt word', 'what part do govenors play', 'who-governs'],
    ['a word that is only in the text', 'traded service', 'hants'],
  ])('finds by %s', (_, question, slug) => {
    expect(firstOf(index, question)).toBe(slug);
  });

  it('finds what is written in the words of an office by those of every day', () => {
    const office = indexOf(
      ...neighbours,
      { slug: 'exclusions', title: 'Permanent exclusion and the panel', text: 'Governors meet within 15 days.' },
      { slug: 'resignations', title: 'Resignation dates', text: 'By 31 October for Christmas.' },
    );
    expect(firstOf(office, 'a boy was kicked out, who looks at that')).toBe('exclusions');
    expect(firstOf(office, 'one of mine handed her notice in')).toBe('resignations');
  });

  it('says which words it corrected', () => {
    expect(rank(index, 'Hampshrie schools').readAs).toEqual(['hampshire']);
    expect(rank(index, 'Hampshire schools').readAs).toEqual([]);
  });

  it('declines unknown words and empty questions', () => {
    expect(rank(index, 'do ducks quack')).toMatchObject({ candidates: [], confidence: 'none', ours: 0 });
    expect(rank(index, '  ?! ')).toMatchObject({ candidates: [], confidence: 'none', ours: 0 });
    expect(rank(indexOf(), 'anything at all').confidence).toBe('none');
  });

  it('declines other subjects although a word is shared', () => {
    expect(rank(index, 'what is the weather in Hampshire').confidence).toBe('none');
    expect(rank(index, 'how do Hampshire schools do it').confidence).not.toBe('none');
  });

  it('does not answer for a county that no document speaks of', () => {
    expect(rank(index, 'what are the booster sessions').confidence).toBe('sure');
    expect(rank(index, 'what are the booster sessions in Norfolk').confidence).not.toBe('sure');
  });

  it.each(['how much is moderation', 'when is moderation', 'how many do moderation'])(
    'does not answer "%s" by a text that tells none of it, unless it is asked so on record',
    (asked) => {
      const moderation = {
        slug: 'moderation',
        question: 'Who does moderation?',
        text: 'The alliances check it together.',
      };
      expect(rank(indexOf(...neighbours, moderation), 'who does moderation').confidence).toBe('sure');
      expect(rank(indexOf(...neighbours, moderation), asked).confidence).not.toBe('sure');
      expect(rank(indexOf(...neighbours, { ...moderation, aliases: [asked] }), asked).confidence).toBe('sure');
    },
  );

  it('takes an order for less likely to be answered than a question in the same words', () => {
    const asked = rank(index, 'what are the booster sessions').ours;
    expect(rank(index, 'count the booster sessions').ours).toBeLessThan(asked);
    expect(rank(index, 'explain the booster sessions').ours).toBeCloseTo(asked, 1);
  });

  it('accepts a subject once an article names it', () => {
    const asked = 'how do I reset my password';
    expect(rank(index, asked).confidence).toBe('none');
    const taught = indexOf(...neighbours, { slug: 'password', question: 'How do I reset my password for the portal?' });
    expect(rank(taught, asked)).toMatchObject({ confidence: 'sure', candidates: [{ slug: 'password' }] });
  });

  it('takes a subject of other trades for its own once several articles are about it', () => {
    const payslips = { slug: 'payslips', question: 'When do payslips come?', text: 'On the 21st of the month.' };
    const salary = { slug: 'salary', question: 'How is a salary worked out?', text: 'By the scale for the post.' };
    const asked = 'what day do wages and payslips come';
    const [few, several] = [indexOf(...neighbours, payslips), indexOf(...neighbours, payslips, salary)];
    expect(rank(several, asked).candidates[0]?.slug).toBe('payslips');
    expect(rank(several, asked).ours).toBeGreaterThan(rank(few, asked).ours);
  });

  it('offers several when two match equally well', () => {
    const twins = indexOf(
      ...neighbours,
      { slug: 'north', title: 'Reading project for the north', aliases: ['reading project'] },
      { slug: 'south', title: 'Reading project for the south', aliases: ['reading project'] },
    );
    const { confidence, candidates } = rank(twins, 'reading project');
    expect(confidence).toBe('nearly');
    expect(candidates.slice(0, 2).map(({ slug }) => slug)).toEqual(['north', 'south']);
  });

  it('answers the same however often and in whatever order the documents came', () => {
    const reversed = indexOf(...[...neighbours].reverse());
    const question = 'what do governors get for their money';
    const slugs = (each: ReturnType<typeof indexOf>) => rank(each, question).candidates.map(({ slug }) => slug);
    expect(slugs(index)).toEqual(slugs(index));
    expect(slugs(reversed)).toEqual(slugs(index));
  });

  it('never throws and keeps its scale, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 200 })), (text) => {
        const { ours, candidates } = rank(index, text);
        expect(ours).toBeGreaterThanOrEqual(0);
        expect(ours).toBeLessThanOrEqual(1);
        const scores = candidates.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(scores.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('is not held up by a very long question', () => {
    const start = performance.now();
    rank(index, 'governors and their part in the model '.repeat(50_000));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('events', () => {
  const briefing = { kind: 'series' as const, slug: 'briefing', title: 'Leadership briefing' };
  const round = (month: string, day: string) => ({
    kind: 'event' as const,
    slug: `briefing-${month.toLowerCase().replace(' ', '-')}`,
    title: 'Leadership briefing',
    aliases: [`Leadership briefing ${month}`],
    series: 'briefing',
    startsAt: new Date(day),
  });
  const rounds = [
    round('October 2017', '2017-10-10'),
    round('March 2027', '2027-03-09'),
    round('June 2027', '2027-06-08'),
  ];
  const index = indexOf(...neighbours, briefing, ...rounds);

  it('count as their series, as one answer', () => {
    const { candidates } = rank(index, 'leadership briefing', new Date('2026-11-16'));
    expect(candidates.filter(({ kind }) => kind === 'event')).toEqual([]);
    expect(candidates.filter(({ slug }) => slug === 'briefing')).toHaveLength(1);
  });

  it('are named when the question means one', () => {
    const [first] = rank(index, 'leadership briefing October 2017', new Date('2026-11-16')).candidates;
    expect(first).toMatchObject({ slug: 'briefing', kind: 'series', event: 'briefing-october-2017' });
  });

  it('of equal matches, the next one is meant, or else the latest past one', () => {
    const eventAt = (now: string) => rank(index, 'leadership briefing 2027', new Date(now)).candidates[0]?.event;
    expect(eventAt('2026-11-16')).toBe('briefing-march-2027');
    expect(eventAt('2027-04-01')).toBe('briefing-june-2027');
    expect(eventAt('2027-12-01')).toBe('briefing-june-2027');
  });

  it('stand for themselves when their series is not in the collection', () => {
    const [first] = rank(indexOf(...neighbours, ...rounds), 'leadership briefing October 2017').candidates;
    expect(first).toMatchObject({ slug: 'briefing-october-2017', kind: 'event' });
  });
});
