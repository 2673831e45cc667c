import type { ProgrammeSession } from '../../../app/programme/sessions.js';
import { milesBetween, placesOfSchools } from '../../../app/schools/school-places.js';
import type { TurnContext } from '../../talk/turn-context.js';

/** By what one of several is chosen: "the earliest", "whichever is nearest". */
type Best = 'soonest' | 'latest' | 'nearest';

const asked =
  /^(?:(?:and|so|ok|then|just|book|book me on|put me on|put me down for) )*(?:(?:which|what|whats|what's|whichever)(?: one| of (?:these|those|them))?(?:'s| is|s)? )?(?:the )?(?<best>soonest|earliest|latest|nearest|closest|(?<=\bwhich.*)(?:sooner|earlier|later|nearer|closer))(?: one| date| to (?:me|us|my school|our school|here))*(?: please| then)?\W*$/;

const called: Readonly<Record<string, Best>> = {
  soonest: 'soonest',
  earliest: 'soonest',
  latest: 'latest',
  nearest: 'nearest',
  closest: 'nearest',
  sooner: 'soonest',
  earlier: 'soonest',
  later: 'latest',
  nearer: 'nearest',
  closer: 'nearest',
};

/** Which of several the words ask for by its day or by how far it is; undefined where they say more. @param words as `plainWords` leaves them */
export function bestInWords(words: string): Best | undefined {
  return called[asked.exec(words)?.groups?.best ?? ''];
}

/** The one of these that is soonest, latest or nearest to the asker's school; undefined where that is not known, or is a tie. */
export async function bestOf(
  { services, actor }: TurnContext,
  best: Best,
  sessions: readonly ProgrammeSession[],
): Promise<ProgrammeSession | undefined> {
  const urn = actor.post?.urn;
  const places = best === 'nearest' && urn ? await placesOfSchools(services.core) : undefined;
  const measured = sessions.flatMap((session) => {
    const far = places && urn && session.venue ? milesBetween(places, urn, session) : undefined;
    const by = { soonest: session.startsAt.getTime(), latest: -session.startsAt.getTime(), nearest: far }[best];
    return by === undefined ? [] : [{ session, by }];
  });
  const [first, second] = measured.sort((one, other) => one.by - other.by);
  return first && first.by !== second?.by ? first.session : undefined;
}
