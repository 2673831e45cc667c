import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectionNames, readCollection } from './collections.js';
import { readFigures, sampleInTests, trustSampleInTests } from './figures.js';
import { readChatItems, readKnowledgeItems, worlds } from './items.js';
import { chatRowName, measureChat, measureKnowledge, measureWraps, type Row } from './measure.js';
import { openStage, type Stage } from './stage.js';

const figures = readFigures();
/** What may be lost to chance and to a new article or two; nothing may be acted on that was left alone before. */
const leewayOf = (name: string) => (worlds.some((world) => name === chatRowName('must-not-act', world)) ? 0.001 : 0.02);

/** A few hundred messages take a busy machine minutes. */
const longest = 600_000;

/** Rows that are worse than the figures that were kept. */
function worse(rows: readonly Row[]): string[] {
  return rows.flatMap(({ name, good, share: { share } }) => {
    const kept = figures[name];
    if (!kept) return [`${name}: no figure is kept; run npm run eval -- --write`];
    const lost = good === 'many' ? kept.share - share : share - kept.share;
    return lost > leewayOf(name) ? [`${name}: ${share.toFixed(3)}, was ${kept.share}`] : [];
  });
}

/** The items are of the part that nobody looks at: which of them failed is not told. */
const hint = 'What may be looked at is listed by: npm run eval -- develop';

describe('what people write', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.stop());

  it(
    'is acted on only where it asks for it, and answered as well as when it was last measured',
    async () => {
      const measured = await measureChat(stage, sampleInTests);
      expect(worse(measured.rows), hint).toEqual([]);
    },
    longest,
  );

  it(
    'is answered from the demonstration’s articles as well as when it was last measured',
    async () => {
      const measured = await measureKnowledge(stage, 'demonstration', sampleInTests);
      expect(worse(measured.rows), hint).toEqual([]);
    },
    longest,
  );

  it(
    'is answered whatever stands round it',
    async () => {
      const measured = await measureWraps(stage, sampleInTests);
      expect(worse(measured.rows), hint).toEqual([]);
    },
    longest,
  );
});

describe('what people of a trust write, in its own words for schools, hubs and events,', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('trust');
  });
  afterAll(() => stage.stop());

  it(
    'is acted on only where it asks for it, and answered as well as when it was last measured',
    async () => {
      const measured = await measureChat(stage, trustSampleInTests, 'trust');
      expect(worse(measured.rows), hint).toEqual([]);
    },
    longest,
  );
});

describe.each(collectionNames)('what people write to a partnership of other articles, %s,', (name) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(readCollection(name));
  });
  afterAll(() => stage.stop());

  it(
    'is answered as well as when it was last measured',
    async () => {
      const measured = await measureKnowledge(stage, name, sampleInTests);
      expect(worse(measured.rows), hint).toEqual([]);
    },
    longest,
  );
});

describe('the items', () => {
  it('that nobody looks at are none of those that may be tuned on', () => {
    const said = (part: 'develop' | 'untouched') => [
      ...worlds.flatMap((world) =>
        readChatItems(part, world).map(({ as, say }) => `${world}, ${as}: ${say.join(' / ')}`),
      ),
      ...(['demonstration', ...collectionNames] as const).flatMap((one) =>
        readKnowledgeItems(part, one).map(({ question }) => question),
      ),
    ];
    const develop = new Set(said('develop'));
    expect(said('untouched').filter((words) => develop.has(words))).toEqual([]);
  });
});
