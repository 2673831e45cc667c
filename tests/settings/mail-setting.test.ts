import { describe, expect, it } from 'vitest';
import { readConfig, SettingsFault } from '../../src/settings/config.js';

const from = 'Lincolnshire Learning Partnership <events@partnership.example>';

function faultsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
    return '';
  } catch (fault) {
    return fault instanceof SettingsFault ? fault.message : String(fault);
  }
}

describe('the settings of e-mail', () => {
  it('are none when nothing is set', () => {
    expect(readConfig({}).mail).toBeUndefined();
    expect(readConfig({ SMTP_URL: '', MAIL_FROM: '' }).mail).toBeUndefined();
  });

  it('name the server, the sender and where answers go', () => {
    const env = {
      SMTP_URL: 'smtp://us%40partnership.example:s%3Acret@mail.partnership.example',
      MAIL_FROM: from,
      MAIL_REPLY_TO: 'mailto:organisers@partnership.example',
      MAIL_PER_MINUTE: '30',
    };
    expect(readConfig(env).mail).toEqual({
      ...{ host: 'mail.partnership.example', port: 587, tls: 'required', perMinute: 30 },
      ...{ user: 'us@partnership.example', password: 's:cret' },
      from: { name: 'Lincolnshire Learning Partnership', address: 'events@partnership.example' },
      replyTo: { name: '', address: 'organisers@partnership.example' },
    });
  });

  it.each([
    ['smtps://mail.partnership.example', { port: 465, tls: 'from-start' }],
    ['smtp://mail.partnership.example:25', { port: 25, tls: 'required' }],
    ['smtp://relay.council.example:25?tls=if-offered', { port: 25, tls: 'if-offered' }],
    ['smtp://127.0.0.1:1025', { port: 1025, tls: 'if-offered' }],
    ['smtp://[::1]:1025', { host: '::1', tls: 'if-offered' }],
  ])('send nothing without TLS, unless the server is on this machine or it is said so: %s', (url, expected) => {
    expect(readConfig({ SMTP_URL: url, MAIL_FROM: from }).mail).toMatchObject(expected);
  });

  it.each([
    [{ SMTP_URL: 'mail.partnership.example', MAIL_FROM: from }, 'SMTP_URL must be like smtp://'],
    [{ SMTP_URL: 'https://mail.partnership.example', MAIL_FROM: from }, 'SMTP_URL must be like smtp://'],
    [{ SMTP_URL: 'smtp://mail.partnership.example' }, 'MAIL_FROM must be the address that mails come from'],
    [{ SMTP_URL: 'smtp://mail.partnership.example', MAIL_FROM: 'nobody' }, 'MAIL_FROM must be the address'],
    [{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: from, MAIL_REPLY_TO: 'a@b' }, 'MAIL_REPLY_TO must be an address'],
    [{ MAIL_FROM: from }, 'need SMTP_URL'],
    [{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: from, MAIL_PER_MINUTE: '0' }, 'MAIL_PER_MINUTE must be 1 or more'],
  ])('are refused in words when they are wrong: %j', (env, words) => {
    expect(faultsOf(env as Record<string, string>)).toContain(words);
  });

  it('never show a password in a fault', () => {
    expect(faultsOf({ SMTP_URL: 'smtp://us:s3cret@', MAIL_FROM: from })).not.toContain('s3cret');
  });
});
