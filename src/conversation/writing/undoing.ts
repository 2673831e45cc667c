import type { Reach } from '../../app/messages/reach.js';
import type { HeldAct } from '../../app/organising/held-sendings.js';
import { undoAct, undoneOf } from '../../app/organising/undo-act.js';
import { sayMoment } from '../../domain/when.js';
import type { ActAction } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { showEventCard } from '../organising/organising.js';
import { organiserAct } from '../organising/organising-cards.js';
import { showSeries } from '../organising/organising-series.js';
import { showApplication, showNomination } from '../projects/shown/decisions-shown.js';
import { showProjectOrYear } from '../projects/shown/projects-shown.js';
import { showSurvey } from '../projects/survey/surveys-shown.js';
import { type RestOfUnreached, unreachedReply } from '../talk/reach-words.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { showAudience } from './audiences-shown.js';

interface Done {
  /** Left out where whom it reaches was not counted. */
  readonly reach?: Reach;
  /** By which it can be undone. */
  readonly held?: string;
  /** Until when, where that is more than half a minute. */
  readonly heldUntil?: Date;
  /** What was typed, to go on with after an undo. */
  readonly draft?: string;
  /** Where those are found whom a long list of unreached people leaves out. */
  readonly rest?: RestOfUnreached;
}

/** What an act is of: an event, a series or a saved audience. */
type Subject = ReturnType<typeof undoneOf>;

const opens: Readonly<Record<Subject, { readonly label: string; readonly verb: Verb }>> = {
  event: { label: 'Open the event', verb: 'organise-event' },
  series: { label: 'Open the series', verb: 'series-open' },
  audience: { label: 'Open the audience', verb: 'audience' },
  survey: { label: 'Open the survey', verb: 'survey' },
  application: { label: 'Open the application', verb: 'application' },
  nomination: { label: 'Open the nomination', verb: 'nomination' },
  project: { label: 'Open the project', verb: 'run-project' },
  cohort: { label: 'Open the year', verb: 'run-cohort' },
};

const subjects = Object.keys(opens) as Subject[];

function show(context: TurnContext, subject: Subject, id: string, words: string, reach?: Reach): Promise<Answer> {
  switch (subject) {
    case 'event':
      return showEventCard(context, id, words, reach);
    case 'series':
      return showSeries(context, id, words);
    case 'audience':
      return showAudience(context, id, words);
    case 'survey':
      return showSurvey(context, id, words);
    case 'application':
      return showApplication(context, id, words);
    case 'nomination':
      return showNomination(context, id, words);
    case 'project':
    case 'cohort':
      return showProjectOrYear(context, id, words);
  }
}

/** For how long an act can be taken back. */
export const undoNote = 'Nobody gets it for 30 seconds: until then it can be undone.';

/** The button that takes an act back. */
export function undoAction(of: Readonly<Record<string, string>>): ActAction {
  return organiserAct('Undo', 'organise-undo', of, { style: 'danger' });
}

/** The event after an act that people are told of; for half a minute, with a button that takes it back. */
export async function receipt(context: TurnContext, eventId: string, words: string, done: Done): Promise<Answer> {
  return receiptOf(context, 'event', eventId, words, done);
}

/** The same for whatever the act is of. */
export async function receiptOf(
  context: TurnContext,
  subject: Subject,
  id: string,
  words: string,
  { reach, held, heldUntil, draft, rest = 'in-file' }: Done,
): Promise<Answer> {
  if (held === undefined) return show(context, subject, id, words, reach);
  const of = { [subject]: id };
  const { label, verb } = opens[subject];
  const note = heldUntil
    ? `Nobody gets it before ${sayMoment(heldUntil, context.zone)}: until then it can be undone.`
    : undoNote;
  const card = {
    fallback: `${words} ${note}`,
    blocks: [{ kind: 'text', text: words, tone: 'good' } as const, { kind: 'context', text: note } as const],
    actions: [
      undoAction({ ...of, held, ...(draft ? { draft } : {}) }),
      organiserAct(label, verb, of, { keepsCard: true }),
    ],
  };
  return { replies: [{ kind: 'card', card }, ...(reach ? unreachedReply(reach, rest) : [])] };
}

const undone: Record<HeldAct, string> = {
  write: 'The message was not sent.',
  'write-audience': 'The message was not sent.',
  thank: 'The thanks were not sent.',
  announce: 'It was not announced.',
  'cancel-event': 'It is not cancelled: every place, offer and waiting list is as it was.',
  'cancel-series':
    'The series is not cancelled: its events and drafts, with every place, offer and waiting list, are as they were.',
  'cancel-session': 'The session is not cancelled: every place, offer and waiting list is as it was.',
  'move-session': 'The session is when and where it was.',
  'ask-survey': 'The survey is a draft again.',
  'remind-survey': 'No school was reminded.',
  'move-cohort': 'The year has the days and the place that it had.',
  'move-milestone': 'The milestone is as it was.',
  'resize-cohort': 'The year has as many places as before, and whoever waited waits again.',
  'resize-strand': 'The strand has as many places as before, and whoever waited waits again.',
  resize: 'The session has as many places as before, and whoever waited waits again.',
  'add-guests': 'None of these guests is on the list any more. Attach the file again to add them.',
  'invite-schools': 'No school was invited.',
  'decide-application': 'It waits for a decision again.',
  'decide-nomination': 'It waits for a decision again.',
  'cancel-project': 'The project is not cancelled: its years, schools, applications and nominations are as they were.',
  'cancel-cohort': 'The year is not cancelled: its schools, applications and nominations are as they were.',
};

/** What can be done once it is too late. */
const instead: Partial<Record<Subject, string>> = {
  application: 'The school can apply again, or leave the project; please tell them.',
  nomination: 'They can be put forward again, or withdraw; please tell them.',
  project: 'Reopen the project, and add its year again, if it goes on after all; please tell the schools.',
  cohort: 'Change it once more, or add the year again; the schools are told.',
  survey: 'A new survey can put it right.',
};

/** By which a message that was taken back is opened again, with what was typed. */
const writtenAgain: Partial<Record<HeldAct, Verb>> = { write: 'organise-write', 'write-audience': 'audience-write' };

/** "Undo": takes the act back, if its messages still wait. */
export async function undo(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const outcome = await undoAct(context.services.core, context.actor, data.held ?? '');
  switch (outcome.kind) {
    case 'refused':
      return refuse('organise-undo', 'Only its organisers can do that.');
    case 'too-late': {
      const subject = subjects.find((one) => data[one]) ?? 'event';
      const words = ['It is too late to undo: it was sent, taken back or changed since.', instead[subject]];
      return show(context, subject, data[subject] ?? '', words.filter(Boolean).join(' '));
    }
    case 'undone': {
      const { act, subjectId } = outcome;
      const subject = undoneOf(act);
      const words = `Undone. ${undone[act]} Nobody was told.`;
      const verb = writtenAgain[act];
      if (!verb || !data.draft) return show(context, subject, subjectId, words);
      const again = organiserAct(
        'Change the message',
        verb,
        { [subject]: subjectId, draft: data.draft },
        { opensForm: true, style: 'primary' },
      );
      const back = organiserAct(opens[subject].label, opens[subject].verb, { [subject]: subjectId });
      const blocks = [{ kind: 'text', text: words, tone: 'good' } as const];
      return { replies: [{ kind: 'card', card: { fallback: words, blocks, actions: [again, back] } }] };
    }
  }
}
