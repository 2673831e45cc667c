import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Records } from './open-records.js';

const line = z.object({ question: z.string() });

/**
 * Reads lines `{"question": "…"}` and writes a line `{"question", "kind", "slugs", "answered", "text"}` for each, in
 * the same order: see `AskedOnce`. Empty lines are skipped.
 * @throws at the first invalid line, with its number
 */
export async function askLines(
  records: Records,
  input: NodeJS.ReadableStream,
  write: (line: string) => void,
): Promise<void> {
  const questions: string[] = [];
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    const question = readQuestion(text);
    if (question !== undefined) questions.push(question);
    if (question === undefined || questions.length >= atOnce) await answerAll(records, questions.splice(0), write);
    if (question === undefined) throw new Error(`Line ${number} is not a question: write each as {"question": "…"}`);
  }
  await answerAll(records, questions, write);
}

const atOnce = 25;

function readQuestion(text: string): string | undefined {
  try {
    const read = line.safeParse(JSON.parse(text));
    return read.success ? read.data.question : undefined;
  } catch {
    return undefined;
  }
}

async function answerAll(records: Records, questions: readonly string[], write: (line: string) => void): Promise<void> {
  if (questions.length === 0) return;
  for (const { question, kind, slugs, answered, text } of await records.run('ask', { questions: [...questions] })) {
    write(`${JSON.stringify({ question, kind, slugs, answered, text })}\n`);
  }
}

/** An interactive prompt to try answers; it ends with an empty line or the end of input. */
export async function askPrompt(
  records: Records,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  const prompt = createInterface({ input, output, prompt: 'ask> ' });
  output.write('Ask as you would in the chat. An empty line ends it.\n');
  prompt.prompt();
  for await (const text of prompt) {
    if (text.trim() === '') break;
    const [answer] = await records.run('ask', { questions: [text] });
    if (answer)
      output.write(
        `\n${answer.text}\n\n(${answer.kind}; ${answer.slugs.slice(0, 3).join(', ') || 'nothing near'})\n\n`,
      );
    prompt.prompt();
  }
  prompt.close();
}
