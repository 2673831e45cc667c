import type { LinkPurpose, LinkSigner } from '../app/links.js';
import type { OrganiserLinks } from '../conversation/talk/turn-context.js';
import type { Clock } from '../domain/clock.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Links for one account's eyes, which end soon: each names the account, whose rights are looked up again whenever the link is
 * used. A door list works until 12 hours after the session, so that the last can be marked on the way home.
 */
export function organiserLinks(signer: LinkSigner, clock: Clock, publicUrl: string): OrganiserLinks {
  const sign = (purpose: LinkPurpose, id: string, until: number) => signer.sign(purpose, id, new Date(until));
  const now = () => clock.now().getTime();
  return {
    doorList: (accountId, { id, endsAt }) => {
      const until = Math.max(endsAt.getTime() + 12 * hourMs, now() + 2 * hourMs);
      return `${publicUrl}/door/${sign('door-list', `${accountId}_${id}`, until)}`;
    },
    attendees: (accountId, eventId, format) =>
      `${publicUrl}/attendees/${sign('attendees', `${accountId}_${eventId}`, now() + 30 * minuteMs)}.${format}`,
    ownData: (accountId) => `${publicUrl}/my-data/${sign('own-data', accountId, now() + 15 * minuteMs)}.json`,
  };
}
