import { positionsIn } from '../colleague-words.js';
import type { Phase, Position } from '../person.js';
import type { InvitedSchools, Invitees } from './invitations.js';

/** What somebody says who wants an event announced. */
export interface AnnouncementWords {
  /** What names the event; may be empty. */
  readonly event: string;
  /** Whom it is for; may be empty. */
  readonly to: string;
}

/** `announce the workshop to governors`, `invite schools that never came to the conference`; undefined for anything else. */
export function announcementIn(words: string): AnnouncementWords | undefined {
  const said = words.trim().replace(/[\s.!?]+$/, '');
  const announced =
    /^(?:please )?(?:can you |could you )?(?:announce|publici[sz]e|advertise)\b\s*(.*?)(?:\s+to\s+(.*))?$/i.exec(said);
  if (announced) return { event: announced[1] ?? '', to: announced[2] ?? '' };
  const invited =
    /^(?:please )?(?:can you |could you )?invite\s+(?!(?:me|us)\b)(.*?)(?:\s+(?:to|for)\s+((?:the|our|this|that|my|next)\s.*))?$/i.exec(
      said,
    );
  return invited ? { to: invited[1] ?? '', event: invited[2] ?? '' } : undefined;
}

const phaseWords: ReadonlyArray<readonly [RegExp, Phase]> = [
  [/\bnurser(?:y|ies)\b/i, 'nursery'],
  [/\bprimar(?:y|ies)\b/i, 'primary'],
  [/\bsecondar(?:y|ies)\b/i, 'secondary'],
  [/\ball[- ]through\b/i, 'all_through'],
  [/\bspecial\b/i, 'special'],
  [/\b(?:16 ?(?:plus|\+)|post[- ]?16|sixth[- ]forms?)/i, 'post_16'],
];

/** Whom these words mean, as far as they say it: `primary heads in Northgate`, `schools that never came`. @param localities known ones */
export function inviteesIn(words: string, localities: readonly string[]): Invitees {
  const said = ` ${words.toLowerCase().replace(/[^\p{L}\p{N}'’-]+/gu, ' ')} `;
  const has = (name: string) => said.includes(` ${name.toLowerCase()} `);
  return {
    positions: withTheirKind(positionsIn(inSingular(words))),
    phases: phaseWords.filter(([pattern]) => pattern.test(words)).map(([, phase]) => phase),
    localities: localities.filter(has),
    schools: schoolsIn(words),
  };
}

function schoolsIn(words: string): InvitedSchools {
  if (/\b(never|not yet|not|haven'?t|hasn'?t|have not)\b.*\b(c[ao]me|been|attend(ed)?|there)\b/i.test(words))
    return 'never_came';
  return /\b(last time|last year|last term|came last|previous|who (came|attended|were there))\b/i.test(words)
    ? 'came_last_time'
    : 'any';
}

/** "Governors" are one; of whom the governors are is left as it is. */
function inSingular(words: string): string {
  return words
    .replace(/\bdeputies\b/gi, 'deputy')
    .replace(
      /(?<!\b(?:of|to)(?: the)? )\b(head ?teacher|head|principal|chair|clerk|governor|teacher|leader|manager|officer|bursar)s\b/gi,
      '$1',
    );
}

/** A chair is a governor, and an executive head is a head. */
function withTheirKind(named: readonly Position[]): readonly Position[] {
  const also: readonly Position[] = [
    ...(named.includes('governor') ? (['chair_of_governors'] as const) : []),
    ...(named.includes('headteacher') ? (['executive_headteacher'] as const) : []),
  ];
  return [...new Set([...named, ...also])];
}
