import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

let service: TestService;

describe.each(journeyWorlds)('in $title', (world) => {
  const { words, round, head } = world;
  beforeAll(async () => {
    service = await world.start();
  });
  afterAll(() => service.stop());

  it('nothing of any other partnership is read, in the welcome, the help and the programme', async () => {
    const chat = await service.chatAs('headteacher', 'reads');
    const shown = [
      await chat.install(),
      await chat.say('help'),
      await chat.say("what's on"),
      await chat.say('projects'),
    ];
    const text = shown.map((seen) => seen.text).join('\n');
    expect(text).not.toMatch(world.foreign);
    expect(text).toContain(round.book);
    expect(text).toContain(words.project);
  });

  it('a head books by the words of the help, somebody waits where it is full, and a place is moved and cancelled', async () => {
    const chat = await service.chatAs('headteacher', 'books');
    const booked = await chat.say(round.book);
    expect(booked.text).toContain('Your place is booked.');
    expect(booked.text).toContain(round.venue);
    const elsewhere = await chat.say(`cancel my place at the ${round.elsewhere} ${round.series}`);
    expect(elsewhere.text).toMatch(new RegExp(`You have no booking for .*: ${round.elsewhere}\\.`));
    await chat.say('no');
    const late = await service.chat('comes-late', { name: 'Late Comer' });
    const asked = await late.say(world.full);
    const found = await late.submit(asked.card, { school: head.shortly, position: 'headteacher' });
    expect((await late.click(found.card, "That's mine")).text).toContain('full');
    const moved = await chat.say(`move me to ${round.elsewhere}`);
    expect(moved.text).toContain(`to ${round.elsewhere}?`);
    expect((await chat.click(moved.card, 'Move here')).text).toContain(round.elsewhereVenue);
    const cancelling = await chat.say(`cancel my place at the ${round.series}`);
    expect((await chat.click(cancelling.card, 'Yes, cancel my place')).text).toContain('is cancelled');
  });

  it('what is online and what is on in a place is found', async () => {
    const chat = await service.chatAs('headteacher', 'online');
    expect((await chat.say(world.online)).text).toContain('Online');
    expect((await chat.say(`anything in ${world.governors.place}?`)).text).toContain(world.governors.there);
  });

  it('what is on in a district is found by its name, and in the area as far as anybody has said what belongs to it', async () => {
    const chat = await service.chatAs('headteacher', 'goes-there');
    for (const words of [`events in ${world.district.name}`, `whats on in ${world.district.name.toLowerCase()}?`]) {
      const there = await chat.say(words);
      expect(there.text, words).toContain(world.district.venue);
      expect(there.text, words).not.toContain(world.governors.place);
    }
    expect((await chat.say(`what's on in ${world.area.name}`)).text).toContain(world.area.said);
    expect((await chat.say(`is ${round.elsewhere} full?`)).text).toMatch(/places? left|full/);
  });

  it('its own articles answer, and those of others do not', async () => {
    const chat = await service.chatAs('headteacher', 'asks');
    expect((await chat.say(world.known[0])).text).toContain(world.known[1]);
    expect((await chat.say(world.unknown)).text).not.toMatch(world.foreign);
  });

  it('figures are in its own words: by part, in all of it, of the last round', async () => {
    const chat = await service.chatAs('board', 'counts');
    expect((await chat.say(`how many came to the last ${round.series}?`)).text).toContain(`${round.held}`);
    const byPart = await chat.say(`how many schools came to the ${round.series} by ${words.locality}?`);
    for (const place of words.places) expect(byPart.text).toContain(`\n${place}\n`);
    expect(byPart.text.toLowerCase()).toContain(words.locality);
    const most = await chat.say(`which ${words.locality} had the most people at the last ${round.series}?`);
    expect(most.text).toMatch(new RegExp(`the most of \\d+ ${words.localities}`));
    const all = await chat.say(`how many primary schools are there in ${words.alsoCalled}?`);
    expect(all.text).toContain(`${words.primaries}`);
    expect(all.text).not.toContain('had somebody there');
    expect(`${byPart.text}${most.text}${all.text}`).not.toMatch(world.foreign);
  });

  it('an event is planned and published in its own words', async () => {
    const chat = await service.chatAs('organiser', 'organises');
    const form = await chat.say('create an event');
    const draft = await chat.submit(form.card, { series: world.governors.series, title: 'Finance for governors' });
    const audience = await chat.click(draft.card, 'Change', 'Audience and places');
    expect(audience.text).toContain(`Only in these ${words.localities}`);
    for (const place of words.places) expect(audience.text).toContain(place);
    const session = await chat.click(draft.card, 'Add a session');
    const ready = await chat.submit(session.card, {
      link: 'https://meet.example/finance',
      date: '2027-02-03',
      start: '18:00',
      end: '19:30',
    });
    const preview = await chat.click(ready.card, 'Preview and publish');
    expect(preview.text).toContain(`This is what ${words.members} will see:`);
    const members = words.members.charAt(0).toUpperCase() + words.members.slice(1);
    expect((await chat.click(preview.card, 'Publish now')).text).toContain(`Published. ${members} can see it now.`);
  });

  it('a school is known by a part of its name', async () => {
    const chat = await service.chat('finds-school', { name: 'Finds School' });
    const asked = await chat.say(`my school is ${head.shortly}`);
    const found = await chat.submit(asked.card, { school: head.shortly, position: 'deputy_headteacher' });
    expect(found.text).toContain(head.school);
  });

  it('an event is announced to one of its parts, and reminded of', async () => {
    const chat = await service.chatAs('organiser', 'announces');
    const place = words.silent;
    const form = await chat.say(`announce the ${world.announced} to heads in ${place}`);
    expect(form.text).toContain(`Only in these ${words.localities}`);
    const preview = await chat.submit(form.card, {});
    expect(preview.text).toContain(`in ${place}`);
    expect(preview.text).toContain('whom I cannot reach');
    const who = await chat.say(`who gets the reminder of the ${world.calledOff}?`);
    expect(who.text).toMatch(new RegExp(`Who is reminded of ${world.calledOff}`, 'i'));
  });

  it('the audit trail is searched in its own words', async () => {
    const chat = await service.chatAs('administrator', 'audits');
    const found = await chat.say(`audit trail of the ${words.cluster}`);
    expect(found.text).toContain('Audit trail');
    expect(found.text).not.toContain('I do not know anybody');
  });

  it('its own questions and answers are taken in, and answer', async () => {
    const chat = await service.chatAs('organiser', 'takes-in');
    const found = await chat.submit((await chat.say('paste articles')).card, {
      text: 'Who signs off a school trip abroad?\nThe director of outings, six weeks before.',
    });
    await chat.submit((await chat.click(found.card, 'Choose')).card, {});
    const asking = await service.chatAs('headteacher', 'asks-of-trips');
    expect((await asking.say('who signs off a trip abroad?')).text).toContain('The director of outings');
  });

  it('everybody is told what is theirs and what is held, and the organisers what needs doing', async () => {
    const chat = await service.chatAs('headteacher', 'looks');
    expect((await chat.say('who am I?')).text).toContain(head.school);
    await chat.say(round.book);
    expect((await chat.say('my bookings')).text).toContain(round.venue);
    const organiser = await service.chatAs('organiser', 'oversees');
    const shown = [
      await organiser.say(`who is coming to the ${round.series}?`),
      await organiser.say('manage events'),
      await organiser.say('what needs doing?'),
      await organiser.say('articles'),
      await organiser.say('failed messages'),
    ];
    const text = shown.map((seen) => seen.text).join('\n');
    expect(text).toContain(head.name);
    expect(text).not.toMatch(world.foreign);
  });

  it('an event is called off, and nobody else’s is touched', async () => {
    const chat = await service.chatAs('organiser', 'calls-off');
    const asked = await chat.say(`cancel the ${world.calledOff}`);
    const done = await chat.submit(asked.card, { reason: 'The speaker is ill.' });
    expect(done.text).toContain('Cancelled');
    const reading = await service.chatAs('headteacher', 'reads-after');
    expect((await reading.say(`when is the ${world.calledOff}?`)).text).toContain('cancelled: The speaker is ill.');
    expect((await reading.say(`when is the next ${round.series}?`)).text).not.toContain('cancelled');
  });
});
