import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intents } from '../../src/conversation/intents.js';
import { sayExample } from '../../src/conversation/talk/intent.js';
import { formsNotShown, reachedByStaleButtons, unreachable, verbsOfForms, withoutButton } from './coverage.js';
import { follow } from './crawl.js';
import { type Lockstep, type Part, type Same, startLockstep, type Twin } from './lockstep.js';
import type { Move, ParityTalk } from './parity-talk.js';
import { talks } from './talks.js';
import { talksAfterwards } from './talks-afterwards.js';

/** What the examples of the help name here. */
const named = { event: 'Lincoln briefing', past: 'October 2017 briefing', cluster: 'cluster' };

/** An administrator sees all that an organiser sees: what one has pressed need not be pressed by the other. */
const inOffice = new Set<string>();

let lockstep: Lockstep;
/** What the talks reached, before any stale button was pressed. */
let reached: ReadonlySet<string> = new Set();

beforeAll(async () => {
  lockstep = await startLockstep();
}, 180_000);
afterAll(() => lockstep.stop());

describe('both platforms show the same, offer the same buttons and do the same', () => {
  it.each(talks)('$about', hold, 60_000);

  it.each<[Part, Set<string>]>([
    ['headteacher', new Set()],
    ['organiser', inOffice],
    ['administrator', inOffice],
  ])(
    'wherever the help leads: %s',
    async (part, pressed) => {
      const twin = await lockstep.twin(part);
      for (const { help } of intents) if (help) await follow(twin, sayExample(help.example, named) ?? '', pressed);
    },
    240_000,
  );

  it.each(talksAfterwards)('$about', hold, 180_000);

  it('when a stale button of any kind is clicked', async () => {
    reached = lockstep.verbs();
    const twin = await lockstep.twin('colleague');
    for (const { verb } of intents) {
      if (unreachable[verb] || withoutButton.has(verb)) continue;
      const { lines } = await twin.pressStale(verb);
      expect(lines.join('\n')).not.toContain('something went wrong');
    }
  }, 240_000);
});

describe('the conversations', () => {
  const verbs: readonly string[] = intents.map(({ verb }) => verb);

  it('reach every intent, except those listed with a reason', () => {
    const excused = { ...unreachable, ...reachedByStaleButtons };
    expect(verbs.filter((verb) => !reached.has(verb) && !excused[verb])).toEqual([]);
    expect(Object.keys(excused).filter((verb) => !verbs.includes(verb))).toEqual([]);
    // Whoever writes a talk for one takes it out of its list, but for what is reached by chance.
    const surely = Object.entries(excused).filter(
      ([, reason]) => !/by chance|the moment|order of|follows it/.test(reason),
    );
    expect(surely.flatMap(([verb]) => (reached.has(verb) ? [verb] : []))).toEqual([]);
  });

  it('show every form', () => {
    expect(verbsOfForms().filter((verb) => !lockstep.forms.has(verb) && !formsNotShown[verb])).toEqual([]);
    expect(Object.keys(formsNotShown).filter((verb) => lockstep.forms.has(verb))).toEqual([]);
  });

  it('have at least forty turns', () => {
    expect(lockstep.steps).toBeGreaterThan(40);
  });
});

async function hold({ part, where, moves }: ParityTalk): Promise<void> {
  const twin = await lockstep.twin(part, where);
  let last: Same | undefined;
  for (const move of moves) {
    last = await make(move, twin, last);
    const read = last ? [...last.lines, ...last.faults].join('\n') : '';
    expect(read).toContain(move.reads ?? '');
    expect(read).not.toContain('something went wrong');
  }
}

/** Does one thing on both platforms. @returns what both showed; undefined when only time passed */
async function make(move: Move, twin: Twin, last: Same | undefined): Promise<Same | undefined> {
  if ('say' in move) return twin.say(move.say);
  if ('attach' in move) return twin.attach(move.words, move.attach);
  if ('days' in move) {
    await lockstep.pass(move.days);
    return undefined;
  }
  if (!last) throw new Error('A talk begins with words');
  return 'press' in move ? last.press(move.press) : last.fill(move.fill);
}
