import {
  type AddReaderOutcome,
  addDigestReader,
  type DigestReader,
  listDigestReaders,
  removeDigestReader,
} from '../../app/board/digest-readers.js';
import type { Way } from '../../app/messages/ways.js';
import type { Card } from '../../rendering/card.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';

/** "Send the digest to Carol Vane, carol@trust.example." */
export async function sendDigestTo(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const outcome = await addDigestReader(core, context.actor, readAddressee(request.text));
  if (outcome.kind === 'refused') return { replies: [text(refusalWords[outcome.reason])] };
  return {
    replies: [{ kind: 'card', card: readersCard(addedWords(outcome), await listDigestReaders(core, context.actor)) }],
  };
}

/** "Who gets the digest?" */
export async function answerDigestReaders(context: TurnContext): Promise<Answer> {
  const readers = await listDigestReaders(context.services.core, context.actor);
  if (readers.length > 0)
    return { replies: [{ kind: 'card', card: readersCard('They get the weekly digest themselves:', readers) }] };
  return {
    replies: [
      text('Nobody gets the digest by e-mail. Say "send the digest to Carol Vane, carol@trust.example" for that.'),
    ],
  };
}

/** The button beside somebody. */
export async function stopDigestTo(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const ended = await removeDigestReader(core, context.actor, request.data.person ?? '');
  const lead = ended ? 'They do not get the digest any more.' : 'They were not getting the digest.';
  return { replies: [{ kind: 'card', card: readersCard(lead, await listDigestReaders(core, context.actor)) }] };
}

/** The word with the @, and what stands between it and "to". */
function readAddressee(typed: string): { readonly given: string; readonly name: string } {
  const at = /\S+@\S+/.exec(typed);
  const before = typed.slice(0, at?.index ?? typed.length);
  const name = before.slice(before.toLowerCase().lastIndexOf(' to ') + 4);
  return { given: at?.[0] ?? '', name: name.replace(/["<,:]/g, '').trim() };
}

function addedWords(outcome: Extract<AddReaderOutcome, { kind: 'added' | 'already' }>): string {
  const who = `${outcome.name}, ${outcome.address},`;
  return outcome.kind === 'added'
    ? `${who} gets the weekly digest from now on, on Mondays at 8am.`
    : `${who} gets the weekly digest already.`;
}

const refusalWords: Record<Extract<AddReaderOutcome, { kind: 'refused' }>['reason'], string> = {
  'not-organiser': 'Only the partnership’s organisers can do that.',
  'no-address': 'I found no e-mail address in that. Say it like "send the digest to Carol Vane, carol@trust.example".',
  'no-name':
    'I do not know that address yet. Say whose it is, like "send the digest to Carol Vane, carol@trust.example".',
  'no-mail': 'The service cannot send e-mails yet: whoever runs it connects a mail server.',
};

function readersCard(lead: string, readers: readonly DigestReader[]): Card {
  const items = readers.map(({ personId, name, way }) => ({
    title: name,
    detail: sayWay(way),
    action: { kind: 'act', label: 'Stop', verb: 'digest-to-stop', data: { person: personId } } as const,
  }));
  return {
    fallback: [lead, ...items.map(({ title, detail }) => `${title}: ${detail}`)].join('\n'),
    blocks: [{ kind: 'text', text: lead }, ...(items.length > 0 ? [{ kind: 'list', items } as const] : [])],
    again: { verb: 'digest-readers' },
  };
}

function sayWay(way: Way | undefined): string {
  if (way === undefined) return 'no longer on record';
  if (way.kind === 'chat') return 'in their own chat';
  if (way.kind === 'mail') return 'by e-mail';
  return {
    'no-mail': 'no mail server is connected',
    'no-address': 'no address',
    refused: 'their address refuses e-mails',
    stopped: 'has unsubscribed',
  }[way.why];
}
