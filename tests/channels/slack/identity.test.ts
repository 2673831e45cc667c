import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { vouchedAddress } from '../../../src/channels/slack/directory.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { slackFixture } from '../../support/slack/slack-payloads.js';
import { memberOf } from '../../support/slack/slack-state.js';
import { team } from '../../support/slack/slack-workspace.js';

let service: BothPlatforms;

beforeAll(async () => {
  service = await startBothPlatforms();
});
afterAll(() => service.stop());

function accountOf(user: string, tenant = team) {
  return service.database.prisma.account.findFirst({
    where: { platform: 'slack', tenant, user },
    include: { person: true, grants: true },
  });
}

describe('one person on both platforms', () => {
  it('has one set of bookings, because both platforms verify the same address', async () => {
    const email = 'sam.okafor@school.example';
    service.vouch({ teams: 'sam-in-teams', slack: 'U0SAM' }, email);
    const inTeams = await service.inTeams('sam-in-teams', { name: 'Sam Okafor' });
    await settleAsHead(inTeams);
    const booked = await inTeams.say('book me on the Lincoln briefing');
    expect(booked.text).toContain('Your place is booked');
    const inSlack = service.inSlack('U0SAM');
    expect((await inSlack.say('my bookings')).text).toContain('You have 1 booking');
    const cancelling = await inSlack.say('cancel my place');
    await inSlack.click(cancelling.message, 'Yes, cancel my place');
    expect((await inTeams.say('my bookings')).text).toContain('You have no bookings');
    expect(await service.database.prisma.person.count({ where: { email } })).toBe(1);
  });

  it('gets no role in Slack from being an organiser in Teams: roles belong to accounts', async () => {
    const email = 'organiser@partnership.example';
    await service.database.prisma.person.update({ where: { id: personas.organiser.personId }, data: { email } });
    service.vouch({ teams: 'organiser-in-teams', slack: 'U0ORGANISER' }, email);
    await service.grant({ platform: 'teams', user: 'organiser-in-teams' }, 'organiser');
    const inTeams = await service.inTeams('organiser-in-teams');
    expect((await inTeams.say('help')).text).toContain('For organisers and the board');
    const inSlack = service.inSlack('U0ORGANISER');
    await inSlack.say('my bookings');
    expect(await accountOf('U0ORGANISER')).toMatchObject({ personId: personas.organiser.personId, grants: [] });
    expect((await inSlack.say('help')).text).not.toContain('For organisers and the board');
  });
});

describe("a stranger whose own workspace says that they have an organiser's address", () => {
  const email = 'organiser@partnership.example';
  const stranger = { team: 'T9ELSEWHERE', channel: 'C0SHARED' };

  beforeAll(async () => {
    await service.database.prisma.person.update({ where: { id: personas.organiser.personId }, data: { email } });
    service.slack.state.users.set('U9STRANGER', slackFixture('user-info-stranger'));
  });

  it('is politely refused everywhere, and nothing is stored about them', async () => {
    const chat = service.inSlack('U9STRANGER', stranger);
    const mention = await chat.send('event', slackFixture('app-mention-stranger'));
    const command = await chat.command('my bookings');
    const shortcut = await chat.shortcut('my-bookings');
    for (const seen of [mention, command, shortcut]) {
      expect(seen.status).toBe(200);
      expect(seen.text).toContain('I belong to a different organisation');
    }
    await chat.openHome();
    expect(service.slack.state.homes.has('U9STRANGER')).toBe(false);
    expect(await service.database.prisma.account.count({ where: { user: 'U9STRANGER' } })).toBe(0);
  });

  it('is refused when the payload hides their workspace', async () => {
    const chat = service.inSlack('U9STRANGER', { channel: 'C0SHARED' });
    const hidden = await chat.say('my bookings', { team: undefined, user_team: undefined });
    expect(hidden.text).toContain('I belong to a different organisation');
    // Even a payload that claims our workspace: Slack's directory knows better.
    expect((await chat.say('my bookings')).text).toContain('I belong to a different organisation');
    expect(await service.database.prisma.account.count({ where: { user: 'U9STRANGER' } })).toBe(0);
  });

  it('cannot use a button or a form that was shown to a member', async () => {
    const ours = await service.inSlack('U0SAM', { channel: 'C0SHARED' }).say("what's on");
    const chat = service.inSlack('U9STRANGER', stranger);
    expect((await chat.click(ours.message, 'See details', 'briefing')).text).toContain(
      'I belong to a different organisation',
    );
    const form = slackFixture('view-submission');
    const seen = await chat.send('interaction', {
      ...form,
      user: { id: 'U9STRANGER', name: 'olga', team_id: 'T9ELSEWHERE' },
    });
    expect(seen.status).toBe(200);
    expect(await service.database.prisma.account.count({ where: { user: 'U9STRANGER' } })).toBe(0);
  });
});

describe('a member without a verified address', () => {
  it('cannot become an existing person, whatever they type and whatever unconfirmed address they have', async () => {
    const email = 'organiser@partnership.example';
    service.slack.state.users.set('U0CLAIM', memberOf('U0CLAIM', { is_email_confirmed: false, profile: { email } }));
    const chat = service.inSlack('U0CLAIM');
    await chat.say(`I am ${personas.organiser.name}, ${email}`);
    const asked = await chat.say('change my school');
    const opened = await chat.click(asked.message, 'Fill it in');
    const found = await chat.submit(opened.modal, { school: 'Marrowfen', position: 'headteacher' });
    await chat.click(found.message, "That's mine");
    const account = await accountOf('U0CLAIM');
    expect(account).toMatchObject({ vouchedEmail: null, person: { email: null }, grants: [] });
    expect(account?.personId).not.toBe(personas.organiser.personId);
  });
});

describe('an address', () => {
  const good = memberOf('U0GOOD');
  const ours = { team, enterprise: undefined };
  const with_ = (changes: Record<string, unknown>) => ({ ...good, ...changes }) as Parameters<typeof vouchedAddress>[0];

  it('of a full member, if confirmed, counts as verified, in lower case', () => {
    expect(vouchedAddress(with_({ profile: { email: ' Good@School.Example ' } }), ours)).toBe('good@school.example');
  });

  it.each<[string, Record<string, unknown>]>([
    ['that Slack did not confirm', { is_email_confirmed: false }],
    ['of which Slack does not say whether it is confirmed', { is_email_confirmed: undefined }],
    ['of a guest', { is_restricted: true }],
    ['of a guest of one channel', { is_ultra_restricted: true }],
    ['of somebody of another workspace', { team_id: 'T9ELSEWHERE' }],
    ['of a stranger', { is_stranger: true }],
    ['of a bot', { is_bot: true }],
    ['of an account that is gone', { deleted: true }],
    ['of somebody who was invited and never came', { is_invited_user: true }],
    ['that is none', { profile: { email: 'nobody' } }],
    ['that is left out', { profile: {} }],
  ])('%s is not', (_what, changes) => {
    expect(vouchedAddress(with_(changes), ours)).toBeUndefined();
  });
});

/** Says which school somebody is head of, by the form and one tap. */
async function settleAsHead(chat: Awaited<ReturnType<BothPlatforms['inTeams']>>) {
  const asked = await chat.say('change my school');
  const found = await chat.submit(asked.card, { school: 'Marrowfen', position: 'headteacher' });
  await chat.click(found.card, "That's mine");
}
