import type { ParityTalk } from './parity-talk.js';

/** What organisers keep to write again: audiences and templates. */
export const writingTalks: readonly ParityTalk[] = [
  {
    about: 'an organiser saves an audience, writes to it, and deletes it',
    part: 'organiser',
    moves: [
      { say: 'saved audiences', reads: 'There is none yet.' },
      { press: 'New audience', reads: 'counted anew' },
      { fill: { name: 'Everybody we know', localities: 'Atlantis' }, reads: 'I do not know one of these' },
      { fill: { name: 'Everybody we know', localities: '' }, reads: 'Saved.' },
      { press: 'Change', reads: 'Change the audience' },
      { fill: { name: 'All of them' }, reads: 'All of them' },
      { press: 'Write to them', reads: 'Write to an audience' },
      { fill: { words: 'Dear {name}, see you at {event}.' }, reads: 'Choose the event for {event}' },
      { fill: { words: 'Dear {name}, save the date.' }, reads: 'reads it:' },
      { press: 'As somebody else reads it', reads: 'reads it:' },
      { press: 'Send it', reads: 'until then it can be undone' },
      { press: 'Undo', reads: 'The message was not sent.' },
      { press: 'Open the audience', reads: 'All of them' },
      { press: 'Delete', reads: 'Delete the audience All of them?' },
      { press: 'Delete it', reads: 'has been deleted' },
    ],
  },
  {
    about: 'an organiser saves a template, writes with it, and deletes it',
    part: 'organiser',
    moves: [
      { say: 'when is the Lincoln briefing?', reads: 'Leadership briefing' },
      { say: 'message templates', reads: 'There is none yet.' },
      { press: 'New template', reads: 'A new template' },
      {
        fill: { name: 'What to bring', words: 'Dear {frist name}, bring a pen.' },
        reads: 'I cannot fill in {frist name}',
      },
      { fill: { name: 'What to bring', words: 'Dear {first name}, bring a pen to {venue}.' }, reads: 'Saved.' },
      { press: 'Write with it', reads: 'Write to those registered' },
      { say: 'message templates' },
      { press: 'Open', reads: 'bring a pen' },
      { press: 'Delete', reads: 'Delete the template What to bring?' },
      { press: 'Delete it', reads: 'has been deleted' },
    ],
  },
  {
    about: 'an organiser enters what a paper says of a project',
    part: 'organiser',
    moves: [
      { say: 'published figures', reads: 'Published figures' },
      { press: 'Add a figure', reads: 'A published figure' },
      { fill: { value: 'many', counts: 'schools that read aloud' }, reads: 'Write a whole number' },
      { fill: { value: '41', counts: 'schools that read aloud' }, reads: 'Choose the paper that says so' },
      {
        fill: {
          value: '41',
          counts: 'schools that read aloud',
          newSource: 'Reading report',
          newPublisher: 'The board',
          newPublishedOn: '2026-03-02',
        },
        reads: '41 schools that read aloud',
      },
      { press: 'Change', reads: 'Change the figure' },
      { say: 'published figures', reads: 'Published figures' },
      { press: 'Correct a paper', reads: 'Papers that figures and answers are from' },
      { press: 'Correct', reads: 'Correct the paper' },
      { fill: { publishedOn: '2090-01-01' }, reads: 'Give the day on which it was published.' },
      { fill: { publisher: 'The trustees', publishedOn: '2026-03-02' }, reads: 'The trustees, 2 March 2026' },
    ],
  },
];
