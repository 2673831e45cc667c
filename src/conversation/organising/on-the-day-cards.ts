import type { Attendees } from '../../app/bookings/attendees.js';
import type { Room } from '../../app/bookings/rooms.js';
import type { QuestionTally, SessionTally, TallyLine } from '../../app/bookings/tallies.js';
import { sayMoment } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { capitalise, plural } from '../talk/wording.js';
import { organiserAct } from './organising-cards.js';

const expires = 'The file is only for you. Its link expires after half an hour.';

/** What the people with a place need, counted. @param withNames who, too, for whoever asked for that */
export function cateringCard(
  { eventId, title, questions }: Attendees,
  tallies: readonly SessionTally[],
  withNames: boolean,
  view: View,
): Card {
  const heading = `Food and other needs: ${title}`;
  if (questions.length === 0) return nothingAsked(heading, eventId);
  const blocks: Block[] = [{ kind: 'heading', text: heading }];
  for (const tally of tallies) {
    blocks.push({ kind: 'text', text: sessionLine(tally, view), tone: 'strong' });
    if (tally.coming > 0) {
      const facts = tally.questions.map((question) => ({
        label: question.prompt,
        value: answerLines(question, withNames).join('\n'),
      }));
      blocks.push({ kind: 'facts', facts });
    }
  }
  const note = withNames
    ? 'What people need is personal: hand on no more than whoever cooks or helps has to know.'
    : 'Counted without names, of those who have a place.';
  blocks.push({ kind: 'context', text: note });
  const lines = tallies.flatMap((tally) => [
    sessionLine(tally, view),
    ...tally.questions.map((question) => `${question.prompt} ${answerLines(question, withNames).join('; ')}`),
  ]);
  return {
    fallback: [heading, ...lines, note].join('\n'),
    blocks,
    actions: [
      withNames
        ? organiserAct('Without names', 'catering', { event: eventId })
        : organiserAct('With names', 'catering', { event: eventId, names: 'yes' }),
      organiserAct('Who is coming', 'attendees', { event: eventId }, { keepsCard: true }),
    ],
  };
}

function nothingAsked(heading: string, eventId: string): Card {
  const words = 'Nobody is asked anything when they book. Add a question, such as about food.';
  return {
    fallback: `${heading}\n${words}`,
    blocks: [
      { kind: 'heading', text: heading },
      { kind: 'text', text: words },
    ],
    actions: [organiserAct('Questions', 'organise-questions', { event: eventId })],
  };
}

function sessionLine({ label, startsAt, coming }: SessionTally, view: View): string {
  const people = coming === 0 ? 'nobody has a place yet' : `${coming} coming`;
  return [label, sayMoment(startsAt, view.zone), people].filter(Boolean).join(' · ');
}

function answerLines({ kind, counted, written, nothing }: QuestionTally, withNames: boolean): string[] {
  const names = (line: TallyLine) => (withNames ? `: ${line.names.join(', ')}` : '');
  const own = (line: TallyLine) => `“${line.answer}”${line.count > 1 ? ` (${line.count})` : ''}${names(line)}`;
  const isNeed = kind === 'dietary' || kind === 'access' || kind === 'text';
  const rest = isNeed ? `${nothing} with nothing to say` : `${nothing} without an answer`;
  return [
    ...counted.map((line) => `${line.count} ${line.answer}${names(line)}`),
    ...written.map(own),
    ...(nothing > 0 ? [rest] : []),
  ];
}

/** How many are in each room or workshop. @param url of the sheets to print */
export function roomsCard({ eventId, title }: Attendees, rooms: readonly Room[], url: string, view: View): Card {
  const heading = `Rooms: ${title}`;
  const items = rooms.map((room) => ({
    title: capitalise([room.question, room.name ?? 'Not chosen yet'].filter(Boolean).join(' ')),
    detail: [
      room.session,
      sayMoment(room.startsAt, view.zone),
      room.capacity === null
        ? plural(room.people.length, 'person', 'people')
        : `${room.people.length} of ${plural(room.capacity, 'place')}`,
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  const undecided = rooms.filter(({ name }) => name === null).reduce((sum, { people }) => sum + people.length, 0);
  const note = undecided > 0 ? `${plural(undecided, 'person has', 'people have')} not chosen yet.` : '';
  return {
    fallback: [heading, ...items.map((item) => `${item.title}: ${item.detail}`), note].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'heading', text: heading },
      { kind: 'list', items },
      ...(note ? [{ kind: 'text', text: note, tone: 'warning' } as const] : []),
      { kind: 'context', text: `A sheet for each, with names by surname. ${expires}` },
    ],
    actions: [
      { kind: 'link', label: 'Sheets to print', url },
      organiserAct('Who is coming', 'attendees', { event: eventId }, { keepsCard: true }),
    ],
  };
}

/** The badges of those who have a place. @param url of the sheet to print */
export function badgesCard({ eventId, title, sessions }: Attendees, url: string): Card {
  const heading = `Badges: ${title}`;
  const held = sessions.filter(({ status }) => status !== 'cancelled');
  const people = new Set(
    held.flatMap(({ attendees }) =>
      attendees.filter(({ state }) => state === 'confirmed').map(({ personId }) => personId),
    ),
  );
  const words = `${plural(people.size, 'badge')}, by surname: name, role and school. They fit sheets of ten labels of 80 by 50 mm on A4 (such as L4785). Print at actual size.`;
  return {
    fallback: `${heading}\n${words}`,
    blocks: [
      { kind: 'heading', text: heading },
      { kind: 'text', text: words },
      { kind: 'context', text: expires },
    ],
    actions: [
      { kind: 'link', label: 'Badges to print', url },
      organiserAct('Who is coming', 'attendees', { event: eventId }, { keepsCard: true }),
    ],
  };
}
