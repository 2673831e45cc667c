import { type Certificate, certificatesOf } from '../../app/afterwards/certificates.js';
import { sayDay } from '../../domain/when.js';
import type { Card } from '../../rendering/card.js';
import { type Answer, type Links, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

const listedAtMost = 6;

/** "My certificates", "certificate for the June briefing": each with its link; only for what they are recorded at. */
export async function answerCertificates(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core, links } = context.services;
  const all = await certificatesOf(core, context.actor.personId, request.data.event);
  if (all.length === 0) {
    return {
      replies: [
        text(
          'I have no record that you were at an event, so there is no certificate yet. If you were, ask the organisers to add you to the attendance list.',
        ),
      ],
    };
  }
  const named = namedIn(all, request.text, context.zone);
  return { replies: [{ kind: 'card', card: certificatesCard(named, links, context.zone) }] };
}

/** Those whose title or date has the most of the words; all of them, where none has one. */
function namedIn(all: readonly Certificate[], typed: string, zone: string): readonly Certificate[] {
  const asked = new Set(plainWords(typed).split(/[^\p{L}\p{N}]+/u));
  for (const word of 'my the a of for from at certificate certificates attendance proof please to in'.split(' ')) {
    asked.delete(word);
  }
  const score = ({ title, parts }: Certificate) => {
    const words = plainWords(`${title} ${parts.map(({ startsAt }) => sayDay(startsAt, zone)).join(' ')}`);
    return words.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && asked.has(word)).length;
  };
  const best = Math.max(...all.map(score));
  return best === 0 ? all : all.filter((one) => score(one) === best);
}

function certificatesCard(certificates: readonly Certificate[], links: Links, zone: string): Card {
  const shown = certificates.slice(0, listedAtMost);
  const title = shown.length === 1 ? 'Your certificate of attendance' : 'Your certificates of attendance';
  const more = certificates.length - shown.length;
  const note =
    more > 0 ? `And ${more} more: name the event, such as “certificate for ${certificates.at(-1)?.title}”.` : '';
  const items = shown.map(({ personId, eventId, title: event, parts }) => ({
    title: event,
    detail: parts.map(({ startsAt }) => sayDay(startsAt, zone)).join(', '),
    action: { kind: 'link', label: 'Open the PDF', url: links.certificate(personId, eventId) } as const,
  }));
  return {
    fallback: [title, ...items.map((item) => `${item.title}, ${item.detail}`), note].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
      ...(note ? [{ kind: 'context', text: note } as const] : []),
    ],
  };
}
