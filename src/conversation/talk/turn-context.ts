import { z } from 'zod';
import type { FilledName } from '../../app/attendance/unknown-names.js';
import type { AuditFilter } from '../../app/audit/audit-search.js';
import type { Core } from '../../app/core.js';
import type { ImportFile, ImportKind, UnreadableFile } from '../../app/imports/import-file-format.js';
import type { Memory } from '../../app/memory.js';
import type { ChannelAddress } from '../../app/messages/channel-posts.js';
import type { Persona } from '../../app/playground.js';
import type { Actor } from '../../domain/actor.js';
import type { AttendanceFile, FileExpectation, RefusedFile } from '../../domain/attendance-file.js';
import type { AnswerModel } from '../../knowledge/model-client.js';
import type { FormValues } from '../../rendering/card.js';
import type { PlainReply, Turn } from './turn.js';

/** What the conversation needs beside the use cases. */
export interface Services {
  readonly core: Core;
  /** Links to this service that carry their own permission. */
  readonly links: Links;
  /** Whom one can act as; only in playground mode. */
  readonly personas: readonly Persona[] | undefined;
  /** Phrases answers from published passages; absent unless the settings name one. */
  readonly model?: AnswerModel;
  /** Absent where nothing is served, as on the command line. */
  readonly pictures?: Pictures;
  /** Links to a committee paper's files, for one account's eyes; absent on the command line. */
  readonly papers?: (accountId: string, paperId: string, format: 'docx' | 'xlsx') => string;
  /** Absent where nothing is served, as on the command line. */
  readonly administration?: AdministrationLinks;
  /** Files of schools, events, people and past attendance; absent on the command line. */
  readonly imports?: ImportServices;
  /** Reads a file that says who was there; absent on the command line. */
  readonly readAttendanceFile?: (bytes: Uint8Array, expected: FileExpectation) => Promise<AttendanceFile | RefusedFile>;
}

export interface RegisterWanted {
  /** Codes or names of local authorities, or several in one text; empty is all. */
  readonly authorities: readonly string[];
  readonly districts: readonly string[];
  /** All of the file, not only what is near the partnership's schools. */
  readonly everywhere: boolean;
  readonly links?: Uint8Array;
}

/** What takes files in, beside attendance. */
export interface ImportServices {
  /** @param register of a register of schools: which areas of it, and its file of links */
  read(kind: ImportKind, bytes: Uint8Array, register: RegisterWanted): Promise<ImportFile | UnreadableFile>;
  /** What a file of one's own has in its first row. */
  headings(
    kind: Exclude<ImportKind, 'schools'>,
  ): Promise<ReadonlyArray<{ readonly heading: string; readonly example: string }>>;
  /** All lines of a report as a file, for one account's eyes. */
  report(accountId: string, importId: string): string;
  /** The people whom a file names and who are not on record, as a file of people to fill in, for one account's eyes. */
  unknownPeople(accountId: string, importId: string): string;
  /** The names of a session that wait to be settled, as a file to fill in, for one account's eyes. */
  unknownNames(accountId: string, sessionId: string): string;
  /** Reads that file when it comes back; undefined when it is another. */
  readFilledNames(bytes: Uint8Array): Promise<readonly FilledName[] | undefined>;
}

/** Links for one administrator's eyes, checked against their rights whenever they are used. */
export interface AdministrationLinks {
  /** Entries of the audit trail, as CSV. */
  audit(accountId: string, filter: AuditFilter): string;
  /** Everything that is held, as a ZIP file of CSV tables. */
  everything(accountId: string): string;
}

/** Pictures that this service draws, as signed links; undefined where the chat could not fetch them. */
export interface Pictures {
  /** The page that checks people in to a session, and its QR code. */
  checkIn(sessionId: string): { readonly page: string; readonly picture?: string };
  /** How many came to the rounds of a series, from one to another. */
  seriesChart(slug: string, from: Date, to: Date): string | undefined;
}

/** Links for one account's eyes, checked against its rights whenever they are used. */
export interface OrganiserLinks {
  /** The page on which those who come are ticked off. */
  doorList(accountId: string, session: { readonly id: string; readonly endsAt: Date }): string;
  /** Who is coming, as a file. */
  attendees(accountId: string, eventId: string, format: 'xlsx' | 'csv'): string;
  /** All that is held about the account's person, as JSON. */
  ownData(accountId: string): string;
}

export interface Links extends OrganiserLinks {
  /** The calendar file of a registration. */
  calendar(registrationId: string): string;
  /** The page of one place, to hand on to somebody without a chat. @param until after it the link is refused */
  place(registrationId: string, until: Date): string;
  /** A person's bookings as a calendar to subscribe to. @param secret as `openCalendarFeed` made it */
  feed(secret: string): string;
}

const record = z.object({ kind: z.enum(['article', 'project', 'series', 'event']), slug: z.string() });
/** Something that can be answered from, by kind and slug. */
export type RecordRef = z.infer<typeof record>;

/**
 * What the talk is about, kept for half an hour: ids and words of the records; what somebody wrote only while a question
 * to the team waits for their yes.
 */
const subject = z.object({
  /** Events or sessions in the order they were listed, for "the second one". */
  events: z.array(z.string()).max(20).default([]),
  session: z.string().optional(),
  registration: z.string().optional(),
  /** What was asked for before we knew who asks; done once we know. */
  pending: z.object({ verb: z.string(), data: z.record(z.string()) }).optional(),
  /** The record or article that was answered from, and what of it was asked. */
  about: record.optional(),
  aspect: z.string().optional(),
  /** Possible answers that were offered, in their order. */
  choices: z.array(record).max(10).optional(),
  /** Words of the last question that the programme knows, for "and governors?": series, place, days, audience. */
  asked: z.object({ known: z.array(z.string()), days: z.string(), audience: z.string(), next: z.boolean() }).optional(),
});
export type Subject = z.infer<typeof subject>;

/** Reads what was kept; anything else is an empty subject. */
export function readSubject(state: unknown): Subject {
  const parsed = subject.safeParse(state ?? {});
  return parsed.success ? parsed.data : { events: [] };
}

/** One thing asked of a topic: from words, a button or a form. */
export interface TurnRequest {
  readonly text: string;
  readonly data: Readonly<Record<string, string>>;
  readonly values: FormValues;
}

/** A turn under way. */
export interface TurnContext {
  readonly services: Services;
  readonly actor: Actor;
  readonly turn: Turn;
  readonly subject: Subject;
  readonly now: Date;
  readonly zone: string;
  /** What was looked up in this turn: the understanding and the answer see the same. */
  readonly memory: Memory;
}

export function addressOf({ turn }: TurnContext): ChannelAddress {
  return { platform: turn.account.platform, tenant: turn.account.tenant, place: turn.place };
}

export interface Answer {
  readonly replies: readonly PlainReply[];
  /** What the talk is about from here on; left out, it stays as it was. */
  readonly subject?: Subject;
  /** We now know who asks: do what was pending. */
  readonly resume?: true;
  /** The words that got no answer, to be counted without who asked. */
  readonly unanswered?: string;
  /** The act that the asker may not do; noted in the audit trail and the log. */
  readonly refused?: string;
  /** Ids of quotes that are shown, for the ledger of their uses. */
  readonly quoted?: readonly string[];
}

/** A kind refusal, which is noted: the use case said that the asker may not. */
export function refuse(act: string, words = 'That is for the organisers of the partnership.'): Answer {
  return { replies: [text(words)], refused: act };
}

export function text(words: string): PlainReply {
  return { kind: 'text', text: words };
}
