import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type MailChannel, mailChannel } from '../../../src/channels/mail/port.js';
import type { OutgoingMail, Sending } from '../../../src/channels/port.js';
import type { MailSettings } from '../../../src/settings/mail.js';
import { startSmtp, type TestSmtp } from '../../support/mail/smtp.js';

const mail: OutgoingMail = {
  id: '0190f7a2-0000-7000-8000-000000000001',
  to: { name: 'Ada Marsh', address: 'ada@school.example' },
  subject: 'Confirmation: Leadership briefing',
  letter: {
    greeting: 'Dear Ada Marsh,',
    card: { fallback: 'Booked', blocks: [{ kind: 'text', text: 'Your place is booked.' }] },
    signature: 'Lincolnshire Learning Partnership',
    notes: [],
  },
};
const limits = { connectMs: 1_000, silentMs: 300, leftAloneMs: 0 };

const opened: Array<{ stop(): unknown }> = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.stop();
});

async function server(...given: Parameters<typeof startSmtp>): Promise<TestSmtp> {
  const smtp = await startSmtp(...given);
  opened.push(smtp);
  return smtp;
}

function channel(settings: MailSettings, given = limits): MailChannel {
  const made = mailChannel(settings, given);
  opened.push(made);
  return made;
}

/** What matters of an outcome. */
function said(sending: Sending) {
  const { kind, why, of, code } = sending as Partial<Record<'kind' | 'why' | 'of' | 'code', string>>;
  return [kind, why ?? of, code].filter(Boolean).join(', ');
}

describe('a mail server that takes a message', () => {
  it('gets it once, with a Message-ID made of the delivery, and answers go to the organisers', async () => {
    const smtp = await server();
    const { port } = channel(smtp.settings);
    expect(await port.send(mail)).toEqual({ kind: 'taken', messageId: `<${mail.id}@partnership.example>` });
    const [taken, ...more] = smtp.taken;
    expect(more).toEqual([]);
    expect(taken).toMatchObject({ from: 'events@partnership.example', to: ['ada@school.example'] });
    expect(taken?.mail).toMatchObject({
      messageId: `<${mail.id}@partnership.example>`,
      subject: 'Confirmation: Leadership briefing',
      from: { name: 'Lincolnshire Learning Partnership' },
      replyTo: [{ address: 'organisers@partnership.example' }],
    });
    expect(taken?.raw).toContain('Auto-Submitted: auto-generated');
    expect(taken?.raw).not.toContain('List-Unsubscribe');
  });

  it('is asked over connections that are kept, and over a new one where it has closed them', async () => {
    const smtp = await server();
    const { port } = channel(smtp.settings);
    for (let count = 0; count < 5; count += 1) await port.send(mail);
    expect(smtp.seen).toEqual({ connections: 1, data: 5 });
    smtp.cutAll();
    expect(said(await port.send(mail))).toBe('taken');
    expect(smtp.seen).toEqual({ connections: 2, data: 6 });
    await Promise.all(Array.from({ length: 20 }, () => port.send(mail)));
    expect(smtp.taken).toHaveLength(26);
    expect(smtp.seen.connections).toBeLessThanOrEqual(4);
  });

  it('is signed in to, and reached by TLS where the settings want it', async () => {
    const signedIn: string[] = [];
    const smtp = await server({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username = '', password = '' }, _session, done) => {
        signedIn.push(username);
        done(password === 'right' ? null : new Error('No'), { user: username });
      },
    });
    const of = (settings: Partial<MailSettings>) => channel({ ...smtp.settings, ...settings }).port.send(mail);
    expect(said(await of({ user: 'us', password: 'right' }))).toBe('taken');
    expect(said(await of({ user: 'us', password: 'wrong' }))).toBe('not-taken, sign-in');
    expect(signedIn).toEqual(['us', 'us']);
    expect(said(await of({ tls: 'required' }))).toBe('not-taken, sign-in');
    expect(smtp.taken).toHaveLength(1);
  });

  it('is told nothing when its certificate is not one that anybody vouches for', async () => {
    const smtp = await server({ disabledCommands: ['AUTH'] });
    expect(said(await channel({ ...smtp.settings, tls: 'required' }).port.send(mail))).toBe('not-taken, away');
    expect(smtp.seen.data).toBe(0);
  });

  it('may take its time', async () => {
    const smtp = await server();
    smtp.message = async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return undefined;
    };
    expect(said(await channel(smtp.settings).port.send(mail))).toBe('taken');
  });
});

describe('what a mail server says of a message', () => {
  it.each([
    ['an address that does not exist', 'recipient', 550, '5.1.1 No such user', 'gone, recipient, 550 5.1.1'],
    ['an address without an enhanced code', 'recipient', 553, 'No', 'gone, recipient, 553'],
    ['greylisting', 'recipient', 451, '4.7.1 Greylisted, come back', 'not-taken, busy, 451 4.7.1'],
    ['a full mailbox', 'recipient', 452, '4.2.2 Full', 'not-taken, busy, 452 4.2.2'],
    ['a relay that does not know us', 'recipient', 550, '5.7.1 Relaying denied', 'gone, message, 550 5.7.1'],
    ['that it does not let us send', 'sender', 553, '5.1.8 Not yours', 'not-taken, sign-in'],
    ['that it is busy', 'sender', 451, '4.3.2 Too many', 'not-taken, busy'],
    ['a message that it calls spam', 'message', 554, '5.7.1 Spam', 'gone, message, 554 5.7.1'],
    ['an address only after the message', 'message', 550, '5.1.1 No such user', 'gone, recipient, 550 5.1.1'],
    ['that it is busy, after the message', 'message', 451, '4.3.0 Later', 'not-taken, busy'],
  ] as const)('tells apart %s', async (_what, at, code, words, outcome) => {
    const smtp = await server();
    smtp[at] = () => ({ code, words });
    const { port } = channel(smtp.settings);
    expect(said(await port.send(mail))).toBe(outcome);
    smtp[at] = () => undefined;
    expect(said(await port.send(mail))).toBe('taken');
    expect(smtp.taken).toHaveLength(1);
  });

  it('knows that nothing was sent when the connection breaks before the end of the message', async () => {
    const smtp = await server();
    smtp.recipient = () => 'break';
    expect(said(await channel(smtp.settings).port.send(mail))).toBe('not-taken, away');
    expect(smtp.seen.data).toBe(0);
  });

  it.each(['break', 'silent'] as const)(
    'does not know it when the server falls away (%s) after the end',
    async (how) => {
      const smtp = await server();
      smtp.message = () => how;
      expect(said(await channel(smtp.settings).port.send(mail))).toBe('unknown');
      expect(smtp.seen.data).toBe(1);
    },
  );

  it('is not asked again and again while it cannot be reached', async () => {
    const smtp = await server();
    const { settings } = smtp;
    await smtp.stop();
    const { port } = channel(settings, { ...limits, leftAloneMs: 60_000 });
    expect(said(await port.send(mail))).toBe('not-taken, away');
    const again = await port.send(mail);
    expect(again).toMatchObject({ kind: 'not-taken', why: 'away' });
    expect(again.kind === 'not-taken' && (again.retryAfterMs ?? 0)).toBeGreaterThan(50_000);
  });

  it('is given up when it does not greet', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    opened.push({ stop: () => mute.close() });
    const at = mute.address();
    const smtp = await server();
    const settings = { ...smtp.settings, port: typeof at === 'object' ? (at?.port ?? 0) : 0 };
    expect(said(await channel(settings, { ...limits, connectMs: 200 }).port.send(mail))).toBe('not-taken, away');
  });
});

describe('what is written', () => {
  it('has an invitation as an alternative and as a file, as Outlook, Gmail and Apple Mail look for it', async () => {
    const smtp = await server();
    const body = ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'END:VCALENDAR', ''].join('\r\n');
    await channel(smtp.settings).port.send({
      ...mail,
      calendar: { method: 'REQUEST', name: 'briefing.ics', body },
    });
    const raw = smtp.taken[0]?.raw ?? '';
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
    expect(raw).toMatch(/Content-Type: application\/ics; name=briefing\.ics/i);
    expect(raw).toMatch(/Content-Disposition: attachment; filename=briefing\.ics/i);
    const alternatives = raw.indexOf('multipart/alternative');
    expect(
      [/text\/plain/, /text\/html/, /text\/calendar/].map((type) => raw.slice(alternatives).search(type) > 0),
    ).toEqual([true, true, true]);
  });

  it('offers one POST to unsubscribe where that is asked for', async () => {
    const smtp = await server();
    await channel(smtp.settings).port.send({ ...mail, unsubscribe: 'https://staffroom.example/my/x' });
    const unfolded = smtp.taken[0]?.raw.replace(/\r\n[ \t]/g, ' ') ?? '';
    expect(unfolded).toContain('List-Unsubscribe: <https://staffroom.example/my/x>');
    expect(unfolded).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  it('gets no header and no addressee from a name, a subject or the name of a file', async () => {
    const smtp = await server();
    const evil = 'A\r\nBcc: victim@else.example\r\nX-Evil: 1';
    await channel(smtp.settings).port.send({
      ...mail,
      to: { name: `${evil}", <victim@else.example>, "`, address: 'ada@school.example' },
      subject: `${evil}\u2028X-Evil: 2`,
      calendar: { method: 'CANCEL', name: `${evil}.ics`, body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
    });
    const [taken] = smtp.taken;
    expect(taken?.to).toEqual(['ada@school.example']);
    expect(taken?.mail.to?.map(({ address }) => address)).toEqual(['ada@school.example']);
    expect(taken?.mail.headers.filter(({ key }) => ['bcc', 'x-evil', 'cc'].includes(key))).toEqual([]);
    expect(taken?.raw).not.toMatch(/^(Bcc|X-Evil):/im);
  });
});
