/** People on a telephone begin a sentence in small letters: only its end tells. */
const end = /(?<=[.!?…])\s+/;

/** From here on a mail holds its writer's name and what a telephone adds. */
const closing =
  /^\W*((with )?((kind|kindest|warm|best|many|with) )*(regards|wishes|thanks)|thanks( in advance| again)?|thank you|cheers|yours( \w+)?|sent from\b.*|get outlook\b.*|--+)\W*$/i;

/** Beyond so many sentences nobody's question is looked for. */
const mostSentences = 8;

/**
 * The sentences of a message, what stands below its closing line left out: each is judged by itself, so that what is asked is not
 * drowned in what stands around it.
 * @returns in order, none empty, each once
 */
export function sentencesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  const close = lines.findIndex((line, at) => at > 0 && closing.test(line));
  const body = close < 0 ? lines : lines.slice(0, close);
  const sentences = body
    .flatMap((line) => line.split(end).map((sentence) => sentence.trim()))
    .filter((sentence) => /\p{L}/u.test(sentence));
  return [...new Set(sentences)].slice(0, mostSentences);
}
