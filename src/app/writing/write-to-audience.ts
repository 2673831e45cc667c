import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { forOrganiser, type Reach, reachOf } from '../messages/reach.js';
import { type NewDelivery, scheduleDeliveries } from '../messages/schedule-delivery.js';
import { heldStill, holdSending, takeBack } from '../organising/held-sendings.js';
import { longestMessage } from '../organising/write-to-attendees.js';
import { mayOrganise } from '../programme/event-rights.js';
import { peopleMeant } from './audience-people.js';
import { findSavedAudience, type SavedAudience } from './saved-audiences.js';

/** A message to a saved audience. */
export interface AudienceMessage {
  /** It is sent once. */
  readonly id: string;
  readonly audienceId: string;
  /** What it is about, where it fills in something of an event. */
  readonly eventId: string | null;
  readonly words: string;
}

export type WriteToAudienceOutcome =
  | { readonly kind: 'sent'; readonly reach: Reach; readonly held: string }
  /** It was sent before; `held` while it can still be undone. */
  | { readonly kind: 'already'; readonly held?: string }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'not-allowed' | 'no-words' | 'nobody' };

/**
 * Sends a message to everybody who is in an audience now and can be reached, each once. Who wants no invitations gets none, as it is
 * not about a place of theirs; by e-mail it can be unsubscribed from.
 */
export async function writeToAudience(
  core: Core,
  actor: Actor,
  { id, audienceId, eventId, words }: AudienceMessage,
): Promise<WriteToAudienceOutcome> {
  const said = words.trim().slice(0, longestMessage);
  if (said === '') return { kind: 'refused', reason: 'no-words' };
  if (!isUuid(id)) return { kind: 'refused', reason: 'not-found' };
  return commit(core, async (tx): Promise<WriteToAudienceOutcome> => {
    const audience = await findSavedAudience(tx, actor, audienceId);
    if (!audience) return { kind: 'refused', reason: 'not-found' };
    if (eventId !== null && !(await mayOrganise(tx, actor, eventId))) return { kind: 'refused', reason: 'not-allowed' };
    const { people } = await peopleMeant(tx, audience.seriesId, audience);
    const reach = await reachOf(core, tx, people, 'news');
    if (reach.reached.length === 0) return { kind: 'refused', reason: 'nobody' };
    const hold = await holdSending(core, tx, { act: 'write-audience', subjectId: audienceId });
    const payload = {
      words: said,
      ...(eventId ? { eventId } : {}),
      ...(audience.seriesId ? { seriesId: audience.seriesId } : {}),
    };
    const deliveries = reach.reached.map(
      (personId): NewDelivery => ({
        key: `audience-message:${id}:${personId}`,
        kind: 'audience-message',
        to: { personId },
        payload,
      }),
    );
    const count = await scheduleDeliveries(core, tx, deliveries, hold);
    if (count === 0) {
      await takeBack(tx, hold.id);
      const still = await heldStill(
        tx,
        deliveries.map(({ key }) => key),
      );
      return { kind: 'already', ...(still ? { held: still.id } : {}) };
    }
    const line = { act: 'write-audience', subject: 'audience', subjectId: audienceId, outcome: 'sent' } as const;
    await recordAct(tx, actor, { ...line, detail: { count } }, core.clock.now());
    return { kind: 'sent', reach: forOrganiser(actor, reach), held: hold.id };
  });
}

const previewedAtMost = 200;

/** Some of those in it, to see what a message reads like for each. */
export async function someOfAudience(
  core: Core,
  audience: SavedAudience,
): Promise<ReadonlyArray<{ readonly id: string; readonly name: string }>> {
  const { people } = await peopleMeant(core.prisma, audience.seriesId, audience);
  return core.prisma.person.findMany({
    where: { id: { in: people.slice(0, previewedAtMost) } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
}
