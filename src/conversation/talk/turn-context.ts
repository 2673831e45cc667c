import { z } from 'zod';
import type { FilledNames } from '../../app/attendance/unknown-names.js';
import type { AuditFilter } from '../../app/audit/audit-search.js';
import type { ReadTemplate } from '../../app/board/paper-template.js';
import type { YearPage } from '../../app/board/year-links.js';
import type { AttendeeFormat } from '../../app/bookings/attendees.js';
import type { Core } from '../../app/core.js';
import type { ImportFile, ImportKind, UnreadableFile } from '../../app/imports/import-file-format.js';
import type { FoundFaqs } from '../../app/knowledge/found-faqs.js';
import type { Memory } from '../../app/memory.js';
import type { ChannelAddress } from '../../app/messages/channel-posts.js';
import type { Persona } from '../../app/playground.js';
import type { Actor } from '../../domain/actor.js';
import type { FileExpectation, FittingFile, RefusedFile } from '../../domain/attendance-file.js';
import type { LanguageModel } from '../../knowledge/model/language-model.js';
import type { FormValues } from '../../rendering/card.js';
import type { PageTopic } from './page-topics.js';
import type { PlainReply, Turn } from './turn.js';

/** Everything the conversation needs to answer. */
export interface Services {
  readonly core: Core;
  /** Signed links to this service. */
  readonly links: Links;
  /** Demonstration people to act as; only in playground mode. */
  readonly personas: readonly Persona[] | undefined;
  /** Words answers from published passages, reads what nothing here accounts for, suggests phrases; absent unless configured. */
  readonly model?: LanguageModel;
  /** The page with the mails that would be sent; only in playground mode. */
  readonly outbox?: string;
  /** Who e-mails come from, and where answers to them go, if that is elsewhere; absent without a mail server. */
  readonly mail?: { readonly from: Mailbox; readonly replyTo?: Mailbox | undefined };
  /** Absent where nothing is served, as on the command line. */
  readonly pictures?: Pictures;
  /** Links to a committee paper's files, for one account; absent on the command line. */
  readonly papers?: (accountId: string, paperId: string, format: 'docx' | 'xlsx') => string;
  /** Pages and files for the board and for heads; absent where nothing is served, as on the command line. */
  readonly board?: BoardLinks;
  /** Absent where nothing is served, as on the command line. */
  readonly administration?: AdministrationLinks;
  /** Files of schools, events, people and past attendance; absent on the command line. */
  readonly imports?: ImportServices;
  /** Reads an attendance file, or the filled-in file of unmatched names; absent on the command line. */
  readonly readAttendanceFile?: (
    bytes: Uint8Array,
    sessions: readonly FileExpectation[],
  ) => Promise<FittingFile | FilledNames | RefusedFile>;
  /** Checks that a committee paper can be printed in a Word document; absent on the command line. */
  readonly readPaperTemplate?: (bytes: Uint8Array) => Promise<ReadTemplate | UnreadableFile>;
}

/** An e-mail address and the name beside it, which may be empty. */
interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface RegisterWanted {
  /** Codes or names of local authorities, or several in one text; empty is all. */
  readonly authorities: readonly string[];
  readonly districts: readonly string[];
  readonly trusts: readonly string[];
  /** Import the whole file, not only the partnership's area. */
  readonly everywhere: boolean;
  readonly links?: Uint8Array;
}

/** Imports of files other than attendance. */
export interface ImportServices {
  /** @param register which areas of a register of schools, and its links file */
  read(kind: ImportKind, bytes: Uint8Array, register: RegisterWanted): Promise<ImportFile | UnreadableFile>;
  /** Questions and answers in a sheet, a Word document, a saved page or a text. */
  readFaqs(name: string, bytes: Uint8Array): Promise<FoundFaqs | UnreadableFile>;
  /** The headings that a file needs in its first row. */
  headings(
    kind: Exclude<ImportKind, 'schools'>,
  ): Promise<ReadonlyArray<{ readonly heading: string; readonly example: string }>>;
  /** Link to the full report of an import, for one account. */
  report(accountId: string, importId: string): string;
  /** Link to a file of the unknown people in an import, to fill in, for one account. */
  unknownPeople(accountId: string, importId: string): string;
  /** Link to the rows that need correcting, as a file, for one account. */
  toMend(accountId: string, importId: string): string;
  /** Link to a file of the unmatched names of a session, to fill in, for one account. */
  unknownNames(accountId: string, sessionId: string): string;
}

/** Links for one administrator, whose role is checked on each use. */
interface AdministrationLinks {
  /** Entries of the audit trail, as CSV. */
  audit(accountId: string, filter: AuditFilter): string;
  /** All records, as a ZIP file of CSV tables. */
  everything(accountId: string): string;
}

/** Links for one account, whose role and school are checked on each use. */
interface BoardLinks {
  /** Schools that did not come, as a spreadsheet. @param query as it is written for a button */
  absentSchools(accountId: string, query: string): string;
  /** The answers to each question over the rounds of a series, as a spreadsheet for its organisers. */
  feedbackTrend(accountId: string, seriesId: string): string;
  /** What schools said in a survey, as a spreadsheet; with who has answered, for organisers. */
  survey(accountId: string, surveyId: string): string;
  /** The yearly page of a school or of a part of the area. */
  year(accountId: string, of: YearPage): string;
}

/** Signed links to pictures drawn by this service; undefined where the platform could not fetch them. */
export interface Pictures {
  /** The check-in page of a session, and its QR code. */
  checkIn(sessionId: string): { readonly page: string; readonly picture?: string };
  /** Attendance at the events of a series between two dates. */
  seriesChart(slug: string, from: Date, to: Date): string | undefined;
  /** What a question counts, by what it is broken down by or this year beside the last. @param query as it is written for a button */
  queryChart(query: string): string | undefined;
  /** How many schools of a year of a project have done each milestone. */
  cohortChart(cohortId: string): string | undefined;
}

/** Links for one account, whose role is checked on each use. */
interface OrganiserLinks {
  /** The page to tick off who has arrived. */
  attendanceChecklist(accountId: string, session: { readonly id: string; readonly endsAt: Date }): string;
  /** Who is coming, as a file. */
  attendees(accountId: string, eventId: string, format: AttendeeFormat): string;
  /** All data about somebody without a chat, as JSON, for an organiser whom they asked. */
  personData(accountId: string, personId: string): string;
  /** All data about the account's person, as JSON; or about a person who came by a link. */
  ownData(owner: Pick<Actor, 'accountId' | 'personId'>): string;
}

export interface Links extends OrganiserLinks {
  /** The calendar file of a registration. */
  calendar(registrationId: string): string;
  /** That somebody was at an event, to print. */
  certificate(personId: string, eventId: string): string;
  /** The page of one booking, for somebody without a chat. @param until when the link expires */
  place(registrationId: string, until: Date): string;
  /** A page of somebody's own, for whoever is written to by e-mail. It is theirs alone, and good for its topic only. */
  page(personId: string, topic: PageTopic): string;
  /** A person's bookings as a calendar to subscribe to. @param secret as `openCalendarFeed` made it */
  feed(secret: string): string;
  /** The privacy notice, for everybody. */
  readonly notice: string;
}

const record = z.object({ kind: z.enum(['article', 'project', 'series', 'event']), slug: z.string() });
/** A record that questions can be answered from, by kind and slug. */
export type RecordRef = z.infer<typeof record>;

/**
 * The subject of a conversation, kept for half an hour: ids and words from the records. What somebody wrote is kept only
 * while we wait for their confirmation to send it to the team.
 */
const subject = z.object({
  /** Events or sessions in the order they were listed, for "the second one". */
  events: z.array(z.string()).max(20).default([]),
  session: z.string().optional(),
  registration: z.string().optional(),
  /** A request that needs to know who the user is; done once we do. */
  pending: z.object({ verb: z.string(), data: z.record(z.string()) }).optional(),
  /**
   * Sessions of which one was asked for, and what is to be done with it. `data`: what the button beside each of them carries,
   * where a list of buttons asked; some of these are of whole events.
   */
  choosing: z
    .object({
      verb: z.string(),
      sessions: z.array(z.string()).max(20),
      data: z.array(z.record(z.string())).max(20).optional(),
    })
    .optional(),
  /** What was shown or asked last and can be so again of another event: "and Eastholm?", "sorry, Eastholm". */
  again: z
    .object({ verb: z.string(), data: z.record(z.string()) })
    .optional()
    .catch(undefined),
  /** A question that was open before something else was asked: "anyway, yes" asks it again. */
  parked: z.object({ verb: z.string(), data: z.record(z.string()) }).optional(),
  /** The events that were listed before one of them was looked at, for "no, the other one". */
  listed: z.array(z.string()).max(20).optional(),
  /** The record or article of the last answer, and the aspect asked about. */
  about: record.optional(),
  aspect: z.string().optional(),
  /** The question for a number that was answered last, as `figures/query-codec.ts` writes it, for "and the year before?". */
  figures: z.string().max(4_000).optional(),
  /** The one before it, for "which of them was lower?". */
  figuresBefore: z.string().max(4_000).optional(),
  /** Possible answers that were offered, in order. */
  choices: z.array(record).max(10).optional(),
  /** Words of the last question that occur in the programme, for "and governors?". */
  asked: z.object({ known: z.array(z.string()), days: z.string(), audience: z.string(), next: z.boolean() }).optional(),
});
export type Subject = z.infer<typeof subject>;

/** Reads the stored subject; invalid data is an empty subject. */
export function readSubject(state: unknown): Subject {
  const parsed = subject.safeParse(state ?? {});
  return parsed.success ? parsed.data : { events: [] };
}

/** One request, from a message, a button or a form. */
export interface TurnRequest {
  readonly text: string;
  readonly data: Readonly<Record<string, string>>;
  readonly values: FormValues;
}

/** A turn in progress. */
export interface TurnContext {
  readonly services: Services;
  readonly actor: Actor;
  readonly turn: Turn;
  readonly subject: Subject;
  readonly now: Date;
  readonly zone: string;
  /** Caches what was read in this turn, so that understanding and answering see the same. */
  readonly memory: Memory;
}

export function addressOf({ turn }: TurnContext): ChannelAddress {
  return { platform: turn.account.platform, tenant: turn.account.tenant, place: turn.place };
}

export interface Answer {
  readonly replies: readonly PlainReply[];
  /** The new subject of the conversation; unchanged if absent. */
  readonly subject?: Subject;
  /** We now know who the user is: do what was pending. */
  readonly resume?: true;
  /** A question without an answer, counted anonymously. */
  readonly unanswered?: string;
  /** An act that was refused, for the audit trail and the log. */
  readonly refused?: string;
  /** Ids of quotes shown, to record their use. */
  readonly quoted?: readonly string[];
}

/** A polite refusal, recorded in the audit trail. */
export function refuse(act: string, words = 'Only the partnership’s organisers can do that.'): Answer {
  return { replies: [text(words)], refused: act };
}

export function text(words: string): PlainReply {
  return { kind: 'text', text: words };
}
