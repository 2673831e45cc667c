import { isEnglish } from '../knowledge/english.js';

/** Names that a message begins or ends with. */
interface Named {
  /** "Hi Amara, …", "Amara: …". */
  readonly greeted: string | undefined;
  /** It is greeted by a word of greeting, and a stop or a capital says that it is a name. */
  readonly addressed: boolean;
  /** "Thanks, Irene", or a name under what was said. */
  readonly signed: string | undefined;
}

const greeting =
  /^(?:(?:hi|hello|hey|hiya|heya|dear|(?:good )?(?:morning|afternoon|evening))\s+)?(?<name>\p{L}[\p{L}'-]+)(?<end>\s*[,:!]|\s|$)(?!\s*(?:here|again|speaking)\b)/iu;
const signing =
  /(?:^|[\s,.!?-])(?:thanks|thank you|thx|cheers|ta|regards|wishes|best|love|from|kr|bw)(?: (?:so much|very much|again|in advance|a lot))?[\s,.!-]+(?<name>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]*)*)[\s.!x]*$/u;
const closing = /^(?:.* )?(?:thanks|thank you|regards|wishes|cheers|best|sincerely|faithfully)[\s,.!-]*$/i;
const bareName = /^\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]*){0,2}[\s.x]*$/u;

function namesRound(text: string): Named {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:sent from|get outlook|--$)/i.test(line));
  const begun = greeting.exec(lines[0] ?? '')?.groups;
  const greets = /^(?:hi|hello|hey|hiya|heya|dear|(?:good )?(?:morning|afternoon|evening))\s/i.test(lines[0] ?? '');
  const last = lines.at(-1) ?? '';
  const under = lines.findIndex((line, at) => at > 0 && closing.test(line));
  const block = under > 0 ? lines[under + 1] : undefined;
  const alone = lines.length > 1 && bareName.test(last) ? last : undefined;
  return {
    greeted: greets || begun?.end?.trim() ? begun?.name : undefined,
    addressed:
      greets && begun !== undefined && (begun.end === '' || begun.end?.trim() !== '' || isGivenName(begun.name ?? '')),
    signed: block && bareName.test(block) ? block : (signing.exec(last)?.groups?.name ?? alone),
  };
}

/** A capital in the middle of a line, of a word that is none of the language. */
function isGivenName(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word) && !isEnglish(word.toLowerCase());
}

/** Those who are thanked or greeted and have no name. */
const nobody =
  /^(?:staffroom|all|team|both|everyone|everybody|again|folks|bot|you|there|sir|madam|colleagues?|organisers?|office|admin|guys|ladies|friends|helpdesk|support)\b/i;

/**
 * Whether a message seems to be passed on as it was: it greets the speaker or somebody by name, or another name stands under it.
 * @param text as it was typed, without mark-up
 * @param speaker the name of whoever sent it
 */
export function isOfAnotherHand(text: string, speaker: string): boolean {
  const own = wordsOf(speaker);
  const { greeted, addressed, signed } = namesRound(text);
  if (greeted && wordsOf(greeted)[0] === own[0]) return true;
  // "Hi Sue, …": it was written to somebody else, or to whom they believe to be here; a tap settles it.
  if (greeted && addressed && !nobody.test(greeted)) return true;
  if (!signed || nobody.test(signed)) return false;
  return !wordsOf(signed.replace(/^(?:mrs?|ms|miss|dr)\b\.?/i, '')).some((word) =>
    own.some((name) => name === word || (word.length === 1 && name.startsWith(word))),
  );
}

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}'-]+/u)
    .filter(Boolean);
}
