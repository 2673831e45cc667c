import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { Position } from '../../domain/person.js';

/** Whom words name that something may be for. */
export interface NamedAudience {
  /** `governors` */
  readonly words: string;
  readonly positions: readonly Position[];
  /** What is for them alone is not wanted. */
  readonly isNot?: true;
  /** As it was typed, where its words name nothing else. */
  readonly phrase?: string;
}

interface Audience extends NamedAudience {
  readonly pattern: RegExp;
}

/** Words that name whom something is for, wherever they stand: a governor briefing is one for governors. */
const audiences: readonly Audience[] = [
  {
    pattern: /\b(governors?|governing|governance|chairs?|clerks?)\b/i,
    words: 'governors',
    positions: ['chair_of_governors', 'governor', 'clerk'],
  },
  {
    pattern: /\b(heads?|headteachers?|head teachers?|principals?|hts?)\b/i,
    words: 'headteachers',
    positions: ['headteacher', 'executive_headteacher'],
  },
  {
    pattern: /\b(deput(y|ies?|ie)|assistant heads?|senior leaders?|slt)\b/i,
    words: 'senior leaders',
    positions: ['deputy_headteacher', 'senior_leader'],
  },
];

/** Whom it is for besides, said in so many words: "anything for business managers". Of whoever comes it says nothing of the event. */
const others: readonly Audience[] = [
  {
    pattern: /(?:school )?business (?:managers?|leaders?)|sbms?|bursars?/,
    words: 'business managers',
    positions: ['business_manager'],
  },
  {
    pattern: /send?cos?|inclusion (?:leads?|leaders?|managers?)/,
    words: 'senior leaders',
    positions: ['deputy_headteacher', 'senior_leader'],
  },
  { pattern: /(?:class |new |primary |secondary )?teachers|ects?|nqts?/, words: 'teachers', positions: ['teacher'] },
  { pattern: /trust leaders?|ceos?/, words: 'trust leaders', positions: ['trust_leader', 'executive_headteacher'] },
  {
    pattern: /(?:office|support|admin) staff|teaching assistants?|tas|secretar(?:y|ies)|administrators?/,
    words: 'other staff',
    positions: ['other'],
  },
].map(
  (audience): Audience => ({
    ...(audience as Audience),
    pattern: new RegExp(
      `\\b(?:any\\w*|something|events?|sessions?|training|courses?|what'?s on|what is (?:on|there)|stuff|things?)\\b[^?.!]*?(?<phrase>\\bfor (?:(?:the|our|my|a|an|all) )?(?:${audience.pattern.source}))\\b`,
      'i',
    ),
  }),
);

const denied =
  /\b(?:not|no|isn['’]?t|aren['’]?t|non|except|apart from|other than|excluding|without)[ -](?:(?:just|only|all|the|any|for|aimed at|meant for|stuff|things?|ones?) )*$/i;

/** Whom words name that something is for, or that it is not for: "not for governors"; undefined where they name nobody. */
export function audienceInWords(text: string): NamedAudience | undefined {
  for (const { pattern, words, positions } of audiences) {
    const match = pattern.exec(text);
    if (match) return { words, positions, ...(denied.test(text.slice(0, match.index)) ? { isNot: true } : {}) };
  }
  for (const { pattern, words, positions } of others) {
    const phrase = pattern.exec(text)?.groups?.phrase;
    if (phrase) return { words, positions, phrase };
  }
  return undefined;
}

export function isAudienceWord(word: string): boolean {
  return audiences.some(({ pattern }) => pattern.test(word));
}

/** Whether a session is for these people, or for everybody; of those that it is not to be for, whether it is for others too. */
export function isFor({ audience: meant }: ProgrammeSession, { positions, isNot }: NamedAudience): boolean {
  if (isNot) return meant.length === 0 || meant.some((position) => !positions.includes(position));
  return meant.length === 0 || meant.some((position) => positions.includes(position));
}

/** `for governors`, `not for governors` */
export function sayAudience({ words, isNot }: NamedAudience): string {
  return `${isNot ? 'not ' : ''}for ${words}`;
}
