import { TZDate } from '@date-fns/tz';
import { addDays, addMonths, format, startOfDay, startOfISOWeek, startOfMonth } from 'date-fns';
import { type AuditFilter, nameableEvents, peopleNamed } from '../app/audit-search.js';
import { sayDay } from '../domain/when.js';
import { pastDaysInWords } from './answers/past-days.js';
import type { Talk } from './talk.js';
import { plainWords } from './wording.js';

/** What words ask of the audit trail, and how it is told back. */
export interface AuditQuestion {
  readonly filter: AuditFilter;
  /** As it follows "Audit trail": `of organisers, last week`. */
  readonly said: string;
  /** Words that name nobody and nothing that is known: nothing is narrowed by them. */
  readonly unknown: readonly string[];
}

/** Reads "who changed the October briefing", "what did organisers do last week", "audit trail for the conference". */
export async function readAuditWords(talk: Talk, typed: string): Promise<AuditQuestion> {
  const words = plainWords(typed);
  const days = periodInWords(words, talk.now, talk.zone);
  const rest = days ? words.replace(days.words.toLowerCase(), ' ') : words;
  const role = roleInWords(rest);
  const kind = actsInWords(rest);
  const names = wordsLeft(rest);
  const { core } = talk.desk;
  const people = names.length > 0 && names.length <= 4 ? await peopleNamed(core, talk.actor, names) : [];
  const events = people.length > 0 ? [] : await eventsNamed(talk, names);
  const me = /\b(i|me|my own)\b/.test(rest) && talk.actor.personId ? [talk.actor.personId] : people;
  const found = me.length > 0 || events.length > 0;
  return {
    filter: {
      ...(days ? { from: days.from, to: days.to } : {}),
      ...(role ? { role: role.role } : {}),
      ...(me.length > 0 ? { people: me } : {}),
      ...(events.length > 0 ? { events } : {}),
      ...(kind ? { acts: kind.acts } : {}),
    },
    said: [role?.said, found ? names.join(' ') : '', kind?.said, days?.said].filter(Boolean).join(', '),
    unknown: found ? [] : names,
  };
}

interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly words: string;
  readonly said: string;
}

/** "Today", "last week", "since Monday", "in October": a month without "in" names an event rather ("the October briefing"). */
function periodInWords(words: string, now: Date, zone: string): Period | undefined {
  const local = new TZDate(now, zone);
  const plain = /\b(today|yesterday|(this|last|past) (week|month|year)|(?:the )?last (\d{1,3}) days)\b/.exec(words);
  if (plain) return { ...spanOf(plain, local, now), words: plain[0], said: plain[0] };
  const named = /\b(in|on|since|during|from) (.{3,60})$/.exec(words);
  const days = named?.[2] ? pastDaysInWords(named[2], now, zone) : undefined;
  if (!named || !days) return undefined;
  const since = named[1] === 'since' || named[1] === 'from';
  return {
    from: days.from,
    to: since ? new Date(now.getTime() + 1) : days.to,
    words: `${named[1]} ${days.words}`,
    said: since ? `since ${sayDay(days.from, zone)}` : days.said,
  };
}

function spanOf(match: RegExpExecArray, local: TZDate, now: Date): { from: Date; to: Date } {
  const [said, , which = '', unit = '', count] = match;
  const today = startOfDay(local);
  if (count) return span(addDays(today, -Number(count)), new Date(now.getTime() + 1));
  if (said === 'today') return span(today, addDays(today, 1));
  if (said === 'yesterday') return span(addDays(today, -1), today);
  const back = which === 'this' ? 0 : 1;
  if (unit === 'week') {
    const from = addDays(startOfISOWeek(local), -7 * back);
    return span(from, addDays(from, 7));
  }
  const step = unit === 'month' ? 1 : 12;
  const start = unit === 'month' ? startOfMonth(local) : new TZDate(local.getFullYear(), 0, 1, local.timeZone ?? 'UTC');
  const from = addMonths(start, -step * back);
  return span(from, addMonths(from, step));
}

function span(from: Date, to: Date): { from: Date; to: Date } {
  return { from: new Date(from.getTime()), to: new Date(to.getTime()) };
}

function roleInWords(words: string): { role: 'board' | 'organiser' | 'administrator'; said: string } | undefined {
  if (/\b(admins?|administrators?)\b/.test(words)) return { role: 'administrator', said: 'of administrators' };
  if (/\borgani[sz]ers?\b/.test(words)) return { role: 'organiser', said: 'of organisers' };
  return /\bboard members?\b/.test(words) ? { role: 'board', said: 'of board members and organisers' } : undefined;
}

/** Words for acts, and how the acts that they mean begin. */
const kinds: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/\b(cancel\w*|called off)\b/, ['cancel', 'decline', 'leave']],
  [/\bbook\w*\b/, ['book', 'substitute']],
  [/\b(publish\w*)\b/, ['publish', 'article-publish']],
  [/\b(export\w*|download\w*)\b/, ['export', 'download']],
  [/\bimport\w*\b/, ['import']],
  [/\b(roles?|granted|grants?)\b/, ['grant-role', 'revoke-role', 'settings-administrator']],
  [
    /\b(eras\w*|forg[oe]t\w*|delet\w*|remov\w*)\b/,
    ['erase', 'anonymise', 'retention', 'discard', 'remove', 'unsubscribe'],
  ],
  [/\b(moderat\w*|quotes?)\b/, ['moderate', 'withdraw-quote']],
  [/\b(wrote|written|sent|messages?)\b/, ['write', 'resend', 'answer-ticket']],
  [/\b(attendance|checked in|ticked)\b/, ['attendance', 'check-in', 'open-check-in', 'confirm-attendance', 'settle']],
  [/\b(created?|made|added|copied)\b/, ['create', 'copy', 'add', 'article-add']],
  [
    /\b(chang\w*|edit\w*|mov(ed|ing)|alter\w*|resiz\w*)\b/,
    [
      'change',
      'create',
      'copy',
      'add',
      'edit',
      'move',
      'resize',
      'publish',
      'open-booking',
      'close',
      'cancel-',
      'remove',
      'discard',
      'article',
      'jump',
    ],
  ],
  [/\b(looked|read|saw)\b/, ['read-audit', 'export', 'download']],
];

function actsInWords(words: string): { acts: readonly string[]; said: string } | undefined {
  for (const [pattern, acts] of kinds) {
    const match = pattern.exec(words);
    if (match) return { acts, said: `what was ${match[0]}` };
  }
  return undefined;
}

const fillers = new Set(
  `audit trail log show me the for of what who did do done does happened has have been was were is a an and or to in on with
   by about i my all everything anybody anyone somebody someone people organiser organisers organizer organizers
   administrator administrators admin admins board member members please find search entries acts page give list see it this
   that had any when event role roles`.split(/\s+/),
);

/** What may name a person or an event. */
function wordsLeft(words: string): string[] {
  return words
    .replace(/'s\b/g, '')
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => word.length > 1 && !fillers.has(word) && !kinds.some(([pattern]) => pattern.test(word)));
}

/** Events that all the words name; a month names those that begin in it. */
async function eventsNamed(talk: Talk, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const events = await nameableEvents(talk.desk.core, talk.actor);
  const meant = events.filter(({ words, startsAt }) => {
    const when = startsAt ? format(new TZDate(startsAt, talk.zone), 'MMMM yyyy').toLowerCase() : '';
    const all = new Set(`${plainWords(words)} ${when}`.split(/[^\p{L}\p{N}'-]+/u));
    return names.every((name) => all.has(name) || all.has(name.replace(/s$/, '')) || all.has(`${name}s`));
  });
  return meant.map(({ id }) => id);
}
