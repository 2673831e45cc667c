import type { LinkSigner } from '../../app/links.js';
import { type ProgrammeSession, sessionsByIds } from '../../app/programme/sessions.js';
import { saySpan } from '../../domain/when.js';
import type { Action, Card } from '../../rendering/card.js';
import { sessionTitle, whereOf } from '../programme/programme-cards.js';
import type { Services } from '../talk/turn-context.js';

/** What a link to one of our pages is shown as, in a chat where somebody pasted it. */
export interface LinkPreview {
  readonly title: string;
  readonly detail: string;
  readonly card: Card;
}

/**
 * Looks at a link that somebody pasted into a chat. Nothing is shown that those in the chat could not see by themselves: of a
 * page that is for one person only that it is.
 * @returns undefined for an address that is none of ours, or has nothing to show
 */
export type PreviewLink = (address: string) => Promise<LinkPreview | undefined>;

/** Folders of links that are for one person, or one account (`service/links.ts`). */
const personal = new Set([
  'my',
  'place',
  'calendar',
  'feed',
  'door',
  'attendees',
  'my-data',
  'person-data',
  'audit',
  'everything',
  'papers',
  'imports',
  'unknown-names',
]);

/** @param publicUrl where our pages are */
export function createPreviewLink(
  { core }: Pick<Services, 'core'>,
  signer: LinkSigner,
  publicUrl: string,
): PreviewLink {
  const ours = new URL(publicUrl);
  const checkIn = async (address: URL, token: string): Promise<LinkPreview | undefined> => {
    const id = signer.read('check-in', token.replace(/\.png$/, ''), core.clock.now());
    const session = id === undefined ? undefined : (await sessionsByIds(core.prisma, [id])).get(id);
    return session && checkInPreview(session, core.timeZone, address);
  };
  return async (pasted) => {
    const address = URL.canParse(pasted) ? new URL(pasted) : undefined;
    if (address?.host !== ours.host) return undefined;
    const [, folder = '', token = ''] = address.pathname.slice(ours.pathname.replace(/\/$/, '').length).split('/');
    if (folder === 'check-in') return checkIn(address, token);
    if (folder === 'privacy' || folder === 'terms') return pagePreview(folder, address);
    return personal.has(folder) && token !== '' ? ownPreview : undefined;
  };
}

/** Whoever follows it acts as the person it was made for, so whoever pasted it is warned before they send it. */
const ownPreview: LinkPreview = preview(
  'A page of one person’s own',
  'Whoever opens this link sees what it is about, and can act for that person. Please take it out of the message, and give it to nobody.',
  [],
);

function checkInPreview(session: ProgrammeSession, zone: string, address: URL): LinkPreview {
  const page = `${address.origin}${address.pathname.replace(/\.png$/, '')}`;
  return preview(
    `Check in: ${sessionTitle(session)}`,
    `${saySpan(session.startsAt, session.endsAt, zone)}. ${whereOf(session)}`,
    [{ kind: 'link', label: 'Check in', url: page }],
  );
}

const pages = {
  privacy: { title: 'Privacy notice', detail: 'What Staffroom holds about people, why, and for how long.' },
  terms: { title: 'Terms of use', detail: 'Who Staffroom is for, and what we ask of you.' },
} as const;

function pagePreview(page: keyof typeof pages, address: URL): LinkPreview {
  const { title, detail } = pages[page];
  return preview(title, detail, [{ kind: 'link', label: 'Open', url: address.href }]);
}

function preview(title: string, detail: string, actions: readonly Action[]): LinkPreview {
  const card: Card = {
    fallback: `${title}\n${detail}`,
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: detail },
    ],
    actions,
  };
  return { title, detail, card };
}
