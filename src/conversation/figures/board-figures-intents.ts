import { type Actor, holds } from '../../domain/actor.js';
import { organiserOnly } from '../organising/organising-intents.js';
import type { Intent } from '../talk/intent.js';
import { answerFiguresCard, narrowFigures } from './figures-card.js';
import { answerAbsent, inviteAbsent, narrowAbsent } from './schools/absent-schools.js';
import { refusedAbsent } from './schools/project-schools.js';

const boardOnly = { may: (actor: Actor) => holds(actor, 'board'), refusal: refusedAbsent } as const;

/** Which schools stay away, and the figures of a year. Part of the intent table. */
export const boardFiguresIntents: readonly Intent[] = [
  {
    verb: 'absent-schools',
    says: [
      /^(please )?(list |show |name )?(me )?(the )?(absent schools|schools (that|who|which) (did not|never|have never) c[oa]me)\W*$/,
    ],
    help: { title: 'Schools that did not come', example: 'which schools never came?' },
    personal: true,
    run: answerAbsent,
    ...boardOnly,
  },
  { verb: 'absent-narrow', personal: true, run: narrowAbsent, ...boardOnly },
  { verb: 'absent-invite', run: inviteAbsent, ...organiserOnly },
  {
    verb: 'figures-card',
    says: [
      /^(please )?(show |give )?(me )?((the|our) )?(board )?(figures|statistics|stats|overview|dashboard)( card)?( please)?\W*$/,
    ],
    help: { title: 'Figures of a year', example: 'figures' },
    personal: false,
    run: answerFiguresCard,
    ...boardOnly,
  },
  { verb: 'figures-narrow', personal: false, run: narrowFigures, ...boardOnly },
];
