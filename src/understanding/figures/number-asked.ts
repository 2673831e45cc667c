/** A number is asked for outright: how many, how much, what share, the total of. */
const asksNumber =
  /\bhow many\b|\bhow much\b(?! (?:is|are|does|do|would|will|for|room|space|notice|time|longer|more|further)\b)|\b(?:what|which)(?: (?:is|was|are|were) the)? (?:percentage|per ?cent|proportion|share|fraction|average|total|number)\b|\b(?:number|tally|total|headcount) (?:of|for)\b|\bwho has (?:the )?(?:most|fewest)\b/i;

/** What the programme itself tells in numbers: room, what one school may send, length, distance, and how many there are of them. */
const ofProgramme =
  /\b(?:places?|seats?|spaces?|spots?|room|tickets?|allowed|can|could|may)\b|\bhow many (?:\w+ ){0,2}(?:events?|sessions?|briefings?|workshops?|conferences?|courses?|dates?|things|days|weeks|hours|minutes|miles)\b(?!.* (?:been|attended|came|went|held)\b)/i;

/** What an event brought in or took, as against what a place at it costs. */
const ofAccounts =
  /\b(?:money|budget|income|revenue|profit|takings|turnover|spend|spent|spending|raised?|cost (?:us|you|the partnership|to (?:run|put on|hold))|(?:did|has|have) .* costs?)\b/i;

/** How something was rated, and how many answered, is kept with the feedback. */
const ofRatings =
  /\b(?:ratings?|rated|rates?(?= (?:it|the|our|this|that)\b)|scores?|scored|stars|satisf(?:ied|action))\b|\b(?:how many|percentage|per ?cent|proportion|share|rate)\b.*\b(?:feedback|survey|evaluations?)\b|\b(?:feedback|survey) response/i;

/** Whether words ask how something was rated, or how many gave feedback. */
export function asksForRating(words: string): boolean {
  return ofRatings.test(words.replaceAll('%', ' per cent '));
}

/** Which number words ask for that no list of what is on tells; undefined where they ask for none. */
export function numberAsked(words: string): 'accounts' | 'count' | undefined {
  if (/\b(?:how much|what)\b/i.test(words) && ofAccounts.test(words)) return 'accounts';
  return asksNumber.test(words) && !ofProgramme.test(words) && !ofRatings.test(words) ? 'count' : undefined;
}
