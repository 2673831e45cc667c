import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswersOfSchool, reportOfSurvey, type SurveyQuestion } from '../../src/domain/survey.js';

const rating: SurveyQuestion = { id: 'r', kind: 'rating', prompt: 'How much?', options: [] };
const choice: SurveyQuestion = { id: 'c', kind: 'choice', prompt: 'Which?', options: ['Yes', 'No'] };

const said = (cluster: string | null, count: number, value = 4): AnswersOfSchool[] =>
  Array.from({ length: count }, () => ({ cluster, figures: { r: value, c: value % 2 }, words: {} }));
const clustersOf = (answers: readonly AnswersOfSchool[]) =>
  reportOfSurvey([rating], answers)[0]?.clusters.map(({ cluster, answered }) => `${cluster ?? 'others'} ${answered}`);

describe('the report of a survey', () => {
  it('has no figure at all while fewer than five schools have answered a question', () => {
    const [of] = reportOfSurvey([rating], said('Otter', 4));
    expect(of).toMatchObject({ answered: 4, all: null, clusters: [] });
    const [enough] = reportOfSurvey([rating], [...said('Otter', 4), ...said('Heron', 1, 1)]);
    expect(enough?.all).toEqual({ answered: 5, mean: 3.4, counts: [1, 0, 0, 4, 0] });
  });

  it('counts each of the answers to choose from', () => {
    const [of] = reportOfSurvey([choice], [...said(null, 3, 4), ...said(null, 2, 5)]);
    expect(of?.all).toEqual({ answered: 5, mean: null, counts: [3, 2] });
  });

  it('names clusters of five and more, and the others together where they are five', () => {
    expect(clustersOf([...said('Otter', 6), ...said('Heron', 5), ...said('Wren', 3), ...said(null, 2)])).toEqual([
      'Heron 5',
      'Otter 6',
      'others 5',
    ]);
  });

  it('shows no cluster of which the others could be worked out', () => {
    expect(clustersOf([...said('Otter', 7), ...said('Heron', 6), ...said('Wren', 1)])).toEqual(['Otter 7', 'others 7']);
    expect(clustersOf([...said('Otter', 6), ...said('Wren', 4)])).toEqual([]);
  });

  it('never has a group of fewer than five, and always all of the answers, whatever was answered', () => {
    const answer = fc.record({
      cluster: fc.constantFrom('A', 'B', 'C', 'D', null),
      figures: fc.record({ r: fc.integer({ min: 1, max: 5 }) }, { requiredKeys: [] }) as fc.Arbitrary<
        Record<string, number>
      >,
      words: fc.constant({}),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 60 }), (answers) => {
        const [of] = reportOfSurvey([rating], answers);
        const given = answers.filter(({ figures }) => figures.r !== undefined).length;
        expect(of?.answered).toBe(given);
        if (!of || of.clusters.length === 0) return;
        expect(of.clusters.every(({ answered }) => answered >= 5)).toBe(true);
        expect(of.clusters.reduce((sum, { answered }) => sum + answered, 0)).toBe(given);
      }),
    );
  });
});
