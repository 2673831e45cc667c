import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Admission, type Attendee, admit } from '../../src/domain/booking.js';
import { maxColleagues, readColleagues } from '../../src/domain/colleague-words.js';

const everybody = {
  audience: { positions: [], phases: [], localities: [] },
  membersOnly: false,
  placesPerSchool: null,
} as const;
const head: Attendee = {
  position: 'headteacher',
  phase: 'primary',
  locality: 'Boston',
  inPartnership: true,
  ofSchool: 0,
  unprovenOfSchool: 0,
  proven: true,
};

describe('who may have a place', () => {
  it.each<[string, Partial<Parameters<typeof admit>[0]>, Partial<Attendee>, Admission]>([
    ['anybody at an open event', {}, { inPartnership: false }, 'admitted'],
    ['a member at an event for members', { membersOnly: true }, {}, 'admitted'],
    ['a school outside at an event for members', { membersOnly: true }, { inPartnership: false }, 'members-only'],
    ['a council officer', { membersOnly: true }, { position: 'council_officer', inPartnership: null }, 'admitted'],
    ['somebody without a school', { membersOnly: true }, { position: 'other', inPartnership: null }, 'members-only'],
    [
      'a head at an event for governors',
      { audience: { ...everybody.audience, positions: ['governor'] } },
      {},
      'not-for-you',
    ],
    ['another phase', { audience: { ...everybody.audience, phases: ['secondary'] } }, {}, 'not-for-you'],
    ['another locality', { audience: { ...everybody.audience, localities: ['Louth'] } }, {}, 'not-for-you'],
    ['what is not known', { audience: { ...everybody.audience, phases: ['secondary'] } }, { phase: null }, 'admitted'],
    ['the last place of a school', { placesPerSchool: 2 }, { ofSchool: 1 }, 'admitted'],
    ['one more than a school has', { placesPerSchool: 2 }, { ofSchool: 2 }, 'school-has-places'],
  ])('%s', (_what, event, who, expected) => {
    expect(admit({ ...everybody, ...event }, { ...head, ...who })).toBe(expected);
  });
});

describe('names of colleagues', () => {
  it.each([
    ['Sam Field, deputy', 'Sam Field', 'deputy_headteacher'],
    ["Zoë O'Hara-Smith , Chair of Governors", "Zoë O'Hara-Smith", 'chair_of_governors'],
    ['Dr. A. Patel, head', 'Dr. A. Patel', 'headteacher'],
    ['J Lee, school business manager', 'J Lee', 'business_manager'],
    ['Mary Moss, assistant headteacher', 'Mary Moss', 'senior_leader'],
    ['Tom Reed, executive headteacher', 'Tom Reed', 'executive_headteacher'],
  ])('reads "%s"', (typed, name, position) => {
    expect(readColleagues(typed)).toEqual({ kind: 'read', people: [{ name, position }] });
  });

  it.each([
    ['Sam Field', 'no-position'],
    ['Sam Field, headteacher and clerk', 'two-positions'],
    ['[Sam](http://x.example), head', 'not-a-name'],
    ['<at>all</at>, head', 'not-a-name'],
    ['www.example.org, head', 'not-a-name'],
    [`${'A'.repeat(101)}, head`, 'not-a-name'],
    ['A B, head\n'.repeat(maxColleagues + 1), 'too-many'],
  ])('refuses "%s"', (typed, fault) => {
    expect(readColleagues(typed)).toMatchObject({ kind: 'faulty', fault });
  });

  it('never contain markup, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const read = readColleagues(`${typed}, governor`);
        if (read.kind === 'read') {
          for (const { name } of read.people) expect(name).not.toMatch(/[<>[\](){}*_~`#|\\/@:]/);
        }
      }),
    );
  });
});
