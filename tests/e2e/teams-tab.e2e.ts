import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms } from '../support/both-platforms.js';
import { openTab, type TeamsHost } from '../support/teams/teams-host.js';

const publicUrl = 'https://staffroom.example';
const email = 'head@marrowfen.example';
const pictures = mkdtempSync(join(tmpdir(), 'staffroom-tab-'));

let service: BothPlatforms;
beforeAll(async () => {
  console.log(`Screenshots are in ${pictures}`);
  service = await startBothPlatforms();
  const { personId } = personas.headteacher;
  await service.database.prisma.person.update({ where: { id: personId }, data: { email } });
  await service.database.prisma.registration.deleteMany({ where: { personId } });
  service.vouch({ teams: 'head' }, email);
  await (await service.inTeams('head')).say('hello');
});
afterAll(() => service.stop());

const open = (more: Partial<Parameters<typeof openTab>[0]> = {}): Promise<TeamsHost> =>
  openTab({ baseUrl: service.baseUrl, publicUrl, token: () => service.tabToken({ user: 'head' }), ...more });

describe('the tab in Teams', () => {
  it('signs in by itself, shows what is theirs, books and comes back, and tells Teams that it is there', async () => {
    const host = await open();
    try {
      const { tab, page } = host;
      await tab.getByText(personas.headteacher.name).first().waitFor();
      await page.screenshot({ path: join(pictures, 'home.png') });
      await tab.locator('li', { hasText: 'Leadership briefing' }).getByRole('button', { name: 'See details' }).click();
      await tab.locator('li', { hasText: 'Lincoln' }).getByRole('button', { name: 'Book' }).click();
      await tab.getByText('Your place is booked.').waitFor();
      await page.screenshot({ path: join(pictures, 'booked.png') });
      const calendar = tab.getByRole('link', { name: /calendar/i }).first();
      if ((await calendar.count()) > 0) await calendar.click();
      await tab.getByRole('link', { name: 'Back to My Staffroom' }).click();
      await tab.getByText('You have 1 booking').waitFor();
      const asked = (await host.asked()).map(({ func }) => func);
      for (const func of [
        'initialize',
        'authentication.getAuthToken',
        'appInitialization.appLoaded',
        'appInitialization.success',
      ])
        expect(asked).toContain(func);
      // The library would fetch a newer list of hosts; the page's policy does not let it, and it has a list of its own.
      expect(host.complaints.filter((words) => !words.includes('res.cdn.office.net/teams-js'))).toEqual([]);
    } finally {
      await host.close();
    }
  });

  it('says so where Teams does not tell who is there, and in the dark as in the light', async () => {
    const host = await open({ token: async () => undefined, theme: 'dark', viewport: { width: 360, height: 740 } });
    try {
      await host.tab.getByText('Teams did not say who you are').waitFor();
      expect(await host.tab.locator('html').getAttribute('data-theme')).toBe('dark');
    } finally {
      await host.close();
    }
  });

  it('fits a phone, and is not shown in the frame of any other site', async () => {
    const phone = await open({ theme: 'dark', viewport: { width: 360, height: 740 } });
    try {
      await phone.tab.getByText(personas.headteacher.name).first().waitFor();
      await phone.page.screenshot({ path: join(pictures, 'phone-dark.png') });
      const wide = await phone.tab.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth);
      expect(wide).toBe(false);
    } finally {
      await phone.close();
    }
    const elsewhere = await open({ origin: 'https://elsewhere.example' });
    try {
      await expect.poll(() => elsewhere.complaints.join()).toContain('frame-ancestors');
      expect(await elsewhere.asked()).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });
});
