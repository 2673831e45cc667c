import type { SeriesSlug } from './events/series.js';

export type Naming = 'unnamed' | 'role' | 'role_and_school' | 'name';

/** A quote from an invented person, and its moderation. All of it is made up. */
export interface QuoteSketch {
  readonly series: SeriesSlug;
  readonly words: string;
  /** Set when a moderator shortened it; the cut is marked. */
  readonly shortened?: string;
  readonly naming: Naming;
  readonly consent: readonly ('board' | 'public' | 'website')[];
  readonly moderation: 'pending' | 'approved' | 'shortened' | 'rejected';
  readonly withdrawn?: true;
}

export const quoteSketches: readonly QuoteSketch[] = [
  {
    series: 'leadership-briefing',
    words: 'I drove home with two things to try and one thing to stop. That is a good morning.',
    naming: 'role',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
  },
  {
    series: 'leadership-briefing',
    words: 'Hearing another small school say it out loud made me feel less alone with our numbers.',
    naming: 'role',
    consent: ['board', 'public'],
    moderation: 'approved',
  },
  {
    series: 'leadership-briefing',
    words: 'Plain slides, plain words, and somebody who stayed to answer.',
    naming: 'role_and_school',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
  },
  {
    series: 'leadership-briefing',
    words:
      'The part on attendance was worth the petrol. The parking was not, and neither was the coffee, but I would come ' +
      'again for the conversation at our table.',
    shortened: 'The part on attendance was worth the petrol. […] I would come again for the conversation at our table.',
    naming: 'role',
    consent: ['board', 'public'],
    moderation: 'shortened',
  },
  {
    series: 'leadership-briefing',
    words: 'We changed our morning routine the very next Monday because of what the school from the coast told us.',
    naming: 'name',
    consent: ['board'],
    moderation: 'approved',
  },
  {
    series: 'leadership-briefing',
    words: 'Ask the governors of the school next door what they think of their head, then you will know.',
    naming: 'unnamed',
    consent: ['board'],
    moderation: 'rejected',
  },
  {
    series: 'leadership-briefing',
    words: 'I finally understood the new funding lines, thanks to one good diagram.',
    naming: 'role',
    consent: ['board', 'public'],
    moderation: 'pending',
  },
  {
    series: 'leadership-briefing',
    words: 'More time for tables, please: my best idea came from a stranger with a biscuit.',
    naming: 'role',
    consent: ['board', 'public', 'website'],
    moderation: 'pending',
  },
  {
    series: 'governor-briefing',
    words: 'For once I knew the news before my head told me, and we had a better meeting for it.',
    naming: 'role',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
  },
  {
    series: 'governor-briefing',
    words: 'The three questions are now on a card in our board’s folder.',
    naming: 'role_and_school',
    consent: ['board', 'public'],
    moderation: 'approved',
  },
  {
    series: 'governor-briefing',
    words: 'Online suits me: I was home from work at six and in the meeting at six fifteen.',
    naming: 'role',
    consent: ['board'],
    moderation: 'approved',
  },
  {
    series: 'governor-briefing',
    words: 'I did not agree with all of it and was glad that somebody let me say so.',
    naming: 'unnamed',
    consent: ['board', 'public'],
    moderation: 'pending',
  },
  {
    series: 'annual-conference',
    words: 'Seven minutes a school is exactly right. I wrote down something from every one.',
    naming: 'role',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
  },
  {
    series: 'annual-conference',
    words: 'It reminded me why I took this job, in a week when I had nearly forgotten.',
    naming: 'role',
    consent: ['board', 'public'],
    moderation: 'approved',
  },
  {
    series: 'annual-conference',
    words: 'My deputy came back with a plan and I came back with a rest.',
    naming: 'role_and_school',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
    withdrawn: true,
  },
  {
    series: 'annual-conference',
    words: 'Lovely day, though the second speaker could have been shorter by the length of a lesson.',
    shortened: 'Lovely day […].',
    naming: 'role',
    consent: ['board'],
    moderation: 'shortened',
  },
  {
    series: 'success-workshop',
    words: 'Seeing it in a real classroom beat any slide. We began the week after.',
    naming: 'role',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
  },
  {
    series: 'success-workshop',
    words: 'They told us what had not worked as well, which is the useful bit.',
    naming: 'role',
    consent: ['board', 'public'],
    moderation: 'approved',
  },
  {
    series: 'peer-review-training',
    words: 'I arrived nervous of judging anybody and left knowing how to look.',
    naming: 'role',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
  },
  {
    series: 'governor-conference',
    words: 'Twenty boards in one room and not one of them thinks it has enough clerks.',
    naming: 'unnamed',
    consent: ['board', 'public'],
    moderation: 'pending',
  },
];

/** Quotes about projects, not from an event. */
export const projectQuotes: readonly (Omit<QuoteSketch, 'series'> & { readonly project: string })[] = [
  {
    project: 'mobilise',
    words: 'We read the evidence first and bought nothing. That alone paid for the afternoon.',
    naming: 'role',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
  },
  {
    project: 'peer-review',
    words: 'A colleague from down the road asked the question we had been walking around for a year.',
    naming: 'role',
    consent: ['board', 'public', 'website'],
    moderation: 'approved',
  },
  {
    project: 'small-schools',
    words: 'At last a scheme of work that knows year 3 and year 5 share a table.',
    naming: 'role',
    consent: ['board', 'public'],
    moderation: 'approved',
  },
  {
    project: 'caring2learn',
    words: 'Our carers and our staff now use the same words when a day goes wrong.',
    naming: 'role',
    consent: ['board'],
    moderation: 'pending',
  },
];
