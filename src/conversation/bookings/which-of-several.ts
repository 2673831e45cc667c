import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { sayMoment, sayShortDay } from '../../domain/when.js';
import type { Form } from '../../rendering/card.js';
import { type EventSessions, sessionTitle } from '../programme/programme-cards.js';
import { byEvent } from '../programme/programme-words.js';
import { counts } from './several-meant.js';

interface WhichOfSeveral {
  readonly among: readonly ProgrammeSession[];
  /** Ids of those that are ticked. */
  readonly ticked: readonly string[];
  readonly count: number | undefined;
  readonly fault?: string;
}

/** Asks which of several sessions to book, where the words say how many and not which. */
export function whichOfSeveralForm({ among, ticked, count, fault }: WhichOfSeveral, zone: string): Form {
  const said = counts[count ?? 0] ?? '';
  const title = said ? `Which ${said} shall I book?` : 'Which shall I book?';
  const [only, ...others] = byEvent(among);
  const event = others.length === 0 ? only : undefined;
  const options = among.map((session) => ({ value: session.id, label: labelOf(session, event, zone) }));
  return {
    title,
    ...(event ? { intro: [{ kind: 'text', text: event[0].title }] } : {}),
    fields: [
      { kind: 'choices', id: 'sessions', label: event ? 'Dates and places' : 'Events', required: true, options },
    ],
    values: { sessions: ticked },
    ...(fault ? { faults: { sessions: fault } } : {}),
    submit: {
      label: 'Book these',
      verb: 'book-several',
      data: { among: among.map(({ id }) => id).join(' '), ...(count ? { count: String(count) } : {}) },
    },
    fallback: [title, ...options.map(({ label }) => label)].join('\n'),
  };
}

/** Of one event its title stands above; of several the day is short, so that a narrow list shows it. */
function labelOf(session: ProgrammeSession, event: EventSessions | undefined, zone: string): string {
  if (!event) return `${sessionTitle(session)}, ${sayShortDay(session.startsAt, zone)}`;
  const where = session.label || session.town || session.venue;
  return [where, sayMoment(session.startsAt, zone)].filter(Boolean).join(', ');
}
