import { holdsSomewhere } from '../../domain/actor.js';
import type { Decision } from '../../understanding/policy.js';
import type { TurnContext } from '../talk/turn-context.js';
import type { Act } from './act-on-words.js';

/** "Send someone else", "someone else use my place": who goes instead. */
const instead =
  /^who (?:else )?(?:can|could|may|should|shall) (?:i|we) send(?: instead| in my place| to it)*$|^(?:send|have) (?:(?:my|our|the|a) )?(?:someone|somebody|anyone|anybody|another person|ROLE|PERSON)(?: else)?(?: to it| instead| in my place| along| over)*$|^(?:someone|somebody|anyone|anybody) else (?:go|come|attend|use|have|take|do)(?: it| THAT| instead| my place| the place)*$/;

/** What is done to what was just spoken of, by the verb: "move it to 10am", "email them", "copy that". */
const deeds: ReadonlyArray<readonly [RegExp, 'move' | 'write' | 'copy' | 'cancel']> = [
  [
    /^(?:move|change|swap|switch|shift|reschedule|postpone|push) (?:it|that|this|THAT|mine|the (?:time|date|day|start|venue))(?= |$)/,
    'move',
  ],
  [
    /^(?:write|e?mail|message|tell|text|contact|notify|let|warn|remind) (?:to )?(?:it|that|them|THAT|all|everyone|everybody|people|all of THAT)(?= |$)/,
    'write',
  ],
  [/^(?:copy|duplicate|clone|repeat) (?:it|that|this|THAT)(?= |$)/, 'copy'],
  [/^(?:cancel|call off) (?:it|that|this|THAT)(?= |$)/, 'cancel'],
];

const politely =
  /^(?:(?:ok|please|and|so|then|also|just|yes|no|right|sorry|can|could|would|will|you|we|i|want|to|would like|need|let us) )*/;

/**
 * An order about the one event or booking that was just spoken of, which few words are enough for: "move it". It opens a form or
 * asks first.
 * @returns undefined where more than that is named, or nothing was spoken of
 */
export function deedOnTalk({ actor, subject }: TurnContext, { clause, stands }: Decision): Act | undefined {
  const { session, events, registration } = subject;
  if (session === undefined && events.length !== 1) return undefined;
  if (clause.mentions.some(({ kind }) => kind === 'EVENT' || kind === 'PROJECT')) return undefined;
  const said = clause.words.join(' ').replace(politely, '');
  if (instead.test(said)) return { verb: 'substitute' };
  if (!stands) return undefined;
  const deed = deeds.find(([pattern]) => pattern.test(said))?.[1];
  if (deed === undefined) return undefined;
  if (registration === undefined && holdsSomewhere(actor, 'organiser'))
    return { verb: 'organise-meant', data: { deed } };
  return deed === 'move' ? { verb: 'move' } : undefined;
}
