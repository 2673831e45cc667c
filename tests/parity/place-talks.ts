import type { ParityTalk } from './parity-talk.js';

/** What is done about places beside booking one. */
export const placeTalks: readonly ParityTalk[] = [
  {
    about: 'an organiser sets the working hours and a holiday',
    part: 'organiser',
    moves: [
      { say: 'working hours', reads: 'Working hours and school holidays' },
      { press: 'Change the hours', reads: 'Working hours for which an offered place is held' },
      { fill: { hold: '20' }, reads: '20 working hours' },
      { press: 'Add a holiday', reads: 'First day' },
      { fill: { name: 'Founders day', first: '2027-05-20', last: '2027-05-20' }, reads: 'Saved.' },
    ],
  },
  {
    about: 'an organiser has the digest sent to an address, and no longer',
    part: 'organiser',
    moves: [
      { say: 'send the digest to Carol Vane carol@trust.example', reads: 'gets the weekly digest from now on' },
      { say: 'who gets the digest?', reads: 'Carol Vane' },
      { press: 'Stop' },
      { say: 'who gets the digest?', reads: 'Nobody gets the digest by e-mail' },
    ],
  },
  {
    about: 'an organiser looks which schools want to join',
    part: 'organiser',
    moves: [{ say: 'which schools want to join?', reads: 'Schools that want to join a project' }],
  },
];
