import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { headsSchool, startTrustPartnership } from '../../support/worlds/trust-partnership.js';

let service: TestService;
beforeAll(async () => {
  service = await startTrustPartnership();
});
afterAll(() => service.stop());

describe('a trust of 14 schools in two counties', () => {
  it('reads nothing of any other partnership, in the welcome, the help and the programme', async () => {
    const chat = await service.chatAs('headteacher', 'reads');
    const shown = [
      await chat.install(),
      await chat.say('help'),
      await chat.say("what's on"),
      await chat.say('projects'),
    ];
    const text = shown.map((seen) => seen.text).join('\n');
    expect(text).not.toMatch(/Lincoln|Boston|Mobilise|LLP/);
    expect(text).toContain('book me on the Oxmoor forum');
    expect(text).toContain('Rising Leaders');
  });

  it('books by the words of the help, waits where it is full, moves, and cancels', async () => {
    const chat = await service.chatAs('headteacher', 'books');
    const booked = await chat.say('book me on the Oxmoor forum');
    expect(booked.text).toContain('Your place is booked.');
    expect(booked.text).toContain('Oxmoor Guildhall');
    const late = await service.chat('comes-late', { name: 'Late Comer' });
    const asked = await late.say('book me on the Oxmoor forum');
    const found = await late.submit(asked.card, { school: 'Calder Point Hill', position: 'headteacher' });
    expect((await late.click(found.card, "That's mine")).text).toContain('full');
    const moved = await chat.say('move me to Thornby');
    expect((await chat.click(moved.card, 'Move here', 'Thornby')).text).toContain('The Net Loft');
    const cancelling = await chat.say('cancel my place at the heads forum');
    expect((await chat.click(cancelling.card, 'Yes, cancel my place')).text).toContain('is cancelled');
  });

  it('asks for online sessions and for sessions by day', async () => {
    const chat = await service.chatAs('headteacher', 'online');
    expect((await chat.say('when is the history subject day?')).text).toContain('Online');
    expect((await chat.say('anything in Calder Point?')).text).toContain('Governors evening');
  });

  it('answers from its own articles, and says so when nothing is written', async () => {
    const chat = await service.chatAs('headteacher', 'asks');
    expect((await chat.say('how do I get a supply teacher?')).text).toContain('Ring the pool before 7am');
    expect((await chat.say('can we borrow the minibus?')).text).toContain('The Oxmoor office keeps the diary');
    expect((await chat.say('what is the One Plan?')).text).not.toContain('Lincolnshire');
  });

  it('counts in its own words: by hub, in the trust, of the last forum', async () => {
    const chat = await service.chatAs('board', 'counts');
    expect((await chat.say('how many came to the last heads forum?')).text).toContain('9');
    const byHub = await chat.say('how many schools came to the heads forum by hub?');
    expect(byHub.text).toMatch(/Thornby[\s\S]*Calder Point|Calder Point[\s\S]*Thornby/);
    expect(byHub.text).toContain('Hub');
    const most = await chat.say('which hub had the most people at the last heads forum?');
    expect(most.text).toMatch(/the most of \d+ hubs/);
    expect(`${byHub.text}${most.text}`).not.toMatch(/localit/i);
    expect((await chat.say('how many primary schools are there in 3RLT?')).text).toContain('6');
  });

  it('organises in its own words', async () => {
    const chat = await service.chatAs('organiser', 'organises');
    const form = await chat.say('create an event');
    const draft = await chat.submit(form.card, { series: 'Governors evening', title: 'Finance for governors' });
    const audience = await chat.click(draft.card, 'Change', 'Audience and places');
    expect(audience.text).toContain('Only in these hubs');
    expect(audience.text).toContain('Calder Point, Oxmoor, Thornby');
    const session = await chat.click(draft.card, 'Add a session');
    const ready = await chat.submit(session.card, {
      link: 'https://meet.example/finance',
      date: '2027-02-03',
      start: '18:00',
      end: '19:30',
    });
    const preview = await chat.click(ready.card, 'Preview and publish');
    expect(preview.text).toContain('This is what academies will see:');
    expect((await chat.click(preview.card, 'Publish now')).text).toContain('Published. Academies can see it now.');
  });

  it('knows its schools by name', async () => {
    const chat = await service.chat('finds-school', { name: 'Finds School' });
    const asked = await chat.say('my school is Thornby Quay');
    const found = await chat.submit(asked.card, { school: 'Thornby Quay', position: 'deputy_headteacher' });
    expect(found.text).toContain(headsSchool.name);
  });

  it('announces and reminds by its own series, hubs and people', async () => {
    const chat = await service.chatAs('organiser', 'announces');
    const form = await chat.say('announce the governors evening to heads in Oxmoor');
    expect(form.text).toContain('Only in these hubs');
    const preview = await chat.submit(form.card, {});
    expect(preview.text).toContain('in Oxmoor');
    expect(preview.text).toContain('whom I cannot reach');
    const who = await chat.say('who gets the reminder of the history subject day?');
    expect(who.text).toContain('Who is reminded of History subject day');
  });

  it('takes in its own questions and answers, and answers from them', async () => {
    const chat = await service.chatAs('organiser', 'takes-in');
    const found = await chat.submit((await chat.say('paste articles')).card, {
      text: 'Who signs off a school trip abroad?\nThe director of the hub, six weeks before.',
    });
    await chat.submit((await chat.click(found.card, 'Choose')).card, {});
    const head = await service.chatAs('headteacher', 'asks-of-trips');
    expect((await head.say('who signs off a trip abroad?')).text).toContain('The director of the hub');
  });

  it('tells everybody what is theirs and what is held, and the organisers what needs doing', async () => {
    const head = await service.chatAs('headteacher', 'looks');
    expect((await head.say('who am I?')).text).toContain(headsSchool.name);
    await head.say('book me on the Thornby forum');
    expect((await head.say('my bookings')).text).toContain('The Net Loft');
    const organiser = await service.chatAs('organiser', 'oversees');
    const shown = [
      await organiser.say('who is coming to the heads forum?'),
      await organiser.say('manage events'),
      await organiser.say('what needs doing?'),
      await organiser.say('articles'),
      await organiser.say('failed messages'),
    ];
    const text = shown.map((seen) => seen.text).join('\n');
    expect(text).toContain('Idris Vane');
    expect(text).not.toMatch(/Lincoln|Boston|Mobilise|LLP/);
  });

  it('cancels an event in its own words, and nobody else’s is touched', async () => {
    const chat = await service.chatAs('organiser', 'calls-off');
    const asked = await chat.say('cancel the history subject day');
    const done = await chat.submit(asked.card, { reason: 'The speaker is ill.' });
    expect(done.text).toContain('Cancelled');
    const head = await service.chatAs('headteacher', 'reads-after');
    expect((await head.click((await head.say("what's on")).card, 'All events (1 more)')).text).toContain(
      '9:30am · cancelled',
    );
    expect((await head.say("what's on")).text).toContain('Governors evening');
  });
});
