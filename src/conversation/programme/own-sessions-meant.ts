import { organisedEvents } from '../../app/organising/organised-events.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { TurnContext } from '../talk/turn-context.js';
import { ofListed } from './programme.js';
import { programmeOf } from './programme-of-turn.js';
import { narrowProgramme } from './programme-words.js';

/** Sessions to come that the words name, or that are talked about, of events that the asker runs; none where that is not clear. */
export async function ownSessionsMeant(
  context: TurnContext,
  words: string,
  saysWhereTo: boolean,
): Promise<readonly ProgrammeSession[]> {
  const programme = await ownSessions(context);
  // "Move it to the 5th": where it is to go does not say which one is meant.
  const said = words.replace(/\s+(?:now|please|then)\W*$/i, '');
  const narrow = (which: string) => narrowProgramme(programme, which, context.now, context.zone);
  const whole = (which: string) => which.replace(/\s+(?:forward |back )?(?:to|until|for next)\s.*$/i, '');
  const wished = narrow(saysWhereTo ? whole(said.replace(wish, '')) : said);
  // "The Eastholm briefing needs to start later": it is named before the wish.
  const narrowed = saysWhereTo && !wished.named && !wished.days ? narrow(whole(said)) : wished;
  // "Eastholm", of the events that were just listed, is the one of them there.
  if (narrowed.named || narrowed.days) return ofListed(context, narrowed.sessions);
  const about = talkedOf(context, programme);
  if (about.length === 0) return ofRecord(context, programme);
  return about.length <= mostTalkedOf ? about : [];
}

/** More than these are not spoken of, but all that is on. */
const mostTalkedOf = 9;

/** Those of which one was to be chosen last, else the one session that was shown, else the days of the events that were listed. */
function talkedOf(
  { subject: { session, choosing, events } }: TurnContext,
  programme: readonly ProgrammeSession[],
): readonly ProgrammeSession[] {
  const shown = choosing ? [] : programme.filter(({ id }) => id === session);
  if (shown.length > 0) return shown;
  const among = choosing?.sessions ?? events;
  return programme.filter(({ id, eventId }) => among.includes(id) || among.includes(eventId));
}

/** "I need to", "we were going to": the "to" of a wish says nothing of where to. */
const wish =
  /^.*?\b(?:(?:need|needs|needed|want|wants|wanted|wish|like|love|have|has|had|got|going|hoping|trying|planning|able|possible|way|decided|ought) to\b\s*)+/i;

/** "How many have booked for the symposium", and then "write to everyone coming": the one to come of what was counted. */
function ofRecord(
  { subject: { about } }: TurnContext,
  programme: readonly ProgrammeSession[],
): readonly ProgrammeSession[] {
  const ofIt = programme.filter(({ seriesSlug, eventSlug }) =>
    about?.kind === 'series' ? about.slug === seriesSlug : about?.kind === 'event' && about.slug === eventSlug,
  );
  const [first, ...others] = new Set(ofIt.map(({ eventId }) => eventId));
  return first && others.length === 0 ? ofIt : [];
}

/** All sessions to come of events that the asker runs, the soonest first. */
export async function ownSessions(context: TurnContext): Promise<readonly ProgrammeSession[]> {
  const mine = new Set((await organisedEvents(context.services.core, context.actor)).map(({ id }) => id));
  return (await programmeOf(context)).filter(({ eventId }) => mine.has(eventId));
}
