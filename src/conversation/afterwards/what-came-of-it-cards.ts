import type { Outcome } from '../../app/afterwards/what-came-of-it.js';
import type { Block, Card } from '../../rendering/card.js';
import { plural } from '../talk/wording.js';

/** The card of an event that is over, closed with what came of it. */
export function closedWith(card: Card, outcome: Outcome): Card {
  const { people, schools, answered, rating, quotes } = outcome;
  const came = `${plural(people, 'person', 'people')} came${schools > 0 ? `, from ${plural(schools, 'school')}` : ''}.`;
  const said =
    rating === null ? '' : `${plural(answered, 'person', 'people')} said how it was: ${rating.toFixed(1)} of 5.`;
  const lines = [came, said].filter(Boolean).join(' ');
  const blocks: Block[] = [
    { kind: 'divider' },
    { kind: 'text', text: 'What came of it', tone: 'strong' },
    { kind: 'text', text: lines },
    ...quotes.map(({ words, by }): Block => ({ kind: 'quote', words, by: by || 'somebody who was there' })),
  ];
  return {
    ...card,
    fallback: [card.fallback, lines, ...quotes.map(({ words }) => `“${words}”`)].join('\n'),
    blocks: [...card.blocks, ...blocks],
  };
}
