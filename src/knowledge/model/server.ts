import { z } from 'zod';

export type Send = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Why there is no reply. */
export type Fault = 'slow' | 'refused' | 'malformed' | 'unreachable';

export type ServerReply =
  | { readonly kind: 'replied'; readonly content: string }
  | { readonly kind: 'fault'; readonly fault: Fault };

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
});

/** An answer of four sentences fits many times over. */
const mostBytes = 64 * 1024;

/**
 * Lets a client library make its one request, and keeps what came of it to ourselves: the library prints faults to
 * standard output, with what the server said in them, so it is only ever shown a well-formed completion.
 * @param call makes the request through the function that it is given
 * @param timeLimit in milliseconds, for loading the library, the request and its answer together
 * @returns what was replied, or why nothing was; never throws
 */
export async function askServer(
  send: Send,
  timeLimit: number,
  call: (guarded: Send) => Promise<void>,
): Promise<ServerReply> {
  const signal = AbortSignal.timeout(timeLimit);
  let reply: ServerReply = { kind: 'fault', fault: 'unreachable' };
  const guarded: Send = async (url, init) => {
    reply = await readReply(send, url, { ...init, signal, redirect: 'error' });
    return wellFormed();
  };
  const late = new Promise<'late'>((resolve) =>
    signal.addEventListener('abort', () => resolve('late'), { once: true }),
  );
  try {
    if ((await Promise.race([call(guarded), late])) === 'late') return { kind: 'fault', fault: 'slow' };
  } catch {
    return { kind: 'fault', fault: 'unreachable' };
  }
  return reply;
}

async function readReply(send: Send, url: string | URL | Request, init: RequestInit): Promise<ServerReply> {
  try {
    const response = await send(url, init);
    if (!response.ok) return { kind: 'fault', fault: 'refused' };
    const parsed = completion.safeParse(JSON.parse(await readText(response)));
    if (!parsed.success) return { kind: 'fault', fault: 'malformed' };
    return { kind: 'replied', content: parsed.data.choices[0]?.message.content ?? '' };
  } catch (fault) {
    if (init.signal?.aborted) return { kind: 'fault', fault: 'slow' };
    return { kind: 'fault', fault: fault instanceof SyntaxError ? 'malformed' : 'unreachable' };
  }
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) throw new SyntaxError(`A completion of more than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function wellFormed(): Response {
  const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: '' } }];
  return Response.json({ id: '', object: 'chat.completion', created: 0, model: '', choices });
}
