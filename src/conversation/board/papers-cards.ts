import type { PaperFront } from '../../app/board/paper-data.js';
import type { Paper, PaperOutcome } from '../../app/board/papers.js';
import { sayDate, sayMoment } from '../../domain/when.js';
import type { Action, Card, Form, FormValues } from '../../rendering/card.js';
import { sayRating, sayResponse } from '../talk/rating-words.js';
import { plural } from '../talk/wording.js';

/** `1 September 2026 to 22 November 2026`. @param days midnight UTC, or `YYYY-MM-DD` */
export function sayDays({ from, to }: { readonly from: string | Date; readonly to: string | Date }): string {
  return `${sayDate(new Date(from))} to ${sayDate(new Date(to))}`;
}

/** A paper with its main figures and where its files are. @param links empty where nothing is served */
export function paperCard({ data, madeAt, withdrawnSince }: Paper, zone: string, links: readonly Action[]): Card {
  const rounds = data.attendance.flatMap((series) => series.rounds.filter(({ inPeriod }) => inPeriod));
  const came = rounds.reduce((sum, round) => sum + (round.attended ?? 0), 0);
  const { coverage, feedback } = data;
  const committee = data.front?.committee ? [{ label: 'Committee', value: data.front.committee }] : [];
  const facts = [
    ...committee,
    { label: 'Events held', value: String(rounds.length) },
    { label: 'People who came', value: came.toLocaleString('en-GB') },
    {
      label: 'Took part in nothing',
      value: `${coverage.absent.toLocaleString('en-GB')} of ${plural(coverage.schools, 'school')}`,
    },
    ...(feedback.asked > 0
      ? [{ label: 'Feedback', value: `${sayResponse(feedback)}, ${sayRating(feedback.rating)}` }]
      : []),
    { label: 'Quotes', value: String(feedback.quotes.length) },
  ];
  const lead = `${sayDays(data)}. Its figures are fixed as of ${sayMoment(madeAt, zone)}.`;
  const warning =
    withdrawnSince > 0
      ? `${plural(withdrawnSince, 'quote')} in it may no longer be used. Please draft a new paper before sending it out again.`
      : undefined;
  const note = 'The files are only for you. Their links expire after half an hour.';
  return {
    fallback: ['Committee paper', lead, ...facts.map(({ label, value }) => `${label}: ${value}`), warning, note]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      { kind: 'heading', text: 'Committee paper' },
      { kind: 'text', text: lead },
      ...(warning ? [{ kind: 'text', text: warning, tone: 'warning' } as const] : []),
      { kind: 'facts', facts },
      { kind: 'context', text: note },
    ],
    actions: links,
  };
}

type FrontField = 'committee' | 'meeting' | 'author' | 'purpose' | 'recommendations';

/** What a form begins with. */
export const usualFront: FormValues = {
  purpose:
    'To report who took part in our events and projects, what they said of them, and which schools took part in nothing.',
  recommendations: 'Note this report.',
};

/** The introduction from the form; undefined when nothing was entered. */
export function readFront(said: Readonly<Record<FrontField, string>>): PaperFront | undefined {
  const recommendations = said.recommendations
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\(?\d{1,2}[.)]|[-•*])\s*/, '').trim())
    .filter(Boolean);
  const meeting = /^\d{4}-\d\d-\d\d$/.test(said.meeting) ? said.meeting : null;
  const { committee, author, purpose } = said;
  const front = { committee, meeting, author, purpose, recommendations };
  return Object.values(front).some((value) => value !== null && value.length > 0) ? front : undefined;
}

/** The form for the period and the introduction. */
export function paperForm(values: FormValues, faults?: Readonly<Record<string, string>>): Form {
  return {
    title: 'Committee paper',
    intro: [
      {
        kind: 'text',
        text: 'Attendance, projects, feedback, and the schools that took part in nothing, as a Word document and a spreadsheet. The quotes in it count as printed.',
      },
    ],
    fields: [
      { kind: 'date', id: 'from', label: 'First day', required: true },
      { kind: 'date', id: 'to', label: 'Last day', required: true },
      { kind: 'text', id: 'committee', label: 'Committee', maxLength: 200, hint: 'Such as Schools Forum' },
      { kind: 'date', id: 'meeting', label: 'Day of the meeting' },
      { kind: 'text', id: 'author', label: 'Author', maxLength: 200 },
      { kind: 'text', id: 'purpose', label: 'Purpose', multiline: true, maxLength: 2_000 },
      {
        kind: 'text',
        id: 'recommendations',
        label: 'Recommendations',
        multiline: true,
        maxLength: 3_000,
        hint: 'What the committee is asked to do, each on a line of its own',
      },
    ],
    values,
    ...(faults ? { faults } : {}),
    submit: { label: 'Draft it', verb: 'draft-paper' },
    fallback: 'The committee paper: which days should it cover?',
  };
}

/** Why there is no paper, and what to do. */
export function sayPaperRefusal(reason: Extract<PaperOutcome, { kind: 'refused' }>['reason']): string {
  switch (reason) {
    case 'not-board':
      return 'Only organisers and board members can see the committee paper.';
    case 'no-dates':
      return 'That is not a date. Write it like this: 2026-09-01.';
    case 'backwards':
      return 'The last day is before the first.';
    case 'too-long':
      return 'Choose a period of ten years at most.';
    case 'future':
      return 'That period has not started yet. Choose days that have passed.';
  }
}
