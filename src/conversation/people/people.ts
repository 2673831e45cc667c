import { settleWhoIAm } from '../../app/people/people.js';
import { findSchool, findSchools, hasSchools, type SchoolChoice } from '../../app/schools/schools.js';
import { TokenBuckets } from '../../app/turns/token-buckets.js';
import { isPosition, type Position } from '../../domain/person.js';
import { sayPosition } from '../talk/person-words.js';
import { type Answer, refuse, type Subject, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { unprovenNote } from './belonging-cards.js';
import { askedWords } from './head-claims-cards.js';
import { schoolsCard, whoCard, whoForm } from './people-cards.js';

/** Asks who the user is; `pending` is done once we know. */
export function askWho(context: TurnContext, lead: string, pending?: Subject['pending']): Answer {
  return {
    replies: [{ kind: 'form', form: whoForm(lead, typedBefore(context)) }],
    subject: { ...context.subject, ...(pending ? { pending } : {}) },
  };
}

function typedBefore(context: TurnContext): { school?: string; position?: string } {
  const post = context.actor.post;
  return post ? { position: post.position, ...(post.school ? { school: post.school } : {}) } : {};
}

/** Says who the user is, or asks. */
export async function answerWho(context: TurnContext): Promise<Answer> {
  const { post, personId, name } = context.actor;
  if (personId === null || post === null) {
    return askWho(context, 'Tell me your school and your role. I will remember them and show you what is relevant.');
  }
  return { replies: [{ kind: 'card', card: whoCard(name, post) }] };
}

/** Asks again, for somebody who changed school or position. */
export async function changeSchool(context: TurnContext): Promise<Answer> {
  return askWho(context, 'Which school are you from now?');
}

/** The form was submitted, or somebody said "my school is …": shows the schools that fit. */
export async function findMySchool(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const typed = typedSchool(request);
  const chosen = request.values.position;
  const position = typeof chosen === 'string' && isPosition(chosen) ? chosen : context.actor.post?.position;
  const again = { school: typed, position: position ?? '' };
  const back = (lead: string, fault?: string): Answer => ({
    replies: [{ kind: 'form', form: whoForm(lead, again, fault) }],
  });
  if (typed === '') {
    if (!position) return back('One more thing: what is your role?');
    if (worksBesideSchools.has(position)) return settle(context, position, null);
    if (!(await hasSchools(context.services.core))) return settleWithoutSchools(context, position);
    return back('I need your school too.', 'Type the name, town, postcode or URN of your school.');
  }
  if (searchesOf(context).take(context.actor.accountId).kind === 'refused')
    return refuse('find-school', tooManySchools);
  const schools = await findSchools(context.services.core, typed, 6);
  if (schools.length === 0) {
    if (position && !(await hasSchools(context.services.core))) return settleWithoutSchools(context, position);
    return back(
      'I could not find that school.',
      'No school matches that. Try its town, its postcode or the six digits of its URN.',
    );
  }
  return position ? { replies: [{ kind: 'card', card: schoolsCard(schools, position) }] } : askRole(schools, typed);
}

/** The school was named alone: by the only one that fits, so that nobody has to say it twice. */
function askRole([only, ...others]: readonly SchoolChoice[], typed: string): Answer {
  const meant = others.length === 0 ? only : undefined;
  const lead = meant
    ? `What is your role at ${meant.name}, ${meant.town}?`
    : 'One more thing: what is your role there?';
  const school = meant ? String(meant.urn) : typed;
  return { replies: [{ kind: 'form', form: whoForm(lead, { school, position: '' }) }] };
}

const tooManySchools =
  'That is many schools within a short time. Please wait a while, or ask the team to put your school right.';

/** Enough for slips and namesakes, too few to try one school after another. */
const searchRate = { perMinute: 4, burst: 20 };

function searchesOf({ services }: TurnContext): TokenBuckets {
  return services.core.memory.of(openSearches);
}

function openSearches(): TokenBuckets {
  return new TokenBuckets(searchRate);
}

const worksBesideSchools: ReadonlySet<Position> = new Set(['trust_leader', 'council_officer', 'other']);

function typedSchool(request: TurnRequest): string {
  const field = request.values.school;
  if (typeof field === 'string') return field.trim();
  const said = /(?:my school is|i(?:'?m| am) (?:from|at|the head(?:teacher)? (?:of|at))|i work at)\s+(.{2,100})/i.exec(
    request.text,
  );
  return said?.[1]?.trim().replace(/[.!]$/, '') ?? '';
}

/** A click on one of the schools found. */
export async function chooseSchool(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const position = request.data.position ?? '';
  const urn = Number(request.data.urn);
  const school = Number.isInteger(urn) ? await findSchool(context.services.core.prisma, urn) : undefined;
  if (!school || !isPosition(position))
    return askWho(context, 'I can no longer find that school. Please search again.');
  return settle(context, position, school.urn, school.name);
}

/** A partnership may begin without schools: a first booking does not wait for them. */
function settleWithoutSchools(context: TurnContext, position: Position): Promise<Answer> {
  const note = 'No schools are on record yet. Once they are, say “my school is” and its name.';
  return settle(context, position, null, undefined, note);
}

async function settle(
  context: TurnContext,
  position: Position,
  urn: number | null,
  school?: string,
  unplaced = '',
): Promise<Answer> {
  const vouched = await context.turn.vouchedEmail?.();
  const outcome = await settleWhoIAm(context.services.core, context.actor, { position, urn }, vouched);
  if (outcome.kind === 'no-such-school')
    return askWho(context, 'I can no longer find that school. Please search again.');
  if (outcome.kind === 'too-many') return refuse('choose-school', tooManySchools);
  const words = school ? `${sayPosition(position)}, ${school}.` : `${sayPosition(position)}.`;
  const note = urn !== null && !outcome.proven ? unprovenNote : unplaced;
  const asked = askedWords(outcome.asked) || note;
  if (context.subject.pending) {
    const noted = [`Thank you. I have recorded you as ${words}`, asked].filter(Boolean).join(' ');
    return { replies: [text(noted)], resume: true };
  }
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [`Thank you. I have recorded you as ${words}`, asked, "Ask me what's on."]
            .filter(Boolean)
            .join(' '),
          blocks: [
            { kind: 'text', text: 'Thank you, I will remember that.', tone: 'good' },
            { kind: 'text', text: words },
            ...(asked
              ? [{ kind: 'text', text: asked, ...(outcome.asked ? { tone: 'warning' as const } : {}) } as const]
              : []),
          ],
          actions: [
            { kind: 'act', label: "What's on for me", verb: 'whats-on', style: 'primary', keepsCard: true },
            { kind: 'act', label: 'Change', verb: 'change-school', opensForm: true },
          ],
        },
      },
    ],
  };
}
