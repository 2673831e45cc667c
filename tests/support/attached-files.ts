import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Seen, TeamsChat } from './teams/teams.js';
import { closeServer } from './teams/teams-connector.js';

/** Where Teams keeps the files that people attach. */
export interface AttachedFiles {
  /** Attaches a file to a message in a chat. */
  attach(chat: TeamsChat, text: string, name: string, content: Uint8Array | string): Promise<Seen>;
  close(): Promise<void>;
}

/** Starts it on a port of its own. */
export async function attachedFiles(): Promise<AttachedFiles> {
  const contents = new Map<string, Buffer>();
  const server = createServer((request, response) => void response.end(contents.get(request.url?.slice(1) ?? '')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    attach: (chat, text, name, content) => {
      const key = `${contents.size}`;
      contents.set(key, Buffer.from(content));
      const downloadUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${key}`;
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      return chat.send({
        ...{ type: 'message', textFormat: 'plain', text },
        attachments: [{ contentType, name, content: { downloadUrl } }],
      });
    },
    close: () => closeServer(server),
  };
}
