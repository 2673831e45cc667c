import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/understanding/reading.js';
import { workAsked } from '../../src/understanding/running/running-asked.js';
import type { Work } from '../../src/understanding/running/running-words.js';

const vocabulary = {
  events: ['Headship briefing', 'Symposium'],
  places: ['Eastholm', 'Northgate'],
  towns: ['Southmere'],
  people: ['Jo Smith'],
  projects: ['Reading Together'],
};
const now = new Date('2026-11-28T10:00:00Z');

function askedIn(words: string, last?: Work) {
  return workAsked(readMessage(words, vocabulary, now, 'Europe/London').clauses, last);
}

describe('what those who run the programme ask for', () => {
  it.each<[string, Work]>([
    ['any testimonials to go through?', 'quotes'],
    ['who has been put forward for Reading Together', 'nominations'],
    ['log who turned up on friday', 'register'],
    ['could somebody produce name badges for the symposium', 'badges'],
    ['something for the committee meeting please, spring term', 'paper'],
    ['can i see the monday round up', 'digest'],
    ['the questions that nobody could answer', 'unanswered'],
    ['is anybody waiting for a reply from us', 'tickets'],
    ['make room for another 10 at eastholm', 'places'],
    ["I've got a spreadsheet of new governors to upload", 'files'],
    ['put the unpublished briefing live', 'drafts'],
    ['how is the eastholm briefing shaping up', 'state'],
    ['any aplications waiting', 'applications'],
  ])('is read by its name, and every other word is accounted for: "%s"', (words, work) => {
    expect(askedIn(words)?.work).toBe(work);
  });

  it.each([
    'should we publish the draft',
    'jo said the quotes are done',
    'how do schools apply for a grant',
    'what is the register of interests for',
    'do applications cost anything',
    'book me on the eastholm briefing',
    'tell everyone coming to the symposium that the badges are at the door',
  ])('is no more read where words of another question are left over, or it is in doubt: "%s"', (words) => {
    expect(askedIn(words)).toBeUndefined();
  });

  it('leans on what was shown last, and on nothing where nothing was', () => {
    expect(askedIn("which ones aren't approved yet", 'quotes')).toMatchObject({ work: 'quotes', undone: true });
    expect(askedIn('and the summer one', 'paper')?.work).toBe('paper');
    expect(askedIn('how many is that', 'applications')?.work).toBe('applications');
    expect(askedIn("which ones aren't approved yet")).toBeUndefined();
    expect(askedIn('and the eastholm one', 'quotes')).toBeUndefined();
  });
});
