import { enoughForMean, feedbackTrend, ratedSeries } from '../../app/feedback/feedback-trend.js';
import { sayDay } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import { askTeamAction } from '../knowledge/answer-cards.js';
import { pastDaysInWords } from '../talk/past-days.js';
import { sayRating, sayResponse } from '../talk/rating-words.js';
import { type Answer, type TurnContext, text } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { type RankAsked, type RatedRound, rankAsked, rankedBy, sayFirstRanked } from './rank-of-ratings.js';
import { withinDays } from './ratings.js';

const shownRounds = 8;

/**
 * How the events of several series were rated, the best or worst first where that is asked: "which event was rated highest".
 * @param slugs of which series; empty is of every one whose ratings the asker may see
 */
export async function answerRatingsOfAll(
  context: TurnContext,
  question: string,
  slugs: readonly string[],
): Promise<Answer> {
  const { core } = context.services;
  const run = (await ratedSeries(core, context.actor)).filter(({ slug }) => slugs.length === 0 || slugs.includes(slug));
  const trends = await Promise.all(run.map(({ id }) => feedbackTrend(core, context.actor, id)));
  const rounds = trends.flatMap((trend) => trend?.rounds ?? []);
  const days = pastDaysInWords(question, context.now, context.zone);
  const meant = days ? withinDays(rounds, days) : rounds;
  if (meant.length === 0)
    return { replies: [text(days ? 'I hold no ratings of those days.' : 'I hold no ratings yet: few were asked.')] };
  return { replies: [{ kind: 'card', card: cardOf(context, meant, question) }] };
}

function cardOf({ zone }: TurnContext, meant: readonly RatedRound[], question: string): Card {
  const rank = rankAsked(question);
  const ordered = rankedBy(meant, rank ?? 'best');
  const items = ordered.slice(0, shownRounds).map((round) => ({
    title: `${round.title}, ${sayDay(round.startsAt, zone)}`,
    detail: `Rated ${sayRating(round.rating)}, from ${sayResponse(round)} who were asked.`,
  }));
  const title = 'Ratings of all events';
  const lead = leadOf(ordered, rank);
  const note = `Ratings go from 1 to 5. Nobody’s words or names are in them, and events that fewer than ${enoughForMean} rated are left out.`;
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: lead, tone: 'strong' },
    { kind: 'list', items },
    { kind: 'context', text: note },
  ];
  const fallback = [title, lead, ...items.map((item) => `${item.title}: ${item.detail}`), note].join('\n');
  return { fallback, blocks, actions: [askTeamAction(question)] };
}

function leadOf(ordered: readonly RatedRound[], rank: RankAsked | undefined): string {
  if (rank) return sayFirstRanked(ordered, rank);
  const answered = ordered.reduce((sum, one) => sum + one.answered, 0);
  const mean = ordered.reduce((sum, one) => sum + one.rating * one.answered, 0) / answered;
  return `${sayRating(mean)} on average, from ${plural(answered, 'answer')} after ${plural(ordered.length, 'event')}.`;
}
