import { attendanceFileTalk } from './file-talks.js';
import type { ParityTalk } from './parity-talk.js';

/** What comes after all that: time passes, and the briefing is over. */
export const talksAfterwards: readonly ParityTalk[] = [
  {
    about: 'an organiser chooses what is asked after the briefings',
    part: 'organiser',
    moves: [
      { say: 'feedback questions for the leadership briefings', reads: 'It was useful for my school' },
      { fill: { starters: ['It was useful for my school'], own: 'I met somebody new' }, reads: '2 more questions' },
    ],
  },
  {
    about: 'on the day: checking in',
    part: 'board',
    moves: [{ say: 'book me on the Lincoln briefing', reads: 'place' }, { days: 15.95 }, { say: 'check in 0000' }],
  },
  {
    about: 'the briefing is over',
    part: 'organiser',
    moves: [{ days: 0.2 }, { say: 'settle the unknown names', reads: 'There are no names to settle' }],
  },
  attendanceFileTalk,
  {
    about: 'after a briefing: who came',
    part: 'organiser',
    moves: [
      { say: 'attendance list', reads: 'Attendance lists' },
      { press: 'Open the list', reads: 'Confirm the list' },
      { press: 'Find', reads: 'Part of the name' },
      { fill: { find: 'Ellery' }, reads: 'Tomasz Ellery' },
      { press: 'Present', reads: '2 present' },
      { press: 'Undo', reads: '1 present' },
      { press: 'Present', reads: '2 present' },
      { press: 'Add a walk-in', reads: 'Position' },
      { fill: { name: 'Wanda Walker', position: 'Governor', school: 'Marrowfen' } },
      { say: 'attendance list' },
      { press: 'Open the list' },
      { press: 'Confirm the list' },
      { say: 'manage events', reads: 'Events you run' },
      { press: 'Open' },
      { press: 'Thank those who came', reads: 'Slides' },
      { fill: { words: 'Thank you for coming.', slides: 'a stick' }, reads: 'This is not a web address.' },
      { fill: { words: 'Thank you for coming.', slides: '' }, reads: 'Nobody whom I can reach is recorded' },
      { say: 'manage events' },
      { press: 'Open' },
      { press: 'Add a quote', reads: 'What somebody said' },
      {
        fill: { words: 'It was worth the drive.', consent: ['board'] },
        reads: 'Nobody sees it until it has been moderated',
      },
    ],
  },
  {
    about: 'after a briefing: feedback',
    part: 'board',
    moves: [
      { days: 1 },
      { say: 'feedback', reads: 'How was it?' },
      { fill: { rating: '4, good' }, reads: 'Thank you' },
      { press: 'Answer 2 more questions', reads: 'I met somebody new' },
      { fill: { q1: '5, agree strongly', q2: '3, neither' }, reads: 'Thank you, that helps.' },
    ],
  },
  {
    about: 'the committee paper',
    part: 'board',
    moves: [
      { say: 'draft the committee report', reads: 'First day' },
      { fill: { from: '2026-10-01', to: '2026-09-01' }, reads: 'The last day is before the first.' },
      { say: 'attendance report for the committee' },
      { fill: { from: '2025-09-01', to: '2026-08-31' }, reads: '1 September 2025 to 31 August 2026' },
      { say: 'committee papers', reads: 'Committee papers' },
      { press: 'Open', reads: 'Took part in nothing' },
    ],
  },
];
