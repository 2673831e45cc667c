import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../../src/app/commit.js';
import { scheduleDelivery } from '../../src/app/messages/schedule-delivery.js';
import { eventually } from '../support/eventually.js';
import { startSmtp, type TestSmtp } from '../support/mail/smtp.js';
import { startTestService, type TestService } from '../support/service.js';
import { makeSession } from '../support/worlds/programme.js';

const bouncesToken = 'a-secret-of-the-mailbox';
let smtp: TestSmtp;
let service: TestService;
beforeAll(async () => {
  smtp = await startSmtp();
  service = await startTestService(undefined, { mail: { ...smtp.settings, bouncesToken } });
});
afterAll(async () => {
  await service.stop();
  await smtp.stop();
});

const prismaOf = () => service.database.prisma;

/** A mail to somebody without a chat, as the server took it. */
async function mailTo(name: string) {
  const email = `${name.toLowerCase()}@school.example`;
  const { id: personId } = await prismaOf().person.create({ data: { name, email } });
  const sessionId = await makeSession(prismaOf(), service.clock.now(), { capacity: 5, title: `For ${name}` });
  const { id } = await prismaOf().registration.create({
    data: { sessionId, personId, state: 'confirmed', confirmedAt: service.clock.now() },
  });
  const delivery = { kind: 'booked-for-you', to: { personId }, payload: { registrationId: id } } as const;
  await commit(service.core, (tx) => scheduleDelivery(service.core, tx, { key: `bounce:${id}`, ...delivery }));
  const find = () => smtp.taken.find(({ to }) => to.includes(email));
  await eventually(() => expect(find()).toBeDefined());
  const stateOf = () => prismaOf().delivery.findFirstOrThrow({ where: { key: `bounce:${id}` } });
  await eventually(async () => expect((await stateOf()).state).toBe('sent'));
  return { personId, email, raw: find()?.raw ?? '', stateOf };
}

interface Report {
  readonly email: string;
  readonly raw: string;
  readonly action?: 'failed' | 'delayed';
  readonly status?: string;
  readonly diagnostic?: string;
  /** Servers send the whole message back, or its header alone. */
  readonly headerOnly?: boolean;
}

/** As Exchange Online and Postfix write it (RFC 3462, 3464). */
function report({ email, raw, action = 'failed', status = '5.1.10', headerOnly, ...given }: Report): string {
  const diagnostic = given.diagnostic ?? `smtp;550 ${status} RESOLVER.ADR.RecipientNotFound; Recipient\r\n not found`;
  const header = raw.split('\r\n\r\n')[0] ?? '';
  return [
    'From: postmaster@school.example',
    'To: events@partnership.example',
    'Subject: Undeliverable: Booking',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"',
    'MIME-Version: 1.0',
    '',
    '--=_b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Your message to ${email} couldn't be delivered.`,
    '--=_b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns;LO2P265MB.example',
    'Received-From-MTA: dns;mail.partnership.example',
    '',
    `Final-Recipient: rfc822;${email}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${diagnostic}`,
    '',
    '--=_b',
    headerOnly ? 'Content-Type: text/rfc822-headers' : 'Content-Type: message/rfc822',
    '',
    headerOnly ? header : raw,
    '--=_b--',
    '',
  ].join('\r\n');
}

/** The same, as somebody forwards it from the mailbox: attached to a mail of their own. */
function forwarded(mail: string): string {
  return [
    'From: office@partnership.example',
    'Subject: Fwd: Undeliverable',
    'Content-Type: multipart/mixed; boundary="=_f"',
    '',
    '--=_f',
    'Content-Type: text/plain',
    '',
    'See below.',
    '--=_f',
    'Content-Type: message/rfc822',
    '',
    mail,
    '--=_f--',
    '',
  ].join('\r\n');
}

async function post(
  mail: string,
  token = bouncesToken,
): Promise<{ readonly status: number; readonly outcome?: string }> {
  const response = await fetch(`${service.baseUrl}/mail/bounces`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'message/rfc822' },
    body: mail,
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const refusalOf = (personId: string) => prismaOf().mailRefusal.findUnique({ where: { personId } });

describe('a mail that comes back later', () => {
  it('is recorded against the address, counts as a message that did not arrive, and ends mail to it; once', async () => {
    const mail = await mailTo('Returned');
    expect(await post(report(mail))).toEqual({ status: 200, outcome: 'noted' });
    expect(await refusalOf(mail.personId)).toMatchObject({ kind: 'hard', code: '550 5.1.10' });
    expect(await mail.stateOf()).toMatchObject({
      state: 'failed',
      fault: 'mail/came back hard/550 5.1.10',
    });
    expect(await post(report(mail))).toEqual({ status: 200, outcome: 'already' });
    const organiser = await service.chatAs('organiser', 'reads-failed');
    expect((await organiser.say('failed messages')).text).toContain(
      'The e-mail came back: the person’s mail server refuses their address. (550 5.1.10)',
    );
  });

  it('is found in what somebody forwards, with the header of ours alone', async () => {
    const mail = await mailTo('Forwarded');
    expect(await post(forwarded(report({ ...mail, headerOnly: true })))).toEqual({ status: 200, outcome: 'noted' });
    expect((await mail.stateOf()).state).toBe('failed');
  });

  it('is a soft refusal where the server still tries or the mailbox is full, and none where it refuses what is said', async () => {
    const delayed = await mailTo('Delayed');
    await post(
      report({ ...delayed, action: 'delayed', status: '4.4.1', diagnostic: 'smtp;451 4.4.1 Connection timed out' }),
    );
    expect(await refusalOf(delayed.personId)).toMatchObject({ kind: 'soft', code: '451 4.4.1' });
    expect((await delayed.stateOf()).state).toBe('sent');
    await post(report({ ...delayed, status: '4.4.7' }));
    expect((await delayed.stateOf()).state).toBe('failed');
    const policy = await mailTo('Policy');
    await post(report({ ...policy, status: '5.7.1', diagnostic: 'smtp;550 5.7.1 Message rejected as spam' }));
    expect(await refusalOf(policy.personId)).toBeNull();
    expect((await policy.stateOf()).state).toBe('failed');
  });

  it('says nothing of an address that the person has had since', async () => {
    const mail = await mailTo('Moved');
    await prismaOf().person.update({ where: { id: mail.personId }, data: { email: 'new@school.example' } });
    expect((await post(report(mail))).outcome).toBe('noted');
    expect(await refusalOf(mail.personId)).toBeNull();
  });

  it('is passed over where it is none of ours, and where the secret is wrong nothing is there', async () => {
    const mail = await mailTo('Untouched');
    const foreign = mail.raw.replace(
      /^Message-ID:.*$/im,
      'Message-ID: <0190f7a2-0000-7000-8000-000000000001@elsewhere.example>',
    );
    expect((await post(report({ ...mail, raw: foreign }))).outcome).toBe('unknown');
    expect((await post('Subject: Out of office\r\n\r\nBack on Monday.')).outcome).toBe('no-report');
    expect((await post('\u0000\u0001 no mail at all')).outcome).toBe('no-report');
    expect((await post(report(mail), 'a-guess-of-somebody')).status).toBe(404);
    expect((await post(report({ ...mail, diagnostic: 'x'.repeat(5_000_000) }))).status).toBe(413);
    expect((await mail.stateOf()).state).toBe('sent');
    expect(await refusalOf(mail.personId)).toBeNull();
  });
});
