/** How people begin who put right what they have just said: "sorry, meant Eastholm", "no the Eastholm one", "oops". */
const begins =
  /^(?:(?:(?:oh|er|erm|um|ah|ok|well|and|but|wait|hang on) )*(?:(?:no|nope|nah|sorry)[\s,.!]+(?:wait|hang on|hold on)|no|nope|nah|sorry|apologies|oops|whoops|not that(?: one)?|wrong one|my mistake|typo|actually|(?:i )?(?:meant?|did mean)(?: to (?:say|put|write|type|ask))?|i (?:did not|didn['’]?t) mean (?:that|it)(?: one)?|(?:(?:can|could|shall) (?:i|we|you) )?(?:make|do) (?:it|that)|(?:(?:go|let us go|lets go) )?back to|rather)(?:[\s,.!:;-]+|$))+/;

/** Or end: "Eastholm instead", "Eastholm sorry", "Eastholm i mean", "Eastholm's nearer". */
const suits =
  '(?:a bit |much |a lot )?(?:better|easier|easiest|best|nearer|nearest|closer|closest|handier|ideal|perfect|fine|good|great|ok)(?: for (?:me|us))?';
const ends = new RegExp(
  `(?:[\\s,.-]+(?:instead|sorry|oops|i mean|i meant|is what i meant|rather|(?:is|would be|will be) ${suits}|(?:would suit|would work|suits|works)(?: (?:for )?(?:me|us))?(?: better| best| fine| well)?)|'s ${suits})(?: (?:please|sorry|then))?\\W*$`,
);

/** They say so in words that can mean nothing else. */
const plainly =
  /\b(?:i meant?|meant(?: to (?:say|put|write|type|ask))?|i did mean|i (?:did not|didn['’]?t) mean (?:that|it))\b/;

/**
 * What is meant instead of what was said before, without the words that say so; undefined where nothing is put right.
 * @param words as they are compared, in small letters
 */
export function saidInstead(words: string): string | undefined {
  const begun = begins.exec(words)?.[0] ?? '';
  const rest = words.slice(begun.length);
  const ended = ends.exec(rest)?.[0] ?? '';
  const left = rest.slice(0, rest.length - ended.length).trim();
  return (begun === '' && ended === '') || left === '' ? undefined : left;
}

/** "Sorry, meant to say move it": what follows is what they say. */
export function saysInstead(words: string): string | undefined {
  return plainly.test(words) ? saidInstead(words) : undefined;
}
