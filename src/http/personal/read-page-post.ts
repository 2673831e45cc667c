import { z } from 'zod';
import type { PageAct } from '../../conversation/turns/answer-page.js';

const button = z.object({ verb: z.string().max(60), data: z.record(z.string().max(500)) });

/**
 * What a browser sent from a page: the button in `do`, and fields whose names begin with `v.` (one value), `m.` (several) or
 * `t.` (a tick). As from the platforms, an empty field is left out, and ticks and lists are always there.
 * @returns undefined when it was not sent by a button of ours
 */
export function readPagePost(body: unknown): PageAct | undefined {
  const sent = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const press = button.safeParse(parsed(sent.find(([name]) => name === 'do')?.[1]));
  if (!press.success) return undefined;
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of sent) {
    const id = name.slice(2);
    const texts = [value].flat().filter((text): text is string => typeof text === 'string' && text !== '');
    if (name.startsWith('m.')) values[id] = texts;
    else if (name.startsWith('t.')) values[id] = String(texts.includes('true'));
    else if (name.startsWith('v.') && texts[0] !== undefined && texts.length === 1) values[id] = texts[0];
  }
  return { ...press.data, values };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
