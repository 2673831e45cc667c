import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Seen, TeamsChat } from './teams.js';

/** A place that files in a chat are fetched from, as Teams has one. */
export interface FilesInTeams {
  /** Says something with a file. */
  attach(chat: TeamsChat, words: string, name: string, content: string): Promise<Seen>;
  close(): void;
}

/** Serves the files of a test on this machine. */
export async function filesInTeams(): Promise<FilesInTeams> {
  const contents = new Map<string, string>();
  const server: Server = createServer((request, response) =>
    response.end(contents.get(request.url?.slice(1) ?? '') ?? ''),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    attach: (chat, words, name, content) => {
      contents.set(name, content);
      return chat.send({
        type: 'message',
        textFormat: 'plain',
        text: words,
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name,
            content: { downloadUrl: `http://127.0.0.1:${port}/${name}` },
          },
        ],
      });
    },
    close: () => void server.close(),
  };
}
