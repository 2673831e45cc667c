import { describe, expect, it } from 'vitest';
import { articleSketches, buildArticles } from '../../prisma/demo/articles/articles.js';
import { allSeries } from '../../prisma/demo/events/series.js';
import { projects } from '../../prisma/demo/projects/projects.js';

const slugs = [
  'partnership, one-plan, strategic-education-group, teaching-schools, locality-leads, other-support, hampshire, liverpool',
  'tower-hamlets, somerset, dorset, ehcp, why-change, timescales, advisory-service, academy-by-another-name',
  'evidence-elsewhere, layers, existing-networks, hearing-from-other-areas, competition, accountability',
  'locality-board-members, funding, cost-cutting, advice-subscription, other-agencies, data-profile, confidentiality',
  'underlying-issues, sharing-across-areas, special-schools-role, opting-out, governors-role, workload, council-capacity',
  'other-council-services, communication, measuring-success, if-it-fails',
].flatMap((line) => line.split(', '));

const sentencesIn = (text: string): number => text.split(/(?<=[.?!])\s+(?=[A-Z£])/).length;
const plain = (phrase: string): string => phrase.toLowerCase().replaceAll(/[^a-z0-9 ]/g, '');

describe('articles', () => {
  it('exist for every question of the tables, once', () => {
    expect(articleSketches.map(({ slug }) => slug).sort()).toEqual([...slugs].sort());
  });

  it.each(articleSketches.map((article) => [article.slug, article] as const))(
    '%s is short and has several aliases',
    (_slug, article) => {
      expect(sentencesIn(article.answer)).toBeGreaterThanOrEqual(2);
      expect(sentencesIn(article.answer)).toBeLessThanOrEqual(5);
      expect(article.aliases.length).toBeGreaterThanOrEqual(4);
      expect(article.aliases.length).toBeLessThanOrEqual(8);
    },
  );

  it('say so when they describe another county’s model', () => {
    const fromLancashire = articleSketches.filter(({ source }) => source === 'S5');
    expect(fromLancashire).toHaveLength(28);
    expect(fromLancashire.filter(({ answer }) => !answer.includes('Lancashire')).map(({ slug }) => slug)).toEqual([]);
  });

  it('share no alias with another article, series or project', () => {
    const { articles, aliases } = buildArticles(2026, new Date('2026-11-22T10:00:00Z'));
    const slugOf = new Map(articles.map(({ id, slug }) => [id, slug]));
    const ways = [
      ...aliases.map(({ articleId, phrase }) => [slugOf.get(articleId) ?? '', phrase] as const),
      ...[...allSeries, ...projects].flatMap(({ slug, aliases: phrases }) =>
        phrases.map((phrase) => [slug, phrase] as const),
      ),
    ];
    const owner = new Map<string, string>();
    const torn = ways.filter(([slug, phrase]) => {
      const first = owner.get(plain(phrase)) ?? slug;
      owner.set(plain(phrase), first);
      return first !== slug;
    });
    expect(torn).toEqual([]);
  });
});

describe('series and projects', () => {
  it('are those of the tables, each described in two to five sentences', () => {
    expect(allSeries).toHaveLength(9);
    expect(projects).toHaveLength(13);
    const wordy = [...allSeries, ...projects].filter(({ description }) => {
      const count = sentencesIn(description);
      return count < 2 || count > 5;
    });
    expect(wordy.map(({ slug }) => slug)).toEqual([]);
  });
});
