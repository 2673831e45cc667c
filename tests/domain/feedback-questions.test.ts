import { describe, expect, it } from 'vitest';
import { distinctQuestions, type RoundOfQuestion, stretchesOf } from '../../src/domain/feedback-questions.js';
import { countOfRatings } from '../../src/domain/survey.js';

/** @param mean of five answers; null where there is no figure */
function round(title: string, academicYear: number, mean: 3 | 4 | null): RoundOfQuestion {
  const counts = [0, 0, mean === 3 ? 5 : 0, mean === 4 ? 5 : 0, 0];
  const startsAt = new Date(`${academicYear}-11-12T09:00:00Z`);
  return { eventId: title, title, startsAt, academicYear, count: mean === null ? null : countOfRatings(counts) };
}

describe('the rounds in which a question was asked', () => {
  it('are compared only without a round or a year between them that has no figure', () => {
    const rounds = [
      round('a', 2022, 3),
      round('b', 2024, 4),
      round('c', 2025, 3),
      round('d', 2025, null),
      round('e', 2025, null),
      round('f', 2026, 4),
      round('g', 2026, 4),
    ];
    const titles = stretchesOf(rounds).map((stretch) => stretch.map(({ title }) => title).join(''));
    expect(titles).toEqual(['a', 'bc', 'fg']);
    expect(stretchesOf([])).toEqual([]);
  });
});

describe('questions', () => {
  it('are the same in the same words, whatever their capitals and signs, and no others are', () => {
    expect(distinctQuestions(['Useful!', ' useful ', '?', 'Not useful', 'Ａ useful'])).toEqual([
      'Useful!',
      'Not useful',
      'Ａ useful',
    ]);
  });
});
