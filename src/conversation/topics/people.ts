import { settleWhoIAm } from '../../app/people.js';
import { findSchool, findSchools } from '../../app/schools.js';
import { isPosition, type Position, sayPosition } from '../../domain/person.js';
import { askedWords } from '../cards/head-claims.js';
import { schoolsCard, whoCard, whoForm } from '../cards/people.js';
import { type Answer, type Ask, type Subject, type Talk, text } from '../talk.js';

/** Asks who somebody is; what they asked for is done once we know. */
export function askWho(talk: Talk, lead: string, pending?: Subject['pending']): Answer {
  return {
    replies: [{ kind: 'form', form: whoForm(lead, typedBefore(talk)) }],
    subject: { ...talk.subject, ...(pending ? { pending } : {}) },
  };
}

function typedBefore(talk: Talk): { school?: string; position?: string } {
  const post = talk.actor.post;
  return post ? { position: post.position, ...(post.school ? { school: post.school } : {}) } : {};
}

/** Says who the bot takes the asker for, or asks. */
export async function answerWho(talk: Talk): Promise<Answer> {
  const { post, personId, name } = talk.actor;
  if (personId === null || post === null) {
    return askWho(talk, 'Tell me your school and what you do there. I remember it, and show you what fits.');
  }
  return { replies: [{ kind: 'card', card: whoCard(name, post) }] };
}

/** Asks again, for somebody who changed school or position. */
export async function changeSchool(talk: Talk): Promise<Answer> {
  return askWho(talk, 'Which school are you from now?');
}

/** The form came back, or somebody said "my school is …": shows the schools that fit. */
export async function findMySchool(talk: Talk, ask: Ask): Promise<Answer> {
  const typed = typedSchool(ask);
  const chosen = ask.values.position;
  const position = typeof chosen === 'string' && isPosition(chosen) ? chosen : talk.actor.post?.position;
  const again = { school: typed, position: position ?? '' };
  const back = (lead: string, fault?: string): Answer => ({
    replies: [{ kind: 'form', form: whoForm(lead, again, fault) }],
  });
  if (!position) return back('One more thing: what do you do there?');
  if (typed === '') {
    if (worksBesideSchools.has(position)) return settle(talk, position, null);
    return back('I need your school too.', 'Type the name, town, postcode or URN of your school.');
  }
  const schools = await findSchools(talk.desk.core, typed, 6);
  if (schools.length === 0) {
    return back(
      'I did not find that school.',
      'No school fits that. Try its town, its postcode or the six digits of its URN.',
    );
  }
  return { replies: [{ kind: 'card', card: schoolsCard(schools, position) }] };
}

const worksBesideSchools: ReadonlySet<Position> = new Set(['trust_leader', 'council_officer', 'other']);

function typedSchool(ask: Ask): string {
  const field = ask.values.school;
  if (typeof field === 'string') return field.trim();
  const said = /(?:my school is|i(?:'?m| am) (?:from|at|the head(?:teacher)? (?:of|at))|i work at)\s+(.{2,100})/i.exec(
    ask.text,
  );
  return said?.[1]?.trim().replace(/[.!]$/, '') ?? '';
}

/** One tap on a school that was found. */
export async function chooseSchool(talk: Talk, ask: Ask): Promise<Answer> {
  const position = ask.data.position ?? '';
  const urn = Number(ask.data.urn);
  const school = Number.isInteger(urn) ? await findSchool(talk.desk.core.prisma, urn) : undefined;
  if (!school || !isPosition(position)) return askWho(talk, 'I no longer find that school. Please search again.');
  return settle(talk, position, school.urn, school.name);
}

async function settle(talk: Talk, position: Position, urn: number | null, school?: string): Promise<Answer> {
  const vouched = await talk.turn.vouchedEmail?.();
  const outcome = await settleWhoIAm(talk.desk.core, talk.actor, { position, urn }, vouched);
  if (outcome.kind === 'no-such-school') return askWho(talk, 'I no longer find that school. Please search again.');
  const words = school ? `${sayPosition(position)}, ${school}.` : `${sayPosition(position)}.`;
  const asked = askedWords(outcome.asked);
  if (talk.subject.pending) {
    const noted = [`Thank you. You are noted as ${words}`, asked].filter(Boolean).join(' ');
    return { replies: [text(noted)], resume: true };
  }
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: [`Thank you. You are noted as ${words}`, asked, "Ask me what's on."].filter(Boolean).join(' '),
          blocks: [
            { kind: 'text', text: 'Thank you, I will remember that.', tone: 'good' },
            { kind: 'text', text: words },
            ...(asked ? [{ kind: 'text', text: asked, tone: 'warning' } as const] : []),
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
