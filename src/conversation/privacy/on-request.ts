import {
  correctOnRequest,
  eraseOnRequest,
  findOnRequest,
  type OnRequest,
  searchOnRequest,
} from '../../app/privacy/on-request.js';
import { findSchools } from '../../app/schools/schools.js';
import { readMailAddress } from '../../domain/mail-address.js';
import { isPosition } from '../../domain/person.js';
import { sayMoment } from '../../domain/when.js';
import { fieldOf } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import {
  correctionForm,
  eraseOnRequestCard,
  foundOnRequestCard,
  onRequestCard,
  onRequestForm,
} from './on-request-cards.js';

export const onRequestRefusal = 'Only organisers of everything can act for people without a chat.';

/** "What is held about Jane Smith?", asked by an organiser whom she asked. Without a name, asks for it. */
export async function openOnRequest(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const name =
    /\b(?:about|on|of|for|erase|forget|correct|delete)\s+(?:the data (?:of|about)\s+)?([^?.!]{3,80}?)\W*$/i.exec(
      request.text,
    )?.[1] ?? '';
  if (name !== '' && !/^(somebody|someone|a person|people|them|him|her)\b/i.test(name)) return search(context, name);
  return { replies: [{ kind: 'form', form: onRequestForm({}) }] };
}

export async function findForRequest(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return search(context, fieldOf(request, 'name'));
}

async function search(context: TurnContext, name: string): Promise<Answer> {
  const found = await searchOnRequest(context.services.core, context.actor, name);
  if (!found) return refuse('on-request', onRequestRefusal);
  const [only, ...others] = found;
  if (only && others.length === 0) return show(context, only);
  if (only) return { replies: [{ kind: 'card', card: foundOnRequestCard(found) }] };
  const fault = 'Nobody without a chat has that name. Whoever has a chat can say “my data” there themselves.';
  return { replies: [{ kind: 'form', form: onRequestForm({ name }, fault) }] };
}

export async function showForRequest(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const person = await personOf(context, request);
  return person ? show(context, person) : notThere(context);
}

function personOf(context: TurnContext, request: TurnRequest): Promise<OnRequest | undefined> {
  return findOnRequest(context.services.core, context.actor, request.data.person ?? '');
}

function show(context: TurnContext, person: OnRequest, lead?: string): Answer {
  const file = context.services.links.personData(context.actor.accountId, person.personId);
  return { replies: [{ kind: 'card', card: onRequestCard(person, file, lead) }] };
}

function notThere(_context: TurnContext): Answer {
  return {
    replies: [text('They are not on record any more, or have a chat with me by now and can ask there themselves.')],
  };
}

export async function openCorrection(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const person = await personOf(context, request);
  if (!person) return notThere(context);
  const { name, email, position, urn, school } = person;
  const values = { name, email: email ?? '', position: position ?? '', school: school && urn ? String(urn) : '' };
  return { replies: [{ kind: 'form', form: correctionForm(person, values) }] };
}

/** Saves the correction, or shows the form again with its faults. */
export async function saveCorrection(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const person = await personOf(context, request);
  if (!person) return notThere(context);
  const again = (faults: Record<string, string>): Answer => ({
    replies: [{ kind: 'form', form: correctionForm(person, request.values, faults) }],
  });
  const read = readMailAddress(fieldOf(request, 'email'));
  if (read.kind === 'malformed' || read.kind === 'several')
    return again({ email: 'Give one e-mail address, such as name@school.example.' });
  const position = fieldOf(request, 'position');
  if (!isPosition(position)) return again({ position: 'Choose one from the list.' });
  const typed = fieldOf(request, 'school');
  const [school] = typed === '' ? [] : await findSchools(core, typed, 1);
  if (typed !== '' && !school) return again({ school: 'No school matches that. Try its URN.' });
  const email = read.kind === 'address' ? read.address : null;
  const correction = { name: fieldOf(request, 'name'), email, position, urn: school?.urn ?? null };
  const outcome = await correctOnRequest(core, context.actor, person.personId, correction);
  if (outcome.kind !== 'refused') {
    const after = (await personOf(context, request)) ?? person;
    return show(context, after, outcome.kind === 'corrected' ? 'Corrected.' : 'Nothing has changed.');
  }
  switch (outcome.reason) {
    case 'no-name':
      return again({ name: 'Please fill this in.' });
    case 'address-taken':
      return again({ email: 'Somebody else on record has this address.' });
    case 'no-such-school':
      return again({ school: 'No school matches that. Try its URN.' });
    case 'not-found':
      return notThere(context);
  }
}

export async function askToErase(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const person = await personOf(context, request);
  return person ? { replies: [{ kind: 'card', card: eraseOnRequestCard(person) }] } : notThere(context);
}

/** "Yes, erase them": done at once, with a receipt to pass on. */
export async function eraseForRequest(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.sure !== 'yes') return askToErase(context, request);
  const outcome = await eraseOnRequest(context.services.core, context.actor, request.data.person ?? '');
  if (outcome.kind === 'refused') return notThere(context);
  const lead = 'They are erased. Please pass this on to them as their receipt.';
  const facts = [
    { label: 'When', value: sayMoment(context.now, context.zone) },
    { label: 'Places given back', value: String(outcome.cancelled) },
    { label: 'Attendance kept as numbers', value: String(outcome.kept) },
    { label: 'Reference', value: outcome.reference },
  ];
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [lead, ...facts.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
          blocks: [
            { kind: 'text', text: lead, tone: 'strong' },
            { kind: 'facts', facts },
          ],
        },
      },
    ],
  };
}
