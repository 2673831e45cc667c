import type { RollEntry, SessionToMark } from '../../app/attendance/attendance.js';
import type { ImportReport } from '../../app/attendance/attendance-import.js';
import type { DoubtfulRow } from '../../app/attendance/attendance-queue.js';
import type { SchoolChoice } from '../../app/schools/schools.js';
import { positions } from '../../domain/person.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Action, Card, Form, FormValues, ListItem } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { mostButtons } from '../talk/pages.js';
import { sayPosition } from '../talk/person-words.js';
import { listWords, plural } from '../talk/wording.js';
import { sayRowOutcome } from './row-outcome-words.js';

/** Sessions whose attendance can be recorded, latest first. */
export function sessionsToMarkCard(sessions: readonly SessionToMark[], zone: string): Card {
  const items = sessions.map(
    (session): ListItem => ({
      title: session.title,
      detail: `${sayDay(session.startsAt, zone)} · ${session.present} of ${session.booked} present${session.confirmed ? ' · confirmed' : ''}`,
      action: { kind: 'act', label: 'Open the list', verb: 'roll', data: { session: session.id } },
    }),
  );
  return {
    fallback: ['Attendance lists:', ...items.map(({ title, detail }) => `${title}, ${detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: 'Attendance lists' },
      { kind: 'list', items },
      { kind: 'context', text: 'To import a report from Teams, or a list, attach the file here.' },
    ],
    again: { verb: 'attendance' },
  };
}

interface RollView {
  readonly session: SessionToMark;
  readonly roll: readonly RollEntry[];
  /** Rows of imports that wait for somebody to settle them. */
  readonly doubtful: number;
  readonly page: number;
  readonly find: string;
}

/** The list of one session: a tap marks, another undoes. */
export function rollCard({ session, roll, doubtful, page, find }: RollView, zone: string): Card {
  const fitting = roll.filter(({ name }) => name.toLowerCase().includes(find.toLowerCase()));
  const acts = page === 0 ? rollActs(session, doubtful) : [];
  const [from, to] = rollSpan(page, fitting.length, rollActs(session, doubtful).length);
  const shown = fitting.slice(from, to);
  const there = roll.filter(({ present }) => present === true).length;
  const unmarked = roll.filter(({ present }) => present === null).length;
  const counts = `${there} present, ${unmarked} of ${plural(session.booked, 'booked person', 'booked people')} not marked yet.`;
  const base = { session: session.id, page: String(page), ...(find ? { find } : {}) };
  const items = shown.map((entry): ListItem => {
    const marked = entry.present !== null;
    return {
      title: entry.name,
      detail: [entry.school, sayState(entry)].filter(Boolean).join(' · '),
      action: {
        kind: 'act',
        label: entry.present === null ? 'Present' : 'Undo',
        verb: marked ? 'unmark' : 'mark',
        data: { ...base, person: entry.personId },
      },
    };
  });
  const note = find ? `Names with “${find}”. ${counts}` : counts;
  return {
    fallback: [`${session.title}: ${note}`, ...shown.map((entry) => `${entry.name}: ${sayState(entry)}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: session.title },
      { kind: 'text', text: `${sayDay(session.startsAt, zone)}. ${note}` },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      ...(session.confirmed ? [{ kind: 'text', text: 'This list is confirmed.', tone: 'good' } as const] : []),
    ],
    actions: [...acts, ...turnTo(session, to < fitting.length ? page + 1 : page > 0 ? 0 : undefined, find)],
  };
}

/** Whom a page shows: beside what can be done with the whole list as many as there are buttons for, and then five each. */
function rollSpan(page: number, people: number, acts: number): [number, number] {
  const first = people + acts <= mostButtons ? people : mostButtons - 1 - acts;
  const each = mostButtons - 1;
  return page === 0 ? [0, first] : [first + (page - 1) * each, first + page * each];
}

function turnTo(session: SessionToMark, page: number | undefined, find: string): ActAction[] {
  if (page === undefined) return [];
  const data = { session: session.id, page: String(page), ...(find ? { find } : {}) };
  return [{ kind: 'act', label: page === 0 ? 'From the start' : 'More', verb: 'roll', data }];
}

function rollActs(session: SessionToMark, doubtful: number): ActAction[] {
  const data = { session: session.id };
  return [
    ...(doubtful > 0
      ? [{ kind: 'act', label: `Settle ${doubtful}`, verb: 'doubtful', data, style: 'primary' } as const]
      : []),
    { kind: 'act', label: 'Find', verb: 'find-on-roll', data, opensForm: true },
    { kind: 'act', label: 'Add a walk-in', verb: 'walk-in', data, opensForm: true },
    ...(session.confirmed
      ? []
      : [{ kind: 'act', label: 'Confirm the list', verb: 'confirm-attendance', data } as const]),
  ];
}

function sayState({ present, source, booked }: RollEntry): string {
  if (present === null) return 'not marked';
  if (!present) return 'absent';
  const how = { check_in: 'checked in', organiser: 'present', walk_in: 'walk-in', import: 'in the report' } as const;
  return `${source ? how[source] : 'present'}${booked ? '' : ', not booked'}`;
}

/** The code for a slide, with the picture to scan where one can be shown. */
export function checkInCodeCard(title: string, code: string, picture: string | undefined): Card {
  const words = `People check in to ${title} by sending me: check in ${code}`;
  return {
    fallback: `${words}. It works from an hour before the start to an hour after the end.`,
    blocks: [
      { kind: 'heading', text: code },
      { kind: 'text', text: words },
      ...(picture
        ? [{ kind: 'image', url: picture, alt: `QR code that opens check-in for ${title}, code ${code}` } as const]
        : []),
      { kind: 'context', text: 'It works from an hour before the start to an hour after the end.' },
    ],
  };
}

const reportPage = 12;

/** What was done with every row of a file, a page at a time. */
export function importReportCard(report: ImportReport, title: string, session: string, page: number): Card {
  const doubtful = report.rows.filter(({ state }) => state === 'doubtful').length;
  const lead =
    report.kind === 'already'
      ? `This file has already been imported into ${title}, so nothing was changed: ${sayStates(report)}.`
      : `Imported into ${title}: ${sayStates(report)}.`;
  const shown = report.rows.slice(page * reportPage, (page + 1) * reportPage);
  const rows = shown.map(({ line, name, outcome }) => [String(line), name ?? '–', sayRowOutcome(outcome)]);
  const data = { import: report.importId, session, page: String(page + 1) };
  const actions: Action[] = [
    ...(doubtful > 0
      ? [{ kind: 'act', label: `Settle ${doubtful}`, verb: 'doubtful', data: { session }, style: 'primary' } as const]
      : []),
    ...((page + 1) * reportPage < report.rows.length
      ? [{ kind: 'act', label: 'More rows', verb: 'import-rows', data, keepsCard: true } as const]
      : []),
    { kind: 'act', label: 'Open the list', verb: 'roll', data: { session }, keepsCard: true },
  ];
  return {
    fallback: [lead, ...rows.map(([line, name, outcome]) => `Line ${line}: ${name}: ${outcome}`)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: doubtful > 0 ? 'normal' : 'good' },
      { kind: 'table', columns: ['Line', 'Name', 'What I did'], rows },
    ],
    actions,
  };
}

/** What a file would do, with what an organiser should know first. @param warning why it may not be of this event */
export function attendancePlanCard(report: ImportReport, title: string, id: string, warning: string | undefined): Card {
  const lead = `Nothing is counted yet. For ${title} this file has ${sayStates(report)}.`;
  const order = { doubtful: 0, counted: 1, 'left-out': 2 } as const;
  const shown = [...report.rows]
    .sort((a, b) => order[a.state] - order[b.state] || a.line - b.line)
    .slice(0, reportPage);
  const rows = shown.map(({ line, name, outcome }) => [String(line), name ?? '–', sayRowOutcome(outcome)]);
  const more = report.rows.length - shown.length;
  const notes = [
    ...report.remarks,
    ...(more > 0 ? [`${more.toLocaleString('en-GB')} more lines are shown once it is applied.`] : []),
  ];
  return {
    fallback: [
      lead,
      ...(warning ? [warning] : []),
      ...rows.map(([line, name, words]) => `Line ${line}: ${name}: ${words}`),
      ...notes,
    ].join('\n'),
    blocks: [
      { kind: 'text', text: lead },
      ...(warning ? [{ kind: 'text', text: warning, tone: 'warning' } as const] : []),
      { kind: 'table', columns: ['Line', 'Name', 'What I would do'], rows },
      ...notes.map((text) => ({ kind: 'context', text }) as const),
    ],
    actions: [
      { kind: 'act', label: 'Apply', verb: 'apply-attendance', data: { import: id }, style: 'primary' },
      { kind: 'act', label: 'Leave it', verb: 'leave-it' },
    ],
  };
}

function sayStates({ rows }: ImportReport): string {
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  return listWords([
    `${count('counted')} counted`,
    ...(count('doubtful') > 0 ? [`${count('doubtful')} to settle`] : []),
    ...(count('left-out') > 0 ? [`${count('left-out')} left out`] : []),
  ]);
}

/** One doubtful row with who it may be. */
export function doubtfulCard(row: DoubtfulRow, waiting: number): Card {
  const said = [row.alsoCalled, row.email, row.school].filter(Boolean).join(', ');
  const question = `Line ${row.line} says “${row.name}”${said ? ` (${said})` : ''}. Who is that?`;
  const items = row.candidates.map(
    (candidate): ListItem => ({
      title: candidate.name,
      detail: [
        candidate.school,
        candidate.booked ? 'booked' : 'not booked',
        `${Math.floor(candidate.confidence * 100)}% alike`,
      ]
        .filter(Boolean)
        .join(' · '),
      action: {
        kind: 'act',
        label: "That's them",
        verb: 'settle',
        data: { row: row.id, session: row.sessionId, person: candidate.personId },
      },
    }),
  );
  const data = { row: row.id, session: row.sessionId };
  return {
    fallback: [question, ...items.map(({ title, detail }) => `${title}, ${detail}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: plural(waiting, 'row to settle', 'rows to settle') },
      { kind: 'text', text: question },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      { kind: 'context', text: `${sayRowOutcome(row.why)}.` },
    ],
    actions: [
      { kind: 'act', label: 'Somebody else', verb: 'settle-new', data: { ...data, name: row.name }, opensForm: true },
      { kind: 'act', label: 'Leave it out', verb: 'settle', data: { ...data, person: 'nobody' } },
      ...(waiting > 1
        ? [
            {
              kind: 'act',
              label: 'Several at once',
              verb: 'settle-many',
              data: { session: row.sessionId },
              keepsCard: true,
            } as const,
          ]
        : []),
    ],
  };
}

/** Asks for somebody's name, position and school. @param schools those that fit what was typed, to choose from */
export function newcomerForm(
  title: string,
  submit: { readonly verb: Verb; readonly data: Readonly<Record<string, string>> },
  values: FormValues = {},
  schools: readonly SchoolChoice[] = [],
  faults?: Readonly<Record<string, string>>,
): Form {
  return {
    title,
    fields: [
      { kind: 'text', id: 'name', label: 'Name', required: true, maxLength: 100 },
      {
        kind: 'choice',
        id: 'position',
        label: 'Position',
        required: true,
        options: positions.map((position) => ({ value: position, label: sayPosition(position) })),
      },
      {
        kind: 'text',
        id: 'school',
        label: 'School',
        required: true,
        placeholder: 'Name, town, postcode or URN',
        lookup: 'schools',
      },
      ...(schools.length > 0
        ? [
            {
              kind: 'choice',
              id: 'urn',
              label: 'Which school?',
              expanded: true,
              options: schools.map(({ urn, name, town }) => ({ value: String(urn), label: `${name}, ${town}` })),
            } as const,
          ]
        : []),
    ],
    values,
    ...(faults ? { faults } : {}),
    submit: { label: 'Save', ...submit },
    fallback: `${title}: name, position and school.`,
  };
}
