import type { ParityTalk } from './parity-talk.js';

/** People of whom nobody is on record. */
const strange = ['Otto Quillfeather', 'Wanda Wexcombe', 'Bruno Wexcombe', 'Xanthe Quillfeather', 'Ivo Quillfeather'];

const eventsCsv = [
  'reference,series,title,date,start,end,venue',
  'otters,leadership-briefing,Otters and owls,04/03/2027,09:30,12:00,Castle Hall',
].join('\n');

/** What follows an attached file, which each platform hands over in its own way. */
export const fileTalks: readonly ParityTalk[] = [
  {
    about: 'an organiser brings events in a file',
    part: 'organiser',
    moves: [
      { attach: { name: 'events.csv', content: eventsCsv }, words: 'import events', reads: 'This file has 1 new.' },
      { press: 'Apply', reads: 'Saved: 1 new.' },
      { attach: { name: 'events.csv', content: eventsCsv }, words: '', reads: 'already on record' },
    ],
  },
  {
    about: 'somebody attaches events of a series that they do not organise',
    part: 'headteacher',
    moves: [{ attach: { name: 'list.csv', content: eventsCsv }, words: 'import events', reads: 'you do not organise' }],
  },
];

/** An attendance report with unknown names, while the list of the event is open. */
export const attendanceFileTalk: ParityTalk = {
  about: 'after a briefing: a report of who was there, with names that nobody knows',
  part: 'organiser',
  moves: [
    {
      attach: { name: 'report.csv', content: ['Name', ...strange].join('\r\n') },
      words: 'attendance for the Lincoln briefing',
      reads: 'Nothing is counted yet.',
    },
    { press: 'Apply', reads: 'to settle' },
    { press: 'Settle', reads: 'Who is that?' },
    { press: 'Leave it out', reads: 'Who is that?' },
    { press: 'Somebody else', reads: 'Position' },
    { fill: { name: 'Zoë Marchetti', position: 'Governor', school: 'Marrowfen' } },
    { say: 'settle the unknown names', reads: 'names to settle' },
    { press: 'Leave the', reads: 'left out' },
    { press: 'Undo the last step', reads: 'Nothing has been decided yet.' },
    { press: 'Leave the', reads: 'left out' },
    { press: 'Apply to', reads: 'left out' },
  ],
};
