import { TZDate } from '@date-fns/tz';
import { addDays, addMonths, startOfDay, startOfISOWeek, startOfMonth } from 'date-fns';
import type { AuditFilter } from '../../app/audit/audit-search.js';
import { sayDay } from '../../domain/when.js';
import { saidInGeneral } from '../talk/own-words.js';
import { pastDaysInWords } from '../talk/past-days.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { type ActsSaid, actsInWords, isActWord, kindInWords } from './audit-acts-in-words.js';
import { findNamed, type Named } from './audit-named.js';

/** What a message asks of the audit trail, and how to phrase it. */
interface AuditQuestion {
  readonly filter: AuditFilter;
  /** As it follows "Audit trail": `of organisers, last week`. */
  readonly said: string;
  /** What could not be understood, and what to do; empty otherwise. */
  readonly note: string;
}

/**
 * Reads "who changed the October briefing", "what did organisers do last week", "audit trail for the Reading project",
 * "what was refused today". What is not known as it was said is read with the general words for the partnership's own.
 */
export async function readAuditWords(context: TurnContext, typed: string): Promise<AuditQuestion> {
  const said = await readAsSaid(context, typed);
  if (said.unknown.length === 0) return said;
  const general = await saidInGeneral(context.services.core, typed);
  return general === typed ? said : readAsSaid(context, general);
}

async function readAsSaid(
  context: TurnContext,
  typed: string,
): Promise<AuditQuestion & { readonly unknown: readonly string[] }> {
  const words = plainWords(typed);
  const days = periodInWords(words, context.now, context.zone);
  const rest = days ? words.replace(days.words.toLowerCase(), ' ') : words;
  const role = roleInWords(rest);
  const acts = actsInWords(rest);
  const refused = /\b(refused|not allowed|denied)\b/.test(rest);
  const { named, names } = await namedIn(context, rest, acts);
  const me = isMine(rest) && context.actor.personId ? [context.actor.personId] : [];
  const kind = named ? undefined : kindInWords(rest);
  return {
    filter: {
      ...(days ? { from: days.from, to: days.to } : {}),
      ...(role ? { role: role.role } : {}),
      ...(me.length > 0 ? { people: me } : narrowTo(named, rest)),
      ...(acts ? { acts: acts.acts } : {}),
      ...(kind ? { subjects: kind.subjects } : {}),
      ...(refused ? { refused } : {}),
    },
    said: [
      role?.said,
      me.length > 0 ? 'of your own' : named?.said,
      kind?.said,
      acts?.said,
      refused ? 'what was refused' : '',
      days?.said,
    ]
      .filter(Boolean)
      .join(', '),
    note: me.length > 0 ? '' : (named?.note ?? sayUnknown(names)),
    unknown: named ? [] : names,
  };
}

function sayUnknown(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `I do not know anybody or anything called “${names.join(' ')}”, so I ignored that.`;
}

/** Finds the named records: first with the words of acts left in, then without them. */
async function namedIn(
  context: TurnContext,
  words: string,
  acts: ActsSaid | undefined,
): Promise<{ named: Named | undefined; names: readonly string[] }> {
  const all = wordsLeft(acts ? words.replace(acts.words, ' ') : words);
  const named = await findNamed(context, all);
  if (named) return { named, names: all };
  const names = all.filter((word) => !isActWord(word));
  return { named: names.length < all.length ? await findNamed(context, names) : undefined, names };
}

/** "What did Anna do" is what she did; "audit trail for Anna" is what was done about her too. */
function narrowTo(named: Named | undefined, words: string): Pick<AuditFilter, 'about' | 'people'> {
  if (!named) return {};
  const { people, ...others } = named.about;
  const doers = people.length > 0 && Object.values(others).every((ids) => ids.length === 0);
  return doers && /^what (did|have|has)\b|\bby\b/.test(words) ? { people } : { about: named.about };
}

function isMine(words: string): boolean {
  return /\b(i|me|my|mine|myself)\b/.test(words.replace(/\b(show|give|tell|send|let|get|find) me\b/g, ' '));
}

interface Period {
  readonly from: Date;
  readonly to: Date;
  readonly words: string;
  readonly said: string;
}

/** "Today", "last week", "since Monday", "in October". A month without "in" belongs to an event ("the October briefing"). */
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

const fillers = new Set(
  `audit trail log show me the for of what who did do done does happened has have been was were is a an and or to in on with
   by about i my mine all everything anybody anyone somebody someone people organiser organisers organizer organizers
   administrator administrators admin admins board member members please find search entries acts page give list see it this
   that had any when event events role roles refused denied not allowed`.split(/\s+/),
);

/** What may name a person, a school, an event, a series or a project. */
function wordsLeft(words: string): string[] {
  return words
    .replace(/'s\b/g, '')
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => word.length > 1 && !fillers.has(word));
}
