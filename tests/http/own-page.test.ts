import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInBrowser, pageAddress } from '../support/own-page.js';
import { startTestService, type TestService } from '../support/service.js';
import { onFile } from '../support/worlds/on-file.js';
import { makeSchool } from '../support/worlds/programme.js';
import { makeCohort } from '../support/worlds/projects.js';

let service: TestService;
let urn: number;
beforeAll(async () => {
  service = await startTestService();
  urn = await makeSchool(service.database.prisma);
});
afterAll(() => service.stop());

const prismaOf = () => service.database.prisma;

/** Somebody from a file: a name, an address and a post, and no chat. */
async function governor(name: string): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@made.example`;
  const post = { create: { urn, position: 'governor' as const, ...onFile } };
  return (await prismaOf().person.create({ data: { name, email, posts: post } })).id;
}

/** A published event with sessions of these labels and places, in a month. */
async function round(title: string, sessions: ReadonlyArray<readonly [string, number | null]>) {
  const { id: seriesId } = await prismaOf().series.findFirstOrThrow({ where: { slug: 'governor-briefing' } });
  const startsAt = new Date(service.clock.now().getTime() + 30 * 86_400_000);
  return prismaOf().event.create({
    data: {
      slug: title.toLowerCase().replaceAll(' ', '-'),
      ...{ seriesId, title, academicYear: 2026, term: 'autumn', status: 'published', audience: [] },
      sessions: {
        create: sessions.map(([label, capacity], index) => ({
          ...{ label, capacity, venue: 'Village hall', town: 'Lincoln' },
          startsAt: new Date(startsAt.getTime() + index * 86_400_000),
          endsAt: new Date(startsAt.getTime() + index * 86_400_000 + 7_200_000),
        })),
      },
    },
    include: { sessions: { orderBy: { startsAt: 'asc' } } },
  });
}

async function place(personId: string, sessionId: string, state: 'confirmed' | 'offered' | 'waiting' = 'confirmed') {
  const now = service.clock.now();
  const held = state === 'confirmed' ? { confirmedAt: now } : state === 'offered' ? { offeredAt: now } : {};
  const until = state === 'offered' ? { offerExpiresAt: new Date(now.getTime() + 86_400_000) } : {};
  const data = { sessionId, personId, urn, state, ...held, ...until };
  return (await prismaOf().registration.create({ data })).id;
}

const stateOf = async (id: string) => (await prismaOf().registration.findUniqueOrThrow({ where: { id } })).state;

describe('the page of a place, for somebody without a chat', () => {
  it('accepts and declines an offer', async () => {
    const { sessions } = await round('Offers', [['', 9]]);
    for (const [answer, state] of [
      ['Accept the place', 'confirmed'],
      ['Decline it', 'declined'],
    ] as const) {
      const personId = await governor(`Offered ${state}`);
      const id = await place(personId, sessions[0]?.id ?? '', 'offered');
      const page = await openInBrowser(await pageAddress(service, personId, { kind: 'place', id }));
      expect([page.status, page.title]).toEqual([200, 'Offers']);
      await page.press(answer);
      expect(await stateOf(id)).toBe(state);
    }
  });

  it('answers what the organisers ask, keeps it, and says what is missing', async () => {
    const { id: eventId, sessions } = await round('Questions', [['', 9]]);
    await prismaOf().bookingQuestion.create({
      data: { eventId, kind: 'choice', prompt: 'Which workshop?', options: ['Reading', 'Maths'], required: true },
    });
    const personId = await governor('Asked Person');
    const id = await place(personId, sessions[0]?.id ?? '');
    const url = await pageAddress(service, personId, { kind: 'place', id });
    const form = await openInBrowser(`${url}?show=answers`);
    expect(form.text).toContain('Which workshop?');
    const faulty = await form.press('Save');
    expect(faulty.text).toContain('Please answer this');
    const saved = await faulty.press('Save', { 'Which workshop?': 'Maths' });
    expect(saved.text).toContain('Thank you, that is noted.');
    const answers = await prismaOf().bookingAnswer.findMany({ where: { registrationId: id } });
    expect(answers.map(({ answer }) => answer)).toEqual(['Maths']);
  });

  it('moves the place, and an older link then leads to where it is now', async () => {
    const { sessions } = await round('Moving', [
      ['Lincoln', 9],
      ['Boston', 9],
    ]);
    const personId = await governor('Moved Person');
    const id = await place(personId, sessions[0]?.id ?? '');
    const url = await pageAddress(service, personId, { kind: 'place', id });
    const asked = await (await openInBrowser(url)).press('Move to another date');
    const moved = await asked.press('Move here');
    expect(moved.text).toContain('Boston');
    expect(await stateOf(id)).toBe('cancelled');
    const again = await openInBrowser(url);
    expect(again.title).toBe('Moving: Boston');
    const cancelled = await (await again.press('Cancel my place')).press('Yes, cancel my place');
    expect(cancelled.text).toContain('is cancelled');
    expect(await prismaOf().registration.count({ where: { personId, state: 'confirmed' } })).toBe(0);
  });

  it('passes the place on to a colleague who is named, and shows nobody’s name to do so', async () => {
    const { sessions } = await round('Substitutes', [['', 9]]);
    await governor('Hidden Colleague');
    const personId = await governor('Passing On');
    const id = await place(personId, sessions[0]?.id ?? '');
    const url = await pageAddress(service, personId, { kind: 'place', id });
    const form = await (await openInBrowser(url)).press('Name a substitute');
    expect(form.html).not.toContain('Hidden Colleague');
    const done = await form.press('Send them', { 'Name and role': 'Nora Newcomer, deputy headteacher' });
    expect(done.text).toContain('Nora Newcomer now has the place');
    expect(
      await prismaOf().registration.count({ where: { person: { name: 'Nora Newcomer' }, state: 'confirmed' } }),
    ).toBe(1);
  });

  it('is good for its own place only, whatever a browser sends', async () => {
    const { sessions } = await round('Guarded places', [['', 9]]);
    const mine = await governor('Own Place');
    const other = await governor('Other Place');
    const id = await place(mine, sessions[0]?.id ?? '');
    const theirs = await place(other, sessions[0]?.id ?? '');
    const url = await pageAddress(service, mine, { kind: 'place', id });
    const send = (verb: string, data: object) =>
      openInBrowser(url, new URLSearchParams({ do: JSON.stringify({ verb, data }) }));
    for (const [verb, data] of [
      ['cancel', { registration: theirs }],
      ['cancel', {}],
      ['my-bookings', {}],
      ['forget', { sure: 'yes' }],
      ['organise-cancel', { event: 'x' }],
    ] as const)
      expect([verb, (await send(verb, data)).status]).toEqual([verb, 400]);
    expect((await openInBrowser(url, new URLSearchParams({ do: 'cancel' }))).status).toBe(400);
    expect([await stateOf(id), await stateOf(theirs)]).toEqual(['confirmed', 'confirmed']);
    const foreign = await openInBrowser(await pageAddress(service, other, { kind: 'place', id }));
    expect(foreign.html).not.toContain('Guarded places');
  });

  it('changes nothing when it is opened, and no longer opens once its person is erased', async () => {
    const { sessions } = await round('Looking', [['', 9]]);
    const personId = await governor('Looked At');
    const id = await place(personId, sessions[0]?.id ?? '', 'offered');
    const url = await pageAddress(service, personId, { kind: 'place', id });
    const audited = () => prismaOf().auditEntry.count();
    const before = await audited();
    for (const query of ['', '?show=cancel-ask', '?show=move', '?show=answers', '?show=cancel', '?show=accept'])
      expect((await openInBrowser(url + query)).status).toBe(200);
    expect([await stateOf(id), await audited()]).toEqual(['offered', before]);
    await prismaOf().person.update({ where: { id: personId }, data: { erasedAt: service.clock.now() } });
    expect((await openInBrowser(url)).status).toBe(404);
  });
});

describe('the page for feedback', () => {
  it('takes it, with how to be quoted, and takes the consent back at any time', async () => {
    const { id: eventId } = await round('Rated', [['', 9]]);
    const personId = await governor('Rating Person');
    const closesAt = new Date(service.clock.now().getTime() + 86_400_000);
    const { id } = await prismaOf().feedbackRequest.create({
      data: { eventId, personId, askedAt: service.clock.now(), closesAt },
    });
    const url = await pageAddress(service, personId, { kind: 'feedback', id });
    const form = await openInBrowser(url);
    const typed = { 'How was it?': '5, excellent', 'Words we may quote': 'Worth every minute', 'Name me as': 'role' };
    expect((await form.press('Send', typed)).text).toContain('Tick where we may use your words');
    const thanks = await form.press('Send', { ...typed, 'We may use these words': ['In public papers'] });
    expect(thanks.text).toContain('Thank you, that helps.');
    const quote = await prismaOf().quote.findFirstOrThrow({ where: { eventId } });
    expect([quote.words, quote.consentPublic, quote.consentBoard, quote.attribution]).toEqual([
      'Worth every minute',
      true,
      false,
      'Governor, primary school',
    ]);
    service.clock.advance(3 * 86_400_000);
    const later = await openInBrowser(await pageAddress(service, personId, { kind: 'feedback', id }));
    expect(later.text).toContain('has closed');
    const quotes = await later.press('Words I let you quote');
    expect((await quotes.press('Withdraw')).text).toContain('Withdrawn.');
    expect((await prismaOf().quote.findUniqueOrThrow({ where: { id: quote.id } })).withdrawnAt).not.toBeNull();
  });
});

describe('the link of a rating in a mail', () => {
  it('opens the form with it chosen, and saves nothing before it is sent', async () => {
    const { id: eventId } = await round('Tapped', [['', 9]]);
    const personId = await governor('Tapping Person');
    const closesAt = new Date(service.clock.now().getTime() + 86_400_000);
    const questions = ['The room was warm', 'I met somebody new'];
    const { id } = await prismaOf().feedbackRequest.create({
      data: { eventId, personId, askedAt: service.clock.now(), closesAt, questions },
    });
    const address = await pageAddress(service, personId, { kind: 'feedback', id });
    const responses = () => prismaOf().feedbackResponse.findMany({ where: { requestId: id } });
    const chosen = ({ html }: { readonly html: string }) =>
      [...html.matchAll(/type="radio" [^>]*value="(\d)" checked/g)].map(([, value]) => value);
    for (const nonsense of ['', '9', '5%20OR%201', '4&rating=5'])
      expect(chosen(await openInBrowser(`${address}?rating=${nonsense}`))).toEqual([]);
    const form = await openInBrowser(`${address}?rating=4`);
    expect(chosen(form)).toEqual(['4']);
    expect(await responses()).toEqual([]);
    const thanks = await form.press('Send');
    expect(thanks.text).toContain('Thank you, that helps.');
    expect((await responses()).map(({ rating }) => rating)).toEqual([4]);
    const more = await thanks.press('Answer 2 more questions');
    await more.press('Send', { 'I met somebody new': '5, agree strongly' });
    expect((await responses()).map(({ rating, marks }) => [rating, marks])).toEqual([[4, [0, 5]]]);
  });
});

describe('the page of what is held', () => {
  it('shows it, gives it as a file, and erases it with a receipt', async () => {
    const { sessions } = await round('Held', [['', 9]]);
    const personId = await governor('Forgotten Person');
    const id = await place(personId, sessions[0]?.id ?? '');
    const url = await pageAddress(service, personId, { kind: 'held' });
    const page = await openInBrowser(url);
    expect(page.text).toContain('forgotten.person@made.example');
    const address = new URL(page.links['Download it all'] ?? '');
    const file = await fetch(service.baseUrl + address.pathname, { method: 'POST' });
    expect(await file.json()).toMatchObject({
      person: { name: 'Forgotten Person' },
      registrations: [{ state: 'confirmed' }],
    });
    const asked = await page.press('Forget me');
    const done = await asked.press('Yes, forget me');
    expect(done.text).toContain('Reference');
    expect(await stateOf(id)).toBe('cancelled');
    const left = await prismaOf().person.findUniqueOrThrow({ where: { id: personId } });
    expect([left.name, left.email]).toEqual(['Erased person', null]);
    expect((await openInBrowser(url)).status).toBe(404);
    expect((await fetch(service.baseUrl + address.pathname, { method: 'POST' })).status).toBe(404);
  });

  it('does not erase the last administrator, who may come by a link as well', async () => {
    await prismaOf().grant.updateMany({ where: { role: 'administrator' }, data: { revokedAt: service.clock.now() } });
    const personId = await governor('Last Administrator');
    const account = await prismaOf().account.create({
      data: { platform: 'teams', tenant: 't', user: personId, personId },
    });
    await prismaOf().grant.create({ data: { accountId: account.id, role: 'administrator' } });
    const page = await openInBrowser(await pageAddress(service, personId, { kind: 'held' }));
    const refused = await (await page.press('Forget me')).press('Yes, forget me');
    expect(refused.text).toContain('You are the last administrator.');
  });
});

describe('the page of an invitation into a project', () => {
  async function head(
    at: number,
    name: string,
    position: 'headteacher' | 'deputy_headteacher' = 'headteacher',
  ): Promise<string> {
    const posts = { create: { urn: at, position, ...onFile } };
    return (await prismaOf().person.create({ data: { name, posts } })).id;
  }
  const open = async (personId: string, id: string) =>
    openInBrowser(await pageAddress(service, personId, { kind: 'joining', id }));
  const enrolments = (cohortId: string) =>
    prismaOf().enrolment.findMany({ where: { cohortId }, orderBy: { createdAt: 'asc' }, include: { strands: true } });

  it('shows strands and places, joins by its button, and names no colleague', async () => {
    const at = await makeSchool(prismaOf());
    const cohort = await makeCohort(prismaOf(), { name: 'Owls', places: 5, strands: { Music: 3, Sport: null } });
    await head(at, 'Hidden Deputy', 'deputy_headteacher');
    const personId = await head(at, 'Joining Head');
    const page = await open(personId, cohort.id);
    expect(page.text).toContain('Music (3 of 3 places free) and Sport');
    expect(page.text).toContain('0 of 5 places taken');
    expect(page.buttons).toEqual(['Register my school', 'Not this year']);
    expect(await enrolments(cohort.id)).toEqual([]);
    const form = await page.press('Register my school');
    expect(form.html).not.toContain('Hidden Deputy');
    expect((await form.press('Register my school')).text).toContain('Choose at least one.');
    const done = await form.press('Register my school', { Strands: ['Sport'] });
    expect(done.text).toContain('Your school is registered for Owls 2026/27.');
    const [made, ...others] = await enrolments(cohort.id);
    expect([made?.state, made?.urn, made?.strands.length, others]).toEqual(['registered', at, 1, []]);
    expect((await page.press('Not this year')).text).toContain('Your school is in Owls 2026/27');
    expect((await open(personId, cohort.id)).text).toContain('taking part');
  });

  it('takes a no from the head, once, which does not keep the school from joining after all', async () => {
    const at = await makeSchool(prismaOf());
    const cohort = await makeCohort(prismaOf(), { name: 'Herons' });
    const other = await makeCohort(prismaOf(), { name: 'Others' });
    const personId = await head(at, 'Refusing Head');
    const page = await open(personId, cohort.id);
    const no = await page.press('Not this year');
    expect(no.text).toContain('your school does not take part in Herons 2026/27');
    await page.press('Not this year');
    expect((await enrolments(cohort.id)).map(({ state, confirmedById }) => [state, confirmedById])).toEqual([
      ['declined', personId],
    ]);
    const acts = await prismaOf().auditEntry.findMany({ where: { personId, act: 'decide-enrolment' } });
    expect(acts.map(({ outcome }) => outcome)).toEqual(['declined']);
    const again = await open(personId, cohort.id);
    expect(again.text).toContain('has said that it does not take part in Herons 2026/27. It still can.');
    expect(again.buttons).toEqual(['Register my school']);
    const joined = await (await no.press('Join after all')).press('Register my school');
    expect(joined.text).toContain('Your school is registered for Herons 2026/27.');
    const address = await pageAddress(service, personId, { kind: 'joining', id: cohort.id });
    for (const verb of ['project-not-now', 'project-enrol', 'enrolment-withdraw'])
      expect(
        (
          await openInBrowser(
            address,
            new URLSearchParams({ do: JSON.stringify({ verb, data: { cohort: other.id } }) }),
          )
        ).status,
      ).toBe(400);
    const deputy = await open(await head(at, 'Looking Deputy', 'deputy_headteacher'), other.id);
    expect(deputy.buttons).toEqual(['Register my school']);
    expect(await enrolments(other.id)).toEqual([]);
  });
});

describe('the page of an event and of all one’s bookings', () => {
  it('books, joins the waiting list of what is full, and lists both', async () => {
    const open = await round('Open event', [['', 9]]);
    const full = await round('Full event', [['', 1]]);
    await place(await governor('Quicker Person'), full.sessions[0]?.id ?? '');
    const personId = await governor('Booking Person');
    const event = async (id: string) => openInBrowser(await pageAddress(service, personId, { kind: 'event', id }));
    expect((await (await event(open.id)).press('Book my place')).text).toContain('Open event');
    const waiting = await await (await event(full.sessions[0]?.id ?? '')).press('Join the waiting list');
    expect(waiting.text).toContain('waiting list');
    const mine = await openInBrowser(await pageAddress(service, personId, { kind: 'mine' }));
    expect(mine.text).toContain('Open event');
    expect(mine.text).toContain('Full event');
    const trail = await prismaOf().auditEntry.findMany({ where: { personId, act: 'book' } });
    expect(trail.map(({ accountId }) => accountId)).toEqual([null, null]);
  });
});
