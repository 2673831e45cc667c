import { requiredQuestions } from '../../app/bookings/booking-questions.js';
import { type Colleague, colleaguesAt } from '../../app/bookings/colleagues.js';
import { findRegistration } from '../../app/bookings/registrations.js';
import { nameSubstitute, type SubstituteOutcome } from '../../app/bookings/substitutes.js';
import { belongsTo } from '../../app/people/school-standing.js';
import { findSession } from '../../app/programme/sessions.js';
import { noAccount } from '../../domain/actor.js';
import { type NamedColleague, readColleagues } from '../../domain/colleague-words.js';
import { unreachable } from '../../domain/unreachable.js';
import type { FormValues } from '../../rendering/card.js';
import { ordinaryWords } from '../../understanding/model.js';
import { tokensOf } from '../../understanding/tokens.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { sayTold } from '../talk/wording.js';
import { missingWords, questionsAction } from './bookings-cards.js';
import { bookForColleagues, faultWords, typedIn } from './colleagues.js';
import { substituteForm, substitutesCard } from './colleagues-cards.js';
import { mentionedColleagues } from './colleagues-named.js';
import { type HeldBooking, requestedBookings } from './held-bookings.js';
import { whichBooking } from './my-bookings.js';

/** Shows who could come instead: by button, or for the booking named in the message. */
export async function askForSubstitute(context: TurnContext, request: TurnRequest): Promise<Answer> {
  // "Can my deputy go instead", of what they hold no place on: it is a place for the deputy.
  if (request.text !== '' && (await isAllElsewhere(context, request))) return bookForColleagues(context, request);
  const found = await bookingFor(context, request);
  if ('replies' in found) return found;
  const all = await othersFor(context, found);
  const named = namedIn(all, request.data.named ?? request.text);
  const others = named ? [named] : all;
  if (others.length === 0) return { replies: [{ kind: 'form', form: substituteForm(found, others, {}) }] };
  return {
    replies: [{ kind: 'card', card: substitutesCard(found, others) }],
    subject: {
      events: [found.session.eventId],
      session: found.session.id,
      registration: found.registration.id,
      // Who is named alone is meant: "yes" sends them.
      ...(named
        ? { pending: { verb: 'substitute-as', data: { registration: found.registration.id, person: named.personId } } }
        : {}),
    },
  };
}

/** "Irene", "Mrs Akhtar": the one colleague of that name. A first name that is an ordinary word ("will") names nobody. */
function namedIn(others: readonly Colleague[], words: string): Colleague | undefined {
  const said = ` ${tokensOf(words).join(' ')} `;
  const isNamed = ({ name }: Colleague) => {
    const [first = '', ...rest] = tokensOf(name);
    const byFirst = !ordinaryWords.has(first) && said.includes(` ${first} `);
    return byFirst || new RegExp(` (?:mr|mrs|ms|miss|dr|${first}) ${rest.at(-1) ?? first} `).test(said);
  };
  const named = others.filter(isNamed);
  return named.length === 1 ? named[0] : undefined;
}

/** Whether what was just spoken of is none of the places that somebody could take. */
async function isAllElsewhere(context: TurnContext, request: TurnRequest): Promise<boolean> {
  const { events, session: shown } = context.subject;
  if (events.length === 0) return false;
  const held = await requestedBookings(context, request, ({ registration }) => registration.state === 'confirmed');
  return held.every(({ session }) => (shown ? session.id !== shown : !events.includes(session.eventId)));
}

/** Colleagues on record who could take the place; a page that anybody may hold the link of names nobody. */
async function othersFor(context: TurnContext, { registration }: HeldBooking): Promise<Colleague[]> {
  const { urn, personId } = registration;
  const colleagues =
    urn === null || context.actor.accountId === noAccount ? [] : await colleaguesAt(context.services.core.prisma, urn);
  return colleagues.filter((colleague) => colleague.personId !== personId);
}

async function bookingFor(context: TurnContext, request: TurnRequest): Promise<HeldBooking | Answer> {
  const [only, ...others] = await requestedBookings(
    context,
    request,
    ({ registration }) => registration.state === 'confirmed',
  );
  if (!only) return refusal(context, 'You have no place that somebody else could take.');
  if (others.length > 0) return whichBooking(context, 'name who goes instead');
  const { urn } = only.registration;
  return urn === null || belongsTo(context.actor, urn) ? only : refusal(context, ofAnotherSchool);
}

const ofAnotherSchool =
  'That place belongs to the school it was booked for, and I do not have you on record there now. Its own people say who comes instead.';

/** Opens the form for a substitute. */
export async function askForOther(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const found = await bookingFor(context, request);
  if ('replies' in found) return found;
  return { replies: [{ kind: 'form', form: substituteForm(found, await othersFor(context, found), {}) }] };
}

/** A click on a colleague. */
export async function substituteColleague(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return hand(context, request.data.registration ?? '', request.data.person ?? '');
}

/** The form was submitted. */
export async function substituteNamed(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { values } = request;
  const found = await bookingFor(context, request);
  if ('replies' in found) return found;
  const colleagues = await othersFor(context, found);
  const to = await substituteIn(context, values, colleagues);
  if (!('fault' in to)) return hand(context, request.data.registration ?? '', to.person);
  const form = substituteForm(found, colleagues, { ...values, chosen: [], ...to.values }, to.fault);
  return { replies: [{ kind: 'form', form }] };
}

type Named =
  | { readonly person: string | NamedColleague }
  /** @param values what is filled in for them */
  | { readonly fault: string; readonly values: FormValues };

/** Whom the form names: in the platform's directory, among the colleagues, or in words. */
async function substituteIn(
  context: TurnContext,
  values: FormValues,
  colleagues: readonly Colleague[],
): Promise<Named> {
  const chosen = typedIn(values, 'person');
  const typed = typedIn(values, 'others').trim();
  const picked = await mentionedColleagues(context, colleagues);
  const given = [chosen, typed].filter(Boolean).length + picked.people.length + picked.others.length;
  if (given + (picked.me ? 1 : 0) > 1) return { fault: onlyOne, values: {} };
  if (picked.me && context.actor.personId) return { person: context.actor.personId };
  const [onRecord] = picked.people;
  if (onRecord) return { person: onRecord };
  const [stranger] = picked.others;
  if (stranger !== undefined) {
    if (stranger === '') return { fault: nameless, values: {} };
    return { fault: roleless, values: { others: `${stranger}, ` } };
  }
  if (chosen) return { person: chosen };
  if (typed === '') return { fault: 'Say who comes instead.', values: {} };
  const read = readColleagues(typed);
  const [only, ...more] = read.kind === 'read' ? read.people : [];
  if (only && more.length === 0) return { person: only };
  return { fault: read.kind === 'faulty' ? faultWords(read) : onlyOne, values: {} };
}

const onlyOne = 'One person, please: there is only one place.';
const roleless = 'I have no record of them at your school. Add their role, such as “deputy headteacher”.';
const nameless = 'I have no record at your school of whom you chose. Write their name and role here.';

/** The head takes over the place of somebody who has left the school. */
export async function takeOver(context: TurnContext, request: TurnRequest): Promise<Answer> {
  return hand(context, request.data.registration ?? '', context.actor.personId ?? '');
}

async function hand(context: TurnContext, registrationId: string, to: string | NamedColleague): Promise<Answer> {
  const { core, links } = context.services;
  const outcome = await nameSubstitute(core, context.actor, registrationId, to);
  if (outcome.kind === 'not-found') return refusal(context, 'You no longer have that booking.');
  const session = await findSession(core.prisma, outcome.sessionId);
  if (!session) return refusal(context, 'That event is no longer on the programme.');
  if (outcome.kind !== 'substituted') return refusal(context, refusalWords(outcome, sessionTitle(session)));
  const mine = (await findRegistration(core.prisma, outcome.registrationId))?.personId === context.actor.personId;
  const who = mine ? 'You now have' : `${outcome.name} now has`;
  const words = `${who} the place at ${sessionTitle(session)}.`;
  const note = mine ? '' : sayTold(outcome.told) || ' I cannot message them, so please pass the page on.';
  const asked = (await requiredQuestions(core.prisma, [outcome.registrationId])).get(outcome.registrationId);
  const asks = asked && asked.missing.length > 0 ? missingWords(asked, mine ? undefined : outcome.name) : undefined;
  const link = {
    kind: 'link',
    label: 'Page to pass on',
    url: links.place(outcome.registrationId, session.startsAt),
  } as const;
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: `${words}${note}${asks ? ` ${asks}` : ''}`,
          blocks: [
            { kind: 'text', text: `${words}${note}`, tone: 'good' },
            ...(asks ? [{ kind: 'text', text: asks, tone: 'warning' } as const] : []),
          ],
          actions: [
            ...(asks ? [questionsAction(outcome.registrationId)] : []),
            ...(outcome.told || mine ? [] : [link]),
            { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
          ],
        },
      },
    ],
    subject: { events: [session.eventId], session: session.id },
  };
}

function refusalWords(
  outcome: Exclude<SubstituteOutcome, { kind: 'substituted' | 'not-found' }>,
  title: string,
): string {
  switch (outcome.kind) {
    case 'has-place':
      return `${outcome.name} already has a place at ${title}. If you cannot come, cancel yours.`;
    case 'past':
      return `${title} has started, so the place stays as it is.`;
    case 'cancelled':
      return `${title} is cancelled.`;
    case 'not-held':
      return `That place at ${title} is no longer booked.`;
    case 'elsewhere':
      return ofAnotherSchool;
    case 'not-a-colleague':
      return 'A substitute has to be from the same school, because the place belongs to the school.';
    default:
      return unreachable(outcome);
  }
}
