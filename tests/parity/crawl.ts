import type { Same, Twin } from './lockstep.js';
import type { ShownField, Typed } from './shown.js';

/** How far a talk is followed. */
const mostPresses = 26;

/** What is typed where a field of this id wants something that fits; else any words, the first option, a near date. */
const fitting: Readonly<Record<string, string>> = {
  school: 'Marrowfen',
  position: 'headteacher',
  cost: '20',
  amount: '500',
  postcode: 'LN1 1AA',
};

/**
 * Follows a talk: presses whatever was not pressed before by this person, fills in each form that comes (once with
 * nothing, when the client lets that through, and then properly), and goes on with what comes of it.
 * @param pressed verbs that were pressed before; added to
 */
export async function follow(twin: Twin, words: string, pressed: Set<string>): Promise<void> {
  const seen = [await twin.say(words)];
  const pagedOn = new Set<Same>();
  for (let presses = 0; presses < mostPresses; presses += 1) {
    const last = seen.at(-1);
    if (last?.form) {
      seen.push(await fillIn(last));
      continue;
    }
    // What was shown before can still be pressed, when the last has nothing new.
    const next = seen.findLast((shown) => freshIn(shown, pressed) >= 0);
    const paged = seen.findLast((shown) => !pagedOn.has(shown) && moreIn(shown) >= 0);
    if (next) {
      const at = freshIn(next, pressed);
      pressed.add(next.buttons[at]?.verb ?? '');
      seen.push(await next.press(at));
    } else if (paged) {
      pagedOn.add(paged);
      seen.push(await paged.press(moreIn(paged)));
    } else return;
  }
}

/** What it leaves behind depends on the moment: messages sent again fail again one by one. */
const notFollowed = new Set(['resend-all']);

function freshIn(shown: Same, pressed: ReadonlySet<string>): number {
  return shown.buttons.findIndex(({ verb, label }) => !pressed.has(verb) && !notFollowed.has(verb) && label !== 'More');
}

/** What is on the next page is looked at when nothing else is new. */
function moreIn(shown: Same): number {
  return shown.buttons.findIndex(({ label }) => label === 'More');
}

async function fillIn(shown: Same): Promise<Same> {
  const fields = shown.form?.fields ?? [];
  if (fields.length > 0 && fields.every(({ required }) => !required)) {
    const refused = await shown.fill({});
    if (!refused.form) return refused;
  }
  return shown.fill(Object.fromEntries(fields.map((field) => [field.id, valueFor(field)])));
}

function valueFor(field: ShownField): Typed[string] {
  const { id, kind, options } = field;
  if (fitting[id] !== undefined) return fitting[id];
  switch (kind) {
    case 'choice':
      return options[0] ?? '';
    // The form has another field for them, because not every platform can show its directory.
    case 'people':
      return [];
    case 'choices':
      return options.slice(0, 1);
    case 'number':
      return '20';
    case 'date':
      return '2027-02-10';
    case 'time':
      return /end|until|to/i.test(id) ? '12:00' : '10:00';
    case 'tick':
      return 'true';
    default:
      return 'Some words that somebody typed';
  }
}
