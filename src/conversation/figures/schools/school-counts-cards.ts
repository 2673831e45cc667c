import type { Phase } from '../../../domain/person.js';
import { sayDay } from '../../../domain/when.js';
import type { Card } from '../../../rendering/card.js';
import { askTeamAction } from '../../knowledge/answer-cards.js';
import type { View } from '../../programme/programme-cards.js';
import { sayPhase } from '../../talk/person-words.js';
import { sayNumber } from '../../talk/source-cards.js';
import { listWords, plural } from '../../talk/wording.js';

interface CountedSchools {
  readonly phases: readonly Phase[];
  readonly academies: boolean;
  readonly schools: number;
  /** All schools of the partnership. */
  readonly of: number;
  /** Free schools of the same phases, which by law are academies too; counted when academies were asked for. */
  readonly freeSchools: number;
}

/** How many schools of the partnership are of a kind, of how many, and what was counted. */
export function schoolCountCard(counted: CountedSchools, view: View, question: string): Card {
  const { schools, of, freeSchools } = counted;
  const title = 'Schools in the partnership';
  const lead = `${schools === 0 ? 'None' : sayNumber(schools)} of the ${plural(of, 'school')} in the partnership ${schools === 1 ? 'is' : 'are'} ${kindOf(counted)}.`;
  const more = freeSchools > 0 ? `Free schools are counted separately: ${sayNumber(freeSchools)}.` : '';
  const note = `Counted: schools open now that are in the partnership. I have no figures for other schools. From our own records as of ${sayDay(view.now, view.zone)}.`;
  return {
    fallback: [lead, more, note].filter(Boolean).join(' '),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: lead, tone: 'strong' },
      ...(more ? [{ kind: 'text', text: more } as const] : []),
      { kind: 'context', text: note },
    ],
    actions: [askTeamAction(question)],
  };
}

/** `academies`, `a secondary academy`, `primary and secondary schools` */
function kindOf({ phases, academies, schools }: CountedSchools): string {
  const what = [listWords(phases.map(sayPhase)), academies ? 'academies' : 'schools'].filter(Boolean).join(' ');
  if (schools !== 1) return what;
  const one = what.replace(/academies$/, 'academy').replace(/schools$/, 'school');
  return `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`;
}
