import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

describe.each(journeyWorlds)('in $title', ({ start, round }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  const place = {
    venue: 'The Alder Hall',
    town: 'Northgate',
    postcode: 'zz11aa',
    date: '2027-01-20',
    start: '09:30',
    end: '13:00',
  };
  const told = {
    theme: 'Reading for pleasure',
    agenda: '9:30 Coffee\n9:45 What is new\n\n12:15 Lunch',
    speakers: 'Jo Field, literacy adviser',
    lunch: 'Sandwiches from 12:15 to 1pm',
    bring: 'A book you love',
    joining: 'Ask for the Alder room at reception',
    contact: 'Sam Ash, sam@office.example',
    picture: 'https://pictures.example/alder.jpg',
  };
  const venue = { parking: 'Free, behind the hall', stepFree: 'Yes, by a ramp', travel: 'Bus 5 to Alder Lane' };

  async function makeDraft(chat: TeamsChat, title: string, where: Record<string, string> = place) {
    const form = await chat.say('create an event');
    const draft = await chat.submit(form.card, { series: round.title, title });
    return chat.submit((await chat.click(draft.card, 'Add a session')).card, where);
  }

  async function publish(chat: TeamsChat, title: string) {
    const draft = await makeDraft(chat, title);
    const detailed = await chat.submit((await chat.click(draft.card, 'More details')).card, told);
    const ready = await chat.submit((await chat.click(detailed.card, 'Getting there')).card, venue);
    const preview = await chat.click(ready.card, 'Preview and publish');
    return chat.click(preview.card, 'Publish now');
  }

  describe('what people want to know of an event', () => {
    it('is filled in on demand, checked beside each field, and nothing typed is lost', async () => {
      const chat = await service.chatAs('organiser', 'd-faults');
      const form = await chat.say('create an event');
      const draft = await chat.submit(form.card, { series: round.title, title: 'Alder faults' });
      expect(draft.text).toContain('none yet: agenda, speakers');
      const wrong = await chat.submit((await chat.click(draft.card, 'Add a session')).card, {
        ...place,
        postcode: 'by the river',
      });
      expect(wrong.text).toContain('This is no postcode such as AB1 2CD.');
      const added = await chat.submit(wrong.card, { postcode: 'zz1 1aa' });
      const details = await chat.click(added.card, 'More details');
      const refused = await chat.submit(details.card, {
        ...told,
        contact: 'Sam Ash, sam@office',
        picture: 'https://127.0.0.1/alder.jpg',
        slides: 'http://slides.example/one',
        agenda: 'x'.repeat(200),
      });
      for (const words of [
        'e-mail address is not right',
        'ends in .png, .jpg or .gif',
        'beginning with https://',
        'At most 40 lines',
      ])
        expect(refused.text).toContain(words);
      expect(JSON.stringify(refused.card)).toContain('A book you love');
      const fixed = { contact: told.contact, picture: told.picture, slides: '', agenda: told.agenda };
      expect((await chat.submit(refused.card, fixed)).text).toContain('Theme, what to bring, lunch');
    });

    it('is on the card, folded, with a map; joining notes come with a place, in the booking, mail and calendar', async () => {
      const organiser = await service.chatAs('organiser', 'd-publish');
      await publish(organiser, 'Alder morning');
      const head = await service.chatAs('headteacher', 'd-reads');
      const card = await head.say('alder morning');
      expect(card.text).toContain('Reading for pleasure');
      expect(card.text).not.toContain('What is new');
      expect(JSON.stringify(card.card)).toContain('https://pictures.example/alder.jpg');
      expect(decodeURIComponent(JSON.stringify(card.card))).toContain('ZZ1+1AA');
      const details = await head.click(card.card, 'Details');
      for (const words of [
        '9:45 What is new',
        'Jo Field',
        'Sandwiches',
        'behind the hall',
        'by a ramp',
        'Bus 5',
        'sam@office.example',
      ])
        expect(details.text).toContain(words);
      expect(details.text).not.toContain('Alder room');
      const booked = await head.click(card.card, 'Book my place');
      for (const words of ['Your place is booked.', 'Ask for the Alder room', 'Free, behind the hall'])
        expect(booked.text).toContain(words);
      expect((await head.click(card.card, 'Details')).text).toContain('Alder room');
      const calendar = JSON.stringify(booked.card).match(/https?:\/\/[^"]*\/calendar\/[^"]*/)?.[0] ?? '';
      const file = await fetch(new URL(new URL(calendar).pathname, service.baseUrl));
      const entry = (await file.text()).replaceAll('\r\n ', '');
      for (const words of ['Ask for the Alder room', '9:45 What is new', 'Parking: Free'])
        expect(entry).toContain(words);
    });

    it('comes along in a copy, without the slides of the day that has been, and stays with its venue', async () => {
      const chat = await service.chatAs('organiser', 'd-copies');
      const published = await publish(chat, 'Alder again');
      const slides = { slides: 'https://slides.example/alder' };
      const saved = await chat.submit((await chat.click(published.card, 'More details')).card, slides);
      expect(saved.text).toContain('Nobody is told by itself');
      const copy = await chat.click(saved.card, 'Copy');
      const copied = await chat.click(copy.card, 'More details');
      expect(JSON.stringify(copied.card)).toContain('Sandwiches from 12:15');
      expect(JSON.stringify(copied.card)).not.toContain('slides.example');
      expect(JSON.stringify((await chat.click(copy.card, 'Getting there')).card)).toContain('by a ramp');
      const there = await makeDraft(chat, 'Alder later');
      expect(await chat.readOn(there)).toContain('Parking, step-free access and nearest station or bus');
      const elsewhere = await makeDraft(chat, 'Birch later', { ...place, venue: 'The Birch Hall' });
      expect(await chat.readOn(elsewhere)).toContain('nothing yet: parking');
    });

    it('is answered in words: of the event that is named, talked of or booked', async () => {
      const organiser = await service.chatAs('organiser', 'd-asked');
      await publish(organiser, 'Elder evening');
      const head = await service.chatAs('headteacher', 'd-asks');
      expect((await head.say('is there parking at the elder evening?')).text).toContain('Free, behind the hall');
      const answers: ReadonlyArray<readonly [string, string]> = [
        ['is it step free?', 'Yes, by a ramp'],
        ['what time does lunch finish?', '12:15 Lunch; it ends at 1pm'],
        ['who is speaking?', 'Jo Field, literacy adviser'],
        ['do I need to bring anything?', 'A book you love'],
        ['what is the nearest bus stop', 'Bus 5 to Alder Lane'],
        ['who do I contact about it', 'sam@office.example'],
        ['whats on the agenda', '9:45 What is new'],
        ['what are the joining instructions?', 'come with a place'],
        ['are there any slides?', 'has not said where to find the slides'],
      ];
      for (const [words, answer] of answers)
        expect([words, (await head.say(words)).text].join(' → ')).toContain(answer);
    });

    it('nobody has said, is said so, with the contact and the team to ask', async () => {
      const organiser = await service.chatAs('organiser', 'd-silent');
      const draft = await makeDraft(organiser, 'Hornbeam evening', { ...place, venue: 'The Hornbeam Hall' });
      await organiser.click((await organiser.click(draft.card, 'Preview and publish')).card, 'Publish now');
      const head = await service.chatAs('headteacher', 'd-unsaid');
      const answer = await head.say('is there parking at the hornbeam evening');
      expect(answer.text).toContain('The organiser of Hornbeam evening has not said anything about parking.');
      expect((await head.click(answer.card, 'Ask the team')).text).toMatch(/team/);
    });
  });
});
