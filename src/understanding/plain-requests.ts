/**
 * The few shapes in which people plainly ask for what words alone may do: an order ("put me down for …"), leave that is asked
 * for ("can I come to …") or a wish ("I'd like a place at …"), and after it nothing but which one. What has the same words in
 * another shape tells, invites or supposes: "you have me down for …", "come to …", "I would need a place at …".
 */
interface Shape {
  /** How it begins, courtesies left out. */
  readonly begins: RegExp;
  /** Words that may follow. */
  readonly goesOn: ReadonlySet<string>;
}

const politely = '(?:(?:can|could|would|will) you )?';
const leave = '(?:can|could|may) i ';
const wish = '(?:i )?(?:would (?:like|love)|want|need|wish) ';
const aPlace = '(?:a|one|the|my) (?:place|seat|spot|space)';
const myself = '(?:me|myself|my name)';
const oneself = `(?:come|attend|join|go|book|reserve|register|enroll?|sign (?:myself )?up|(?:have|get|take|book|reserve|save) ${aPlace}|be (?:put|added|booked))`;
const naming = 'EVENT PLACE DATE THAT NUMBER PROJECT the a an at on onto in into for to of my me too';
const reminders =
  'reminders reminder reminding notifications messages message sending send messaging the my me to from off on';
const list = 'waiting reserve list waitlist queue';

const shapes: Readonly<Record<string, Shape>> = {
  book: {
    begins: new RegExp(
      `^(?:${politely}(?:book|reserve|sign ${myself}(?! in )|(?:register|enroll?|add|count|pop|stick) ${myself}|put ${myself}|get me(?= (?:a|one|on|onto|in|into) )|(?:book|reserve|save|grab|get) (?:me )?${aPlace})|register|enroll?|sign up|${leave}${oneself}|${wish}(?:to ${oneself}|${aPlace}))(?= |$)`,
    ),
    goesOn: wordSet(`${naming} down up place seat spot space myself name one booking`),
  },
  wait: {
    begins: new RegExp(
      // The list and nothing else, of what was just spoken of: "waiting list please".
      `^(?:the )?(?:(?:waiting|reserve|wait) list|waitlist)$|^${politely}(?:waitlist|wait list|queue) me(?= |$)|^(?:${politely}(?:(?:put|add|get|pop|stick|book) ${myself}|join)|${leave}(?:join|go|get|be (?:put|added))|${wish}to (?:join|go|get|be))(?= .*\\b(?:list|waitlist|queue)(?: |$)|$)`,
    ),
    goesOn: wordSet(`${naming} ${list} down up`),
  },
  accept: {
    begins:
      /^(?:(?:can|could|may) i |(?:i )?(?:will |would (?:like|love) to |want to )?)(?:accept|take (?:up )?(?:the|THAT))(?= |$)/,
    goesOn: wordSet(`${naming} up offer offered place seat`),
  },
  mute: {
    begins: new RegExp(
      `^(?:(?:${politely}|${leave}|${wish}to )(?:stop|quit|mute|unsubscribe|(?:turn|switch) (?:(?:the|my) )?(?:off|reminders off|notifications off))|no more|${wish}no more)(?= |$)`,
    ),
    goesOn: wordSet(`${reminders} more`),
  },
  unmute: {
    begins: new RegExp(
      `^(?:(?:${politely}|${leave}|${wish}to )(?:(?:turn|switch) (?:(?:the|my) )?(?:back on|on|reminders|notifications)|start|resume|unmute|send)|${politely}remind me again)(?= |$)`,
    ),
    goesOn: wordSet(`${reminders} back again`),
  },
};

const courtesies = wordSet(
  'please thanks so very much then just now also ok yes right great lovely brilliant perfect excellent super fab cool sorted good fine oh well hi hello and',
);

/** Whether a clause has such a shape. @param words names and days as kinds of mention in capitals */
export function isPlainRequest(act: string, words: readonly string[]): boolean {
  const shape = shapes[act];
  if (!shape) return false;
  const said = words
    .join(' ')
    .replace(/\bthank you\b|^(?:(?:ok|yes|oh|right) )*go (?:on|for it)(?: then)?(?= )/g, '')
    .split(' ')
    .filter((word) => word !== '' && !courtesies.has(word))
    .join(' ');
  const [begun] = shape.begins.exec(said) ?? [];
  if (begun === undefined) return false;
  const rest = said.slice(begun.length);
  // "Would you book it" asks for advice; "would you book me on it" does not.
  if (asksForAdvice.test(said) && !/ (?:me|myself|my)(?= |$)/.test(said)) return false;
  // "Two places", "2 at Eastholm": more than one is wanted; a time and "number 2" have a word before them.
  if (/(?<!\b(?:at|on|the|number)) NUMBER\b/.test(rest)) return false;
  return rest.split(' ').every((word) => word === '' || shape.goesOn.has(word));
}

const asksForAdvice = /^(?:would|will) you /;

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
