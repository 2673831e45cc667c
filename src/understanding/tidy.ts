import { withoutWaving } from './clauses.js';
import { inDirectQuestions } from './direct-questions.js';

/** What somebody wrote, without what their mail program, their phone or their manners put round it. */
interface Tidied {
  /** Lines of plain text; empty when nothing is left. */
  readonly text: string;
  /** A thumb up or a tick was among it. */
  readonly thumb: boolean;
  /** It answers an older message that it quotes: "it" may mean that one. */
  readonly quotes: boolean;
  /** Without mark-up, with all that was put round it. */
  readonly whole: string;
  /** A face that shrugs, laughs or doubts, or quotation marks: it may not be meant as it stands. */
  readonly reserved: boolean;
}

/**
 * Takes out quoted replies, mail footers, signatures and greetings; mends entities, apostrophes, invisible characters and
 * emphasis; gives emoji and `:names:` the words that they stand for.
 */
export function tidyMessage(typed: string): Tidied {
  const whole = plainText(typed);
  const { text, thumb, doubtful } = sayEmoji(whole);
  const lines = withoutFooters(text.split('\n'));
  const body = withoutSignature(lines);
  const said = body.join('\n').trim();
  const bare = withoutFarewell(inDirectQuestions(withoutHesitation(withoutGreeting(withoutSlash(said)))));
  // A greeting or thanks alone is what was said.
  return {
    text: bare || said,
    thumb,
    quotes: /<quoted\b|<blockquote\b|^\s*(?:>|&gt;)/im.test(typed),
    whole,
    reserved: doubtful || inQuotationMarks.test(bare || said),
  };
}

/** Somebody's words are given, whoever's: a title in quotation marks is one, too, and a tap settles it. */
const inQuotationMarks = /"[^"\n]{4,}"|(?:^|\s)'+[^'\n]{6,}'+(?=$|[\s.,!?])/;

/** "/help", "/staffroom my bookings": typed as a command, it arrived as words. */
function withoutSlash(text: string): string {
  return text.replace(/^\/(?:staffroom\s+)?(?=\p{L})/iu, '');
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  quot: '"',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: "'",
  lsquo: "'",
  ndash: '-',
  mdash: '-',
  hellip: '...',
};

function plainText(typed: string): string {
  const lines = typed
    .replace(/<quoted\b[^>]*\/?>/gi, ' ')
    .replace(/<blockquote\b[^>]*>[\s\S]*?<\/blockquote>/gi, ' ')
    // What is struck through is taken back.
    .replace(/<(s|strike|del)>[\s\S]*?<\/\1>/gi, ' ')
    .replace(/(^|[\s(])~{1,2}\S(?:[^~\n]*\S)?~{1,2}(?=$|[\s).,!?;:])/gm, '$1')
    .replace(/<(br|\/p|\/div|\/li)\s*\/?>/gi, '\n')
    .replace(/<@[UW][A-Z0-9]+(\|[^>]*)?>/g, ' @somebody ')
    .replace(/<at\b[^>]*>([^<]*)<\/at>/gi, '$1')
    // An address in angle brackets is no mark-up.
    .replace(/<(?:mailto:)?([^<>\s|@]+@[^<>\s|@]+)(?:\|[^>]*)?>/gi, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, ' ');
  return (
    lines
      .replace(/&#x([0-9a-f]{1,6});/gi, (whole, code: string) => character(Number.parseInt(code, 16), whole))
      .replace(/&#(\d{1,7});/g, (whole, code: string) => character(Number(code), whole))
      .replace(/&([a-z]{2,6});/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
      // It would become a space and an accent.
      .replaceAll('\u00b4', "'")
      .normalize('NFKC')
      .replace(/[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]/g, '')
      .replace(/[‘’‛`ʼ′＇]/g, "'")
      .replace(/[“”„«»]/g, '"')
      .replace(/[–—]/g, '-')
      .replace(/(^|[\s(])[*_]{1,3}(\S(?:[^*_\n]*\S)?)[*_]{1,3}(?=$|[\s).,!?;:])/gm, '$1$2')
      .replace(/[^\S\n]+/g, ' ')
      .trim()
  );
}

function character(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

const thumbs =
  /(?:👍|👌|✅|🆗|☑️?|✔️?)[\u{1F3FB}-\u{1F3FF}\ufe0f]*|:(?:\+1|thumbsup|thumbs_up|ok_hand|white_check_mark|heavy_check_mark|ok)(?:::skin-tone-\d)?:/gu;
const thumbsDown = /(?:👎|❌|🚫)[\u{1F3FB}-\u{1F3FF}\ufe0f]*|:(?:-1|thumbsdown|x|no_entry_sign)(?:::skin-tone-\d)?:/gu;
const thanking = /(?:🙏|🙌|💐)[\u{1F3FB}-\u{1F3FF}\ufe0f]*|:(?:pray|raised_hands)(?:::skin-tone-\d)?:/gu;

/** They say nothing beside the words. */
const friendly =
  /[😀😃😄😁😊🙂☺😇🥰😍🤩🎉🥳👏💪❤🧡💛💚💙💜✨🌟⭐☀🌞🎄🎓📚📅📆🗓✉📧👋🤗🤝][\u{1F3FB}-\u{1F3FF}\ufe0f]*|:(?:slightly_smiling_face|smile|smiley|grinning|blush|heart|tada|clap|wave|sparkles|muscle):/gu;
const pictures =
  /\p{Extended_Pictographic}|:[a-z][a-z0-9_+-]{1,30}:(?![\w/])|(?:^|\s)(?:;-?[)pP]|:-?[/\\|(pP])(?=\s|$)/u;

function sayEmoji(text: string): { text: string; thumb: boolean; doubtful: boolean } {
  const thumb = text.search(thumbs) >= 0;
  const worded = text
    .replace(thumbs, ' ')
    .replace(thumbsDown, ' no ')
    .replace(thanking, ' thanks ')
    .replace(friendly, ' ');
  const said = worded
    .replace(/:[a-z][a-z0-9_+-]{1,30}:(?![\w/])/g, ' ')
    .replace(/\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}\ufe0f\u200d]*/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ +([.,!?])/g, '$1')
    .trim();
  return { text: said, thumb, doubtful: pictures.test(worded) };
}

const footer =
  /^(sent from (my|outlook|yahoo|mail)\b.*|get outlook for \w+.*|sent via .*|this (e-?mail|message)\b.*\b(confidential|intended)\b.*|disclaimer\b.*|_{5,}|-{5,}.*)$/i;
const quoteHead = /^(on .{4,80}wrote:|-+ ?(original message|forwarded message).*|from: .+|le .{4,60}a écrit ?:)$/i;

function withoutFooters(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (const line of lines) {
    const bare = line.trim();
    if (quoteHead.test(bare) || bare === '--') break;
    if (!bare.startsWith('>') && !footer.test(bare))
      kept.push(bare.replace(/\bsent from my \w+( \w+)?\.?$/i, '').trim());
  }
  return kept;
}

const closing =
  /^(many thanks|thanks( (so much|very much|again|in advance|for your help))?|thank you( (so much|very much|in advance))?|kind(est)? regards|(best|warm) (wishes|regards)|regards|best|cheers|all the best|yours( sincerely| faithfully)?|speak soon|ta|kr|bw)[\s,.!-]*$/i;

/** A closing formula on a line of its own, and the short lines after it: name, post, school, telephone. */
function withoutSignature(lines: readonly string[]): string[] {
  const at = lines.findIndex((line, index) => index > 0 && closing.test(line));
  if (at < 0) return withoutBareName(lines);
  const after = lines.slice(at + 1).filter((line) => line !== '');
  const isSignature = after.length <= 8 && after.every((line) => line.split(' ').length <= 8 && !line.endsWith('?'));
  return isSignature ? lines.slice(0, at) : [...lines];
}

/** A last line that is a name and nothing else, under what was said: "Jo", "Amara W". */
function withoutBareName(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line !== '');
  const last = filled.at(-1) ?? '';
  const isName = /^(x+|\p{Lu}[\p{L}'-]+( \p{Lu}[\p{L}'-]*\.?)?)( x+)?$/u.test(last);
  const under = /[.?!,]$/.test(filled.at(-2) ?? '') || lines.at(-2) === '';
  return filled.length > 1 && isName && under ? filled.slice(0, -1) : [...lines];
}

const greeting =
  /^(?:(?:hi|hello|hey|hiya|heya|dear|greetings)(?: (?:there|all|team|both|everyone|everybody|again|staffroom|folks|\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?))?|(?:good )?(?:morning|afternoon|evening)(?: (?:there|all|team|both|everyone|staffroom|\p{Lu}[\p{L}'-]+))?(?=\s*[,!.\n-]))(?:\s*[,!.:\n-]+\s*|\s+)/iu;
/** As `greeting` says names by their capital, it must not forget case: a lower-case word after "hi" is the message. */
const greetingOfName = /^(?:hi|hello|hey|hiya|heya|dear|morning|afternoon|evening) [\p{L}'-]+\s*[,!\n]+\s*/iu;
const pleasantry =
  /^(?:(?:i )?(?:hope|trust) (?:you(?:'re| are)?|all is|this finds you|everyone is)[^.!?\n]*[.!?\n]+\s*|how are you(?: doing| today)?\s*[?.!\n,]+\s*|(?:quick|just a quick) (?:one|question|q)\s*[:,.-]+\s*|sorry to (?:bother|trouble) you\s*[,.-]+\s*)/i;

function withoutGreeting(text: string): string {
  const named = text.replace(greetingOfName, '');
  let rest = named === text ? text.replace(caseMindedGreeting(text), '') : named;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(pleasantry, '');
  }
  return rest.trim();
}

/** What people put before what they say while they think of it. */
const thinking = /^(?:o+h+|a+h+|e+r+m*|u+m+|h+m+|ooh|oops|whoops|anyway|btw|by the way)(?:\s*[,.!:-]+\s*|\s+)(?=\S)/i;
/**
 * What they put before it to take back what they said. "Wait list" and "hold on to it" begin alike and say something; and "wait,
 * yes" is no yes.
 */
const takingBack =
  /^(?:actually|hang on|hold on(?! to\b)|wait(?! (?:list|listing|for|until|till)\b)(?: a (?:second|sec|minute|moment|mo))?|(?:just )?(?:one|a) (?:second|sec|minute|moment|mo)|on second thoughts?|come to think of it)(?:\s*[,.!:-]+\s*|\s+)(?=\S)(?!(?:yes|yeah|yep|ok|okay|sure|please|thanks|go|do)\b)/i;

function withoutHesitation(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = withoutWaving(rest.replace(thinking, '').replace(takingBack, ''));
  }
  return rest;
}

/** "hi Jo can you …" loses the name, "hi book me …" only the "hi". */
function caseMindedGreeting(text: string): string {
  const found = greeting.exec(text)?.[0] ?? '';
  const [hello = '', ...others] = found.trim().split(' ');
  const known = /^(there|all|team|both|everyone|everybody|again|staffroom|folks)\b/i.test(others.join(' '));
  const isName = /^\p{Lu}/u.test(others[0] ?? '') && !/^(I|Can|Could|Please|Is|What|When|Book)\b/.test(others[0] ?? '');
  const isTime = /^(good|morning|afternoon|evening)/i.test(found);
  return known || isName || isTime || others.length === 0 ? found : text.slice(0, text.search(/\s/) + 1) || hello;
}

const farewell =
  /[\s,.!?-]+(?:(?:[Mm]any |[Ww]ith )?(?:[Tt]hanks|[Tt]hank you|[Tt]hankyou|[Tt]hx|[Cc]heers|[Tt]a)(?: (?:so much|very much|in advance|again|a lot|a million|for your help))?)(?:[\s,.!-]+(?:\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]*)?)?)?[\s.!x]*$/u;

function withoutFarewell(text: string): string {
  const bare = text.replace(farewell, (whole) => (/\?/.test(whole.slice(0, 3)) ? '?' : ''));
  return bare.replace(/[\s,]+(?:[Kk]ind )?[Rr]egards[\s,.]*(?:\p{Lu}[\p{L}'-]+ ?){0,3}$/u, '').trim();
}
