import type { AttendeeFormat, Attendees, AttendeesOfSession } from '../../app/bookings/attendees.js';
import { saySpan } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { plural } from '../talk/wording.js';

const stateWords = { confirmed: 'has one', offered: 'offered', waiting: 'waiting' } as const;
/** Longer lists are for the file. */
const shownEach = 200;

/** Who is coming to each session, with how many have answered each question. */
export function attendeesCard(
  { eventId, title, questions, sessions }: Attendees,
  view: View,
  links: Readonly<Record<AttendeeFormat, string>>,
  again: NonNullable<Card['again']>,
): Card {
  const blocks: Block[] = [{ kind: 'heading', text: `Who is coming: ${title}` }];
  for (const session of sessions) {
    blocks.push({ kind: 'text', text: sessionLine(session, view), tone: 'strong' });
    const shown = session.attendees.slice(0, shownEach);
    if (shown.length > 0) {
      const rows = shown.map(({ name, school, state }) => [name, school ?? 'no school', stateWords[state]]);
      blocks.push({ kind: 'table', columns: ['Name', 'School', 'Place'], rows });
    }
    const more = session.attendees.length - shown.length;
    if (more > 0) blocks.push({ kind: 'context', text: `And ${more} more: see the file.` });
    if (questions.length > 0) blocks.push({ kind: 'facts', facts: answerCounts(session, questions) });
  }
  blocks.push({ kind: 'context', text: 'The files are only for you. Their links expire after half an hour.' });
  return {
    fallback: [title, ...sessions.map((session) => sessionLine(session, view))].join('\n'),
    blocks,
    actions: [
      { kind: 'link', label: 'As a spreadsheet', url: links.xlsx },
      { kind: 'link', label: 'As CSV', url: links.csv },
      { kind: 'link', label: 'Badges to print', url: links['badges.pdf'] },
      { kind: 'act', label: 'Rooms', verb: 'room-sheets', data: { event: eventId }, keepsCard: true },
      ...(questions.length > 0
        ? [
            {
              kind: 'act',
              label: 'Food and other needs',
              verb: 'catering',
              data: { event: eventId },
              keepsCard: true,
            } as const,
          ]
        : []),
    ],
    again,
  };
}

function sessionLine({ label, startsAt, endsAt, capacity, status, attendees }: AttendeesOfSession, view: View): string {
  const coming = attendees.filter(({ state }) => state === 'confirmed').length;
  const offered = attendees.filter(({ state }) => state === 'offered').length;
  const waiting = attendees.filter(({ state }) => state === 'waiting').length;
  const counts = [
    capacity === null ? `${coming} coming` : `${coming} of ${plural(capacity, 'place')}`,
    ...(offered ? [`${offered} offered`] : []),
    ...(waiting ? [`${waiting} waiting`] : []),
  ];
  const state = status === 'cancelled' ? 'cancelled' : '';
  return [label, saySpan(startsAt, endsAt, view.zone), state, counts.join(', ')].filter(Boolean).join(' · ');
}

function answerCounts({ attendees }: AttendeesOfSession, questions: Attendees['questions']) {
  const coming = attendees.filter(({ state }) => state === 'confirmed');
  return questions.map(({ prompt: label }, index) => {
    const given = coming.map(({ answers }) => answers[index] ?? '').filter(Boolean);
    return { label, value: `${given.length} of ${coming.length} answered` };
  });
}
