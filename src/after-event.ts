import type { Router } from 'express';
import type { Core } from './app/core.js';
import type { LinkSigner } from './app/links.js';
import type { Config } from './config.js';
import type { Desk } from './conversation/talk.js';
import { checkInRoute } from './http/check-in-route.js';
import { readAttendanceFile } from './importers/attendance/read-attendance-file.js';

/** What follows an event: files of who was there, codes to scan, pictures. */
export interface AfterEvent {
  readonly desk: Pick<Desk, 'pictures' | 'readAttendanceFile'>;
  readonly routes: readonly Router[];
}

/** A code stays on a slide for a term. */
const checkInLinkMs = 120 * 86_400_000;

export function afterEvent(config: Config, core: Core, signer: LinkSigner): AfterEvent {
  const { publicUrl } = config;
  const until = (ms: number) => new Date(core.clock.now().getTime() + ms);
  // With an address on this machine only, what fetches pictures for Slack cannot reach them, and refuses the whole message.
  const reachable = config.slack === undefined || publicUrl.startsWith('https://');
  const checkIn = (sessionId: string) => {
    const page = `${publicUrl}/check-in/${signer.sign('check-in', sessionId, until(checkInLinkMs))}`;
    return reachable ? { page, picture: `${page}.png` } : { page };
  };
  const chatLink = (words: string) =>
    config.teams
      ? `https://teams.microsoft.com/l/chat/0/0?users=28:${config.teams.appId}&message=${encodeURIComponent(words)}`
      : undefined;
  return {
    desk: { pictures: { checkIn }, readAttendanceFile },
    routes: [checkInRoute(core, signer, publicUrl, chatLink)],
  };
}
