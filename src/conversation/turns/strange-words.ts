import { isCommon, isGrammar } from '../../knowledge/common-words.js';
import { stemOf } from '../../knowledge/words.js';
import { tokensOf } from '../../understanding/tokens.js';
import type { Narrowed } from '../programme/programme-words.js';

/**
 * Words that the programme does not have, and that speak of something else.
 * @param lightly where it is sure that the programme is asked, words that fill any question on any subject are no other subject
 */
export function strange({ unknown }: Pick<Narrowed, 'unknown'>, lightly = false): string[] {
  const says = lightly ? isCommon : isGrammar;
  return unknown.filter(
    (word) =>
      word === 'off' ||
      (!tokensOf(word).every((token) => says(token) || says(stemOf(token))) && !fillers.has(word) && !isNumber(word)),
  );
}

/** "Room for 40": how many they are says nothing of which. */
function isNumber(word: string): boolean {
  return /^\d{1,3}$/.test(word);
}

const fillers = new Set(
  'free meet address postcode whereabouts map directions price fee pay cut aimed suitable eligible shut shuts far door doors online virtual virtually remote remotely zoom teams programme schedule calendar looks looking shaping hows partnership trust remaining twilight evening evenings person charge happen happening soon attend attending near nearest local still left available planned scheduled running held round term deadline closing close closes finish finishes start starts begin begins end ends venue venues last open opens send limit two three four nearer close closest closer late area areas after before'.split(
    ' ',
  ),
);
