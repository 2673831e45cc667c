import {
  authoritiesOnRecord,
  giveAuthority,
  longestAuthority,
  type SchoolsFault,
} from '../../app/schools/local-authority.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { sayFinding } from '../imports/finding-words.js';
import { fieldOf, isTicked, readLines } from '../talk/read-form.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { capitalise, plural } from '../talk/wording.js';
import { setupRefusal, showProgress } from './setup.js';

/** Of the schools without one, that many by name. */
const mostNamed = 6;

/** "Say which": the form for the local authority of schools. */
export async function openAuthorityForm(context: TurnContext): Promise<Answer> {
  return asForm(context, {});
}

async function asForm(context: TurnContext, values: FormValues, faults: Form['faults'] = {}): Promise<Answer> {
  const onRecord = await authoritiesOnRecord(context.services.core, context.actor);
  if (!onRecord) return refuse('setup-authority', setupRefusal);
  const { known, without } = onRecord;
  const others = without.length - mostNamed;
  const lacking = `Without one: ${without.slice(0, mostNamed).join('; ')}${others > 0 ? `; and ${others} more` : ''}.`;
  const form: Form = {
    title: 'Local authority of schools',
    intro: [
      { kind: 'text', text: without.length > 0 ? lacking : 'Every open school has one.' },
      { kind: 'text', text: 'A register that is imported later puts its own in the place of what you say here.' },
    ],
    fields: [
      {
        id: 'authority',
        kind: 'text',
        label: 'Local authority',
        ...(known.length > 0 ? { hint: `On record: ${known.slice(0, 12).join(', ')}.` } : {}),
        required: true,
        maxLength: longestAuthority,
      },
      {
        id: 'schools',
        kind: 'text',
        label: 'Schools that are in it',
        hint: 'One per line, by name or URN.',
        multiline: true,
        maxLength: 3_000,
      },
      ...(without.length > 0
        ? [{ id: 'all', kind: 'tick', label: `Or all ${plural(without.length, 'school')} without one` } as const]
        : []),
    ],
    values,
    faults,
    submit: { label: 'Save', verb: 'setup-authority-save' },
    cancel: { kind: 'act', label: 'Back', verb: 'setup-step', data: { step: 'schools' } },
    fallback: `In which local authority are which schools? ${lacking}`,
  };
  return { replies: [{ kind: 'form', form }] };
}

/** In the form there is no column that has to be named. */
function saySchoolFault(fault: SchoolsFault): string {
  return capitalise(sayFinding(fault).replace(/^school: /, ''));
}

/** Keeps what was said, or shows the form again with what is wrong. */
export async function saveAuthorityForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const authority = fieldOf(request, 'authority').replace(/\s+/g, ' ').slice(0, longestAuthority);
  const named = readLines(request, 'schools');
  const all = isTicked(request, 'all');
  const again = (faults: Form['faults']) => asForm(context, request.values, faults);
  if (authority === '') return again({ authority: 'Say which local authority.' });
  if (all === named.length > 0)
    return again({
      schools: all ? 'Name the schools or tick the box, not both.' : 'Name the schools, or tick the box.',
    });
  const outcome = await giveAuthority(context.services.core, context.actor, authority, all ? 'all-without' : named);
  switch (outcome.kind) {
    case 'saved': {
      const schools = `${plural(outcome.schools, 'school')} ${outcome.schools === 1 ? 'is' : 'are'}`;
      return showProgress(context, 'setup-authority-save', `Saved: ${schools} in ${authority}.`);
    }
    case 'faulty':
      return again({ schools: outcome.faults.slice(0, 3).map(saySchoolFault).join(' ') });
    case 'refused':
      return refuse('setup-authority-save', setupRefusal);
  }
}
