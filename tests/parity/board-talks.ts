import type { ParityTalk } from './parity-talk.js';

/** What the board asks of the records. */
export const boardTalks: readonly ParityTalk[] = [
  {
    about: 'the board asks which schools never came, and for the figures of a year',
    part: 'board',
    moves: [
      { say: 'which schools never came?', reads: 'had nobody at any of the' },
      { press: 'Narrow it', reads: 'Academic year' },
      { fill: { series: 'governor-briefing', year: '2025', phase: 'secondary' }, reads: 'secondary schools' },
      { say: 'figures', reads: 'People who came' },
      { press: 'Choose others', reads: 'Academic year' },
      { fill: { series: 'governor-briefing', year: '2025' }, reads: 'Governor briefing, 2025/26' },
      { press: 'Which schools did not', reads: 'Schools that did not come' },
      { say: 'progress of the projects', reads: 'How far is which project?' },
      { press: 'Show', reads: 'how far it is' },
      { say: 'digest now', reads: 'The week to' },
      { say: 'yearly page', reads: 'Academic year' },
      { fill: { name: 'Marrowfen', year: '2025' }, reads: '2025/26' },
    ],
  },
  {
    about: 'an organiser invites schools that never came',
    part: 'organiser',
    moves: [
      { say: 'which schools never came to the leadership briefing in 2025/26?', reads: 'Invite them' },
      { press: 'Invite them', reads: 'To whom' },
      { fill: {}, reads: 'Only of the' },
    ],
  },
];
