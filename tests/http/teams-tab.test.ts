import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms } from '../support/both-platforms.js';
import { readSlack, wordsOf } from '../support/readable-text.js';
import type { TabClaims } from '../support/teams/teams-authority.js';

let service: BothPlatforms;
const email = 'head@marrowfen.example';

beforeAll(async () => {
  service = await startBothPlatforms();
  const { personId } = personas.headteacher;
  await service.database.prisma.person.update({ where: { id: personId }, data: { email } });
  await service.database.prisma.registration.deleteMany({ where: { personId } });
  service.vouch({ teams: 'head', slack: 'U0HEAD' }, email);
});
afterAll(() => service.stop());

interface TabSeen {
  readonly status: number;
  readonly text: string;
  readonly carried?: string;
  readonly buttons: ReadonlyArray<{ readonly label: string; readonly value: string; readonly beside: string }>;
}

async function ask(claims: TabClaims | string | undefined, sent?: Record<string, string>): Promise<TabSeen> {
  const token = typeof claims === 'object' ? await service.tabToken(claims) : claims;
  const response = await fetch(`${service.baseUrl}/teams/my/content`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(sent ? { method: 'POST', body: new URLSearchParams(sent) } : {}),
  });
  const { html, carried } = (await response.json()) as { html: string; carried?: string };
  // As a browser lays it out, each element stands apart.
  const { document } = parseHTML(`<html><body>${html.replaceAll('<', ' <')}</body></html>`);
  return {
    status: response.status,
    text: (document.body.textContent ?? '').replace(/\s+/g, ' '),
    ...(carried ? { carried } : {}),
    buttons: [...document.querySelectorAll('button')].map((button) => ({
      label: button.textContent?.trim() ?? '',
      value: button.getAttribute('value') ?? '',
      beside: button.closest('li, form')?.textContent ?? '',
    })),
  };
}

/** Presses a button of what is shown. @param typed by the names of the fields */
function press(claims: TabClaims, shown: TabSeen, label: string, beside = '', typed: Record<string, string> = {}) {
  const button = shown.buttons.find((one) => one.label === label && one.beside.includes(beside));
  if (!button) throw new Error(`No button "${label}": ${shown.buttons.map((one) => one.label).join(', ')}`);
  return ask(claims, { ...typed, do: button.value, ...(shown.carried ? { carried: shown.carried } : {}) });
}

describe('who may see the tab', () => {
  it.each<[string, Partial<TabClaims>, number]>([
    ['an address that Teams does not vouch for', { wrongKey: true }, 401],
    ['a token for another application', { audience: 'another' }, 401],
    ['a token of another issuer', { issuer: 'https://login.example/' }, 401],
    ['a token that names one tenant and was issued by another', { issuer: 'https://sts.windows.net/other/' }, 401],
    ['a token that has ended', { expiresIn: -600 }, 401],
    ['a token that was not made for a person’s tab', { scope: 'User.Read' }, 401],
    ['another organisation', { tenant: 'bbbbbbbb-0000-4000-8000-000000000002' }, 403],
  ])('not %s', async (_who, claims, status) => {
    const seen = await ask({ user: 'head', ...claims });
    expect(seen.status).toBe(status);
    expect(seen.text).not.toContain('My bookings');
  });

  it.each([undefined, '', 'nonsense', 'a.b.c'])('nobody without a token: %s', async (token) => {
    expect((await ask(token)).status).toBe(401);
  });

  it('takes a token of version 1, whose audience is the address in the manifest', async () => {
    const issuer = 'https://sts.windows.net/aaaaaaaa-0000-4000-8000-000000000001/';
    const audience = 'api://staffroom.example/botid-11111111-2222-4333-8444-555555555555';
    expect((await ask({ user: 'head', issuer, audience })).status).toBe(200);
  });
});

describe('the page itself', () => {
  it('may stand in a frame of Teams alone, runs our script alone, and says nothing of anybody', async () => {
    const page = await fetch(`${service.baseUrl}/teams/my`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toMatch(/frame-ancestors https:\/\/teams\.microsoft\.com /);
    expect(await page.text()).not.toContain(personas.headteacher.name);
    const other = await fetch(`${service.baseUrl}/privacy`);
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const script = await fetch(`${service.baseUrl}/teams/my.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect((await script.text()).length).toBeGreaterThan(10_000);
  });
});

describe('what is on it', () => {
  it('is what the Home tab in Slack has, word for word', async () => {
    await (await service.inTeams('head')).say('hello');
    const tab = await ask({ user: 'head' });
    await service.inSlack('U0HEAD').openHome();
    const home = readSlack(service.slack.state.homes.get('U0HEAD')?.shown.blocks);
    for (const line of home.filter((words) => !words.startsWith('[')))
      expect(wordsOf(tab.text)).toContain(wordsOf(line));
    expect(tab.text).toContain(personas.headteacher.name);
    expect(tab.text).toContain('Projects at Marrowfen');
  });

  it('books and cancels where it stands, as the chat would', async () => {
    const who = { user: 'head' };
    const event = await press(who, await ask(who), 'See details', 'Leadership briefing');
    const booked = await press(who, event, 'Book', 'Lincoln');
    expect(booked.text).toContain('Your place is booked.');
    expect((await ask(who)).text).toContain('You have 1 booking');
    const mine = await (await service.inTeams('head')).say('my bookings');
    expect(mine.text).toContain('Lincoln');
  });

  it('asks somebody new who they are, and then does what they had asked for', async () => {
    const who = { user: 'newcomer', name: 'Nia Newcombe' };
    const home = await ask(who);
    expect(home.text).toContain('Tell me your school and your role');
    const event = await press(who, home, 'See details', 'Leadership briefing');
    const form = await press(who, event, 'Book', 'Grantham');
    expect(form.carried).toBeDefined();
    const found = await press(who, form, 'Find my school', '', {
      'v.school': 'Marrowfen',
      'v.position': 'deputy_headteacher',
    });
    const settled = await press(who, found, "That's mine");
    expect(settled.text).toMatch(/Your place is booked|already/);
  });

  it('refuses an organiser’s act to somebody who is none, and writes it down', async () => {
    const seen = await ask({ user: 'head' }, { do: JSON.stringify({ verb: 'tickets', data: {} }) });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('organisers');
    expect(
      await service.database.prisma.auditEntry.count({ where: { act: 'tickets', outcome: 'not-allowed' } }),
    ).toBeGreaterThan(0);
  });

  it('takes nonsense for a press as a wish to see the page again', async () => {
    const seen = await ask({ user: 'head' }, { do: '{', carried: '[' });
    expect(seen.text).toContain('You have 1 booking');
  });
});
