import { isOfAnotherKind } from '../../understanding/anchor.js';
import { hasQuestionForm } from '../../understanding/clause-form.js';
import type { Reading } from '../../understanding/reading.js';
import { lookUp } from '../knowledge/look-up.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { dataOfTalk } from './ask-of-event.js';
import { isOfElsewhere } from './question-for.js';
import { empty, intended, type Said } from './said.js';

/**
 * "Does it have a dress code", of the one event to come that is talked of, where nothing answers it: what is held of that event is shown, with
 * the team beside it, rather than guesses from all that is written.
 * @param said what it was understood as
 * @returns undefined where something does answer it, or it points to nothing that is talked of
 */
export async function askedOfTalk(context: TurnContext, reading: Reading, said: Said): Promise<Said | undefined> {
  const [event, ...others] = context.subject.events;
  const { about, choices, choosing } = context.subject;
  const isOfEvent = about === undefined || about.kind === 'event' || about.kind === 'series';
  if (event === undefined || others.length > 0 || !isOfEvent || choosing || (choices?.length ?? 0) > 0)
    return undefined;
  if (!pointsThere(reading) || !(await isGuessed(context, said))) return undefined;
  if (!(await programmeOf(context)).some(({ eventId }) => eventId === event)) return undefined;
  const data = { ...dataOfTalk(context.subject, ''), question: reading.text };
  return intended('event', { ...empty(''), data });
}

/** One question, that names nothing but what was talked of. */
function pointsThere({ clauses, text }: Reading): boolean {
  const [clause, ...others] = clauses;
  if (!clause || others.length > 0 || !(clause.asks || hasQuestionForm(clause))) return false;
  const points = clause.mentions.some(({ kind }) => kind === 'THAT') || / there /.test(` ${clause.words.join(' ')} `);
  const names = clause.mentions.some(({ kind }) => kind !== 'THAT' && kind !== 'NUMBER' && kind !== 'ROLE');
  return points && !names && !isOfElsewhere(plainWords(text)) && !isOfAnotherKind(clause);
}

async function isGuessed(context: TurnContext, { intent, request, unknown }: Said): Promise<boolean> {
  if (unknown) return true;
  return (
    intent.verb === 'answer' && !request.data.kind && (await lookUp(context, request.text)).finding.kind === 'choices'
  );
}
