import type { Reading } from '../../understanding/reading.js';
import { tokensOf } from '../../understanding/tokens.js';
import { intentOf } from '../intents.js';
import type { Subject, TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';
import { empty, intended, type Said } from './said.js';

/** Acts that a thumb is enough for: nothing is given up by them. */
const harmless = new Set(['ask-team']);

/** "Ok" and "great" end a talk; "yes" answers something, so somebody believes to have been asked. */
function isPlainYes(text: string): boolean {
  return /^(yes|yeah|yep|yup|aye)\b/.test(plainWords(text));
}

/** Yes or no, to the question that is open or to none. */
export function answerToQuestion({ subject, turn }: TurnContext, reading: Reading): Said | undefined {
  const { text } = reading;
  const assent = reading.assent ?? (restates(subject, reading) ? 'yes' : undefined);
  const back = assent === 'yes' ? broughtBack(subject, turn.input.kind === 'said' ? turn.input.text : text) : undefined;
  if (back) return back;
  const choices = (subject.choices?.length ?? 0) > 0;
  const pending = choices ? undefined : subject.pending;
  // "Ok yes cancel it", after something else was asked in between: it is asked again.
  if (!pending && assent === 'yes' && /\bcancel\b/.test(plainWords(text))) return undefined;
  // Nothing was asked that "yes" could answer.
  if (choices && (assent === 'yes' || assent === 'sign')) return intended('ask-for-words', empty(text));
  switch (assent) {
    case undefined:
      return undefined;
    case 'no':
      if (pending || plainWords(text) !== 'stop') return intended('leave-it', empty(text));
      return intended('offer-deed', { ...empty(text), data: { deed: 'mute' } });
    case 'heard':
      return intended(pending ? 'ask-for-words' : 'say-nothing', empty(text));
    case 'sign':
      if (!pending) return intended('say-nothing', empty(text));
      return harmless.has(pending.verb) ? pendingAct(pending, text) : intended('ask-for-words', empty(text));
    case 'yes':
      return pending ? pendingAct(pending, text) : goOn(subject, text);
  }
}

/** "Yes, move me": what is open is said again, and nothing else. */
function restates({ pending }: Subject, { text, reserved, quotes }: Reading): boolean {
  const deed = pending && Object.entries(deedWords).find(([verb]) => pending.verb.startsWith(verb))?.[1];
  if (!deed || reserved || quotes) return false;
  const again = new RegExp(
    `^(?:(?:yes|yeah|yep|yup|ok|okay|sure|please|go on|do) )+(?:${deed})(?: (?:me|it|that|them|him|her|mine|us|my place|here|there|then|now|thanks|please|over|instead))*$`,
  );
  return again.test(tokensOf(text).join(' '));
}

/** What people call the deed that they are asked about, by its verb. */
const deedWords: Readonly<Record<string, string>> = {
  'move-to': 'move|swap|switch|change',
  swap: 'swap|switch|change',
  cancel: 'cancel|remove|drop',
  book: 'book|sign up|put down|put|add',
  substitute: 'send|swap|name',
};

/** "Anyway, yes", after something else was asked: the question that was open is asked anew, and nothing is done. */
function broughtBack({ parked, pending, choices }: Subject, text: string): Said | undefined {
  const comesBack = /\b(?:anyway|anyways|as i said|back to)\b/.test(plainWords(text));
  const isFree = !pending || (choices?.length ?? 0) > 0 || comesBack;
  return parked && isFree ? intended(parked.verb, { text: '', data: parked.data, values: {} }) : undefined;
}

/** The one event that was shown, with the button that books it; nothing is done. */
export function toTake({ events, session }: Pick<Subject, 'events' | 'session'>) {
  if (!session && events.length !== 1) return undefined;
  return { verb: 'book', ask: { ...empty(''), data: { tap: 'yes', ...(session ? { session } : {}) } } };
}

/** "Yes", where nothing was asked: what was just shown is one tap away, and nothing is done. */
function goOn({ events, session, choosing }: Subject, text: string): Said | undefined {
  const wants = isPlainYes(text) || /\b(go on|go ahead|go for it|do it|do that|please do)\b/.test(plainWords(text));
  const take = wants && !choosing ? toTake({ events, session }) : undefined;
  if (take) return intended(take.verb, take.ask);
  return intended(isPlainYes(text) ? 'ask-for-words' : 'say-nothing', empty(text));
}

function pendingAct(pending: NonNullable<Subject['pending']>, text: string): Said | undefined {
  const intent = intentOf(pending.verb);
  return intent && { intent, request: { text, data: pending.data, values: {} } };
}
