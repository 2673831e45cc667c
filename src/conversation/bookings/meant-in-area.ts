import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { bookingState } from '../../domain/booking.js';
import { areaInWords, inArea } from '../programme/areas-named.js';
import { namesWhatIsNotOn } from '../programme/missing-names.js';
import { nearArea } from '../programme/near-towns.js';
import { answerNear, nothingLikeThat } from '../programme/nothing-there.js';
import { answerWhatsOn, ofTalk } from '../programme/programme.js';
import { filtered } from '../programme/programme-filters.js';
import { narrowProgramme } from '../programme/programme-words.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';

/**
 * "Book me on the forum in …" with the name of a district, a locality or a local authority: what of it is held there.
 * @returns undefined where no area is named; an answer where nothing of it is held there, or nobody has said which towns it has
 */
export async function meantInArea(
  context: TurnContext,
  words: string,
  programme: readonly ProgrammeSession[],
): Promise<readonly ProgrammeSession[] | Answer | undefined> {
  const named = await areaInWords(context, words, programme);
  if (!named) return undefined;
  const within = inArea(named.area);
  if (!within) return answerWhatsOn(context, { text: words, data: {}, values: {} });
  const narrowed = narrowProgramme(programme, named.rest, context.now, context.zone);
  if (namesWhatIsNotOn(named.rest, narrowed)) return nothingLikeThat(context, programme, narrowed);
  const meant = narrowed.named || narrowed.days || narrowed.audience ? narrowed.sessions : programme;
  const there = filtered(meant, [within], context.zone).filter(
    (session) => bookingState(session, context.now) !== 'cancelled',
  );
  if (there.length === 0) return answerNear(context, await nearArea(context, named.area, meant), meant, named.rest, []);
  return /\bone\b/i.test(words) ? ofTalk(context, there) : there;
}
