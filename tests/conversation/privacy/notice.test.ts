import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeFieldNames } from '../../../src/app/privacy/notice-settings.js';
import { heldKinds, sayKept } from '../../../src/app/privacy/register-of-held-data.js';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let service: TestService;
  let administrator: TeamsChat;
  let head: TeamsChat;
  beforeAll(async () => {
    service = await start();
    administrator = await service.chatAs('administrator');
    head = await service.chatAs('headteacher');
  });
  afterAll(() => service.stop());

  async function notice(): Promise<string> {
    const response = await fetch(`${service.baseUrl}/privacy`);
    return response.text();
  }

  describe('the privacy notice', () => {
    it('says all that the law asks for, of every kind of data in the register, before anybody has filled it in', async () => {
      const page = await notice();
      for (const words of [
        'Who is responsible',
        'Data protection officer',
        'Article 6(1)(f)',
        'Article 6(1)(a)',
        'Articles 6(1)(a) and 9(2)(a)',
        'legitimate interests, they are',
        'Others who receive data',
        'Transfers out of the United Kingdom',
        'Where it comes from',
        'corrected or erased',
        'restricted',
        'object',
        'take it elsewhere',
        'take it back at any time',
        'made by a machine alone',
        'You need not give any of this by law',
        'ico.org.uk',
        'write nothing about a child',
      ]) {
        expect(page).toContain(words);
      }
      for (const held of heldKinds) expect(page).toContain(`>${held.what}</td>`);
      for (const held of heldKinds) expect(page).toContain(`>${held.why}</td>`);
      for (const held of heldKinds) expect(page).toContain(`>${sayKept(held)}</td>`);
      expect(page).not.toContain('What you type is not kept once');
      expect(page).toContain('Questions that nobody could answer are kept for a year');
    });

    it('tells administrators what is missing, and has what they fill in', async () => {
      expect((await administrator.say('how long do you keep my data?')).text).toContain('is not complete');
      expect((await head.say('how long do you keep my data?')).text).not.toContain('is not complete');
      const shown = await administrator.say('privacy notice');
      expect(shown.text).toContain('is not complete');
      expect(shown.text).toContain('Data protection officer');
      const { card: form } = await administrator.click(shown.card, 'Fill it in');
      const values = Object.fromEntries(noticeFieldNames.map((field) => [field, `The <${field}> & so on`]));
      const saved = await administrator.submit(form, values);
      expect(saved.text).toContain('has what the law asks for');
      const page = await notice();
      for (const field of noticeFieldNames) expect(page).toContain(`The &#60;${field}&#62; &#38; so on`);
      expect(page).not.toContain('<controller>');
      const subjects = await administrator.click(saved.card, 'Lawful bases');
      const { card: bases } = await administrator.click(subjects.card, 'Change', 'Events and attendance');
      const changed = await administrator.submit(bases, { attendance: 'public-task' });
      expect(changed.text).toContain('Legitimate interests, Explicit consent, Public task');
      expect(await notice()).toMatch(/Which sessions you came to<\/td>.*Article 6\(1\)\(e\)/);
      const acts = await service.database.prisma.auditEntry.findMany({ where: { act: 'set-privacy-notice' } });
      expect(acts).toHaveLength(2);
      expect(JSON.stringify(acts.map(({ detail }) => detail))).not.toContain('so on');
    });

    it('is shown to everybody else, who may not change it', async () => {
      const shown = await head.say('privacy notice');
      expect(JSON.stringify(shown.card)).toContain('/privacy"');
      expect(shown.text).not.toContain('complete');
      expect((await head.say('Lawful bases')).text).not.toContain('data protection officer knows');
    });
  });

  describe('a form with room for free words', () => {
    it('asks to write nothing about a child', async () => {
      expect((await administrator.say('new article')).text).toContain('Please write nothing about a child.');
      const { card } = await administrator.click((await administrator.say('privacy notice')).card, 'Fill it in');
      expect(JSON.stringify(card)).not.toContain('about a child');
    });
  });
});
