import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { buttonsOf } from '../../support/teams/adaptive-card.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start, round, single }) => {
  const place = `${round.elsewhere} ${round.short}`;
  let service: TestService;
  beforeAll(async () => {
    service = await start();
    // Somebody holds a place at the one event, it is full, and somebody waits.
    await (await service.chatAs('headteacher', 'comes')).say(`book the ${single.said}`);
    const event = { title: { contains: single.part, mode: 'insensitive' } } as const;
    await service.database.prisma.session.updateMany({ where: { event }, data: { capacity: 1 } });
    await (await service.chatAs('board', 'waits')).say(`put me on the waiting list for ${single.said}`);
  });
  afterAll(() => service.stop());

  const registrations = () => service.database.prisma.registration.count({ where: { state: 'confirmed' } });

  describe('what organisers say of an event that they run', () => {
    it.each([
      [`cancel the ${place}`, 'Cancel the session?'],
      [`please call off the ${place}`, 'Cancel the session?'],
      [`i need to cancel the ${place}`, 'Cancel the session?'],
      [`we are going to have to move the ${single.said} to 30 june`, 'Change the session'],
      [`could you make a copy of the ${single.said}`, 'Copy'],
      [`we'd like to close registration for the ${single.said}`, 'Booking closes'],
      [`i want to copy the ${single.said} for next year`, 'Copy'],
      [`can we stop taking bookings for the ${single.said} now`, 'Booking closes'],
      [`scrap the ${single.said}`, 'Cancel the event?'],
      [`move the ${place} to 10am`, 'Change the session'],
      [`postpone the ${single.said}`, 'Change the session'],
      [`push the ${place} back to 11am`, 'Change the session'],
      [`door list for the ${place}`, 'Door list'],
      [`print the door list for the ${place}`, 'Door list'],
      [`write to everyone coming to the ${single.said}`, 'Write to'],
      [`email everybody booked on the ${single.said}`, 'Write to'],
      [`tell everyone at the ${single.said} that parking is tight`, 'Write to'],
      [`copy the ${single.said}`, 'Copy'],
      [`duplicate the ${single.said} for next term`, 'Copy'],
      [`copy the ${round.series} to next term`, 'Copy'],
      [`who is coming to the ${single.said}`, 'Who is coming'],
      [`take jo off the ${place}`, 'Who is coming'],
      [`can you cancel jo's place at the ${place}`, 'Who is coming'],
      [`who waits for ${single.part}`, 'Waiting for'],
      [`open booking for the ${single.said}`, 'Published'],
      [`move the phonics ${round.short} to 10am`, 'Which one do you mean?'],
      [`the ${single.said} is off`, 'Cancel the event?'],
      [`make room for 5 more at the ${single.said}`, 'Places'],
      [`how is the ${single.said} shaping up`, 'Who is coming'],
      [`badges for the ${single.said} please, could somebody print them`, 'Badges'],
      ['can you draw up something for the committee', 'Committee paper'],
      ['who has been put forward', 'Nominations to decide'],
      ['is anybody waiting for a reply from us', 'questions'],
    ])('"%s" opens it, and changes nothing', async (words, shown) => {
      const before = await registrations();
      const chat = await service.chatAs('organiser', `runs-${words.replaceAll(' ', '-')}`);
      expect((await chat.say(words)).text).toContain(shown);
      expect(await registrations()).toBe(before);
    });

    it.each([
      `take jo off the ${place}`,
      `can you cancel jo's place at the ${place}`,
      `remove jo from the ${single.said} please`,
    ])('"%s" gives up no place of a member’s own', async (words) => {
      const chat = await service.chatAs('headteacher', `for-jo-${words.replaceAll(' ', '-')}`);
      expect((await chat.say(words)).text).toContain('I know of no place of theirs that you booked.');
    });

    it.each([`cancel the ${place}`, `move the ${place} to 10am`, `copy the ${single.said}`])(
      '"%s" opens nothing for a member',
      async (words) => {
        const before = await registrations();
        const chat = await service.chatAs('headteacher', `asks-${words.replaceAll(' ', '-')}`);
        expect((await chat.say(words)).text).not.toMatch(/Cancel the session\?|Change the session|as a draft/);
        expect(await registrations()).toBe(before);
      },
    );
  });

  describe('an organiser who holds a place at what they run', () => {
    beforeAll(async () => {
      const startsAt = new Date(service.clock.now().getTime() + 40 * 86_400_000);
      const now = service.clock.now();
      await makeSession(service.database.prisma, now, { capacity: 5, title: 'Wagtail evening', startsAt });
    });

    it.each([
      ['My place only', 'Cancel your place at Wagtail evening?'],
      ['The session', 'Cancel the session?'],
    ])('is asked which of the two is to be cancelled: %s', async (label, shown) => {
      const chat = await service.chatAs('organiser', `both-${label.replaceAll(' ', '-')}`);
      await chat.say('book me on the Wagtail evening');
      const asked = await chat.say('i need to cancel the Wagtail evening');
      expect(asked.text).toContain('Your own place, or the session for everybody?');
      expect((await chat.click(asked.card, label)).text).toContain(shown);
    });

    it('is not asked who says that they cannot come', async () => {
      const chat = await service.chatAs('organiser', 'own-only');
      await chat.say('book me on the Wagtail evening');
      expect((await chat.say('i cant make the Wagtail evening')).text).toContain(
        'Cancel your place at Wagtail evening?',
      );
    });
  });

  describe('more events of one name than a card has buttons for', () => {
    const days = Array.from({ length: 9 }, (_, at) => 30 + at);
    beforeAll(async () => {
      for (const day of days) {
        const startsAt = new Date(service.clock.now().getTime() + day * 86_400_000);
        await makeSession(service.database.prisma, service.clock.now(), {
          capacity: 5,
          title: 'Kestrel evening',
          startsAt,
        });
      }
    });

    it.each([
      'cancel the Kestrel evening',
      'announce the Kestrel evening',
      'who is reminded of the Kestrel evening?',
      'waiting list for the Kestrel evening',
      'is there parking at the Kestrel evening?',
    ])('"%s" lists them all, page by page, with at most six buttons on each', async (words) => {
      const chat = await service.chatAs('organiser', `lists-${words.replaceAll(' ', '-')}`);
      const asked = await chat.say(words);
      expect(asked.text).toContain('Page 1 of 2');
      expect(buttonsOf(asked.card).length).toBeLessThanOrEqual(6);
      const read = await chat.readOn(asked);
      const shown = new Set(read.match(/\d+ (?:December|January) \d{4}/g));
      expect([read.match(/Kestrel evening/g)?.length, shown.size]).toEqual([9, 9]);
    });
  });
});
