import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service.js';
import { buttonsOf, pressOf } from '../../support/teams/adaptive-card.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const kept = () => service.database.prisma.unanswered.findMany();

describe('an answer that was not meant', () => {
  it('is said so by a button, kept without who asked, and put right by organisers in one tap', async () => {
    const asker = await service.chatAs('headteacher', 'means-else');
    const answered = await asker.say('why are you changing things');
    expect(buttonsOf(answered.card)).toContain('Not what I meant');
    const instead = await asker.click(answered.card, 'Not what I meant');
    expect(instead.text).toMatch(/^Sorry\./);
    const [row, ...others] = await kept();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ question: 'why are you changing things', rejected: 'article:why-change', count: 1 });
    expect(JSON.stringify(row)).not.toContain('Whitfield');

    const organiser = await service.chatAs('organiser', 'puts-right');
    const listed = await organiser.say('what could you not answer');
    const opened = await organiser.click(listed.card, 'Open', 'why are you changing things');
    expect(opened.text).toContain('which was not meant');
    expect(buttonsOf(opened.card)).toContain('Write an answer');
    expect(buttonsOf(opened.card).length).toBeLessThanOrEqual(6);
    const same = /Same as: [^\n]+/.exec(opened.text)?.[0] ?? '';
    expect(same).toContain('Same as: ');
    expect(same).not.toContain('Why change');
    expect((await organiser.click(opened.card, ...pressOf(opened.card, same))).text).toContain(
      'will now get this answer',
    );
    expect(await kept()).toEqual([]);
  });

  it('is learnt from where a choice was offered: organisers see what people took', async () => {
    const asker = await service.chatAs('headteacher', 'takes-one');
    const offered = await asker.say('launched already, or still to come, this networks thing');
    expect(offered.text).toContain('Did you mean one of these?');
    const first = offered.text.split('\n')[1] ?? '';
    await asker.click(offered.card, ...pressOf(offered.card, first));
    const [row] = await kept();
    expect(row?.chosen).toMatch(/^article:/);
    const organiser = await service.chatAs('organiser', 'sees-taken');
    const opened = await organiser.click((await organiser.say('what could you not answer')).card, 'Open', 'launched');
    expect(opened.text).toContain(`people took “${first}”`);
    expect(opened.text).toContain(`Same as: ${first}`);
  });
});
