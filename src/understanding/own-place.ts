/** "My place", "take me off": whose place it is, is said. */
const named =
  / my (own )?(place|booking|seat|spot|space|registration|name) | (take|get|remove|cancel|withdraw|move|swap|switch|transfer|put|send) (me|myself) | (booked|registered|signed|added|moved|removed|cancelled) me | me (out|off) /;

/** "I can't make it", "drop out of it", "give it up": what only whoever holds a place can do with it. */
const givenUp =
  / (i|we) (can|could|will|am|are) not (now )?(make|come|be|attend|get|go|manage|able|coming|attending|going) | (drop\w*|pull\w*|back\w*) out | (withdraw\w*|unbook\w*|release) | (give|giving) (\S+ )?up | come off /;

/** Whether words say that the speaker's own place is meant. @param said with a space before and after */
export function saysOwnPlace(said: string): boolean {
  return named.test(said);
}

/** Whether what is said can only be done with a place of one's own, and not with an event that one runs. */
export function isDoneToOwnPlace(words: readonly string[]): boolean {
  const said = ` ${words.join(' ')} `;
  return named.test(said) || givenUp.test(said);
}
