import { firstUrn } from '../../prisma/demo/schools/schools.js';
import type { TeamsChat } from '../support/teams/teams.js';

/** Says who they are: somebody of a school of their own, because one school may hold only so many places. */
export async function settle(chat: TeamsChat, school: number): Promise<void> {
  const form = await chat.say('change my school');
  const urn = String(firstUrn + school);
  const found = await chat.submit(form.card, { school: urn, position: 'chair_of_governors' });
  await chat.click(found.card, "That's mine");
}

/** @returns whether the place was confirmed to them */
export async function book(chat: TeamsChat): Promise<boolean> {
  const seen = await chat.say('book the online governor briefing').catch(() => undefined);
  return seen?.text.includes('Your place is booked.') ?? false;
}

export async function isBooked(chat: TeamsChat): Promise<boolean> {
  return (await chat.say('my bookings')).text.includes('Governor briefing,');
}

export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until it is true. @returns after how many milliseconds, or undefined when it never was */
export async function until(test: () => Promise<boolean>, withinMs: number): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < withinMs) {
    if (await test()) return Math.round(performance.now() - began);
    await wait(250);
  }
  return undefined;
}

export async function statusOf(port: number, path: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.status ?? 0;
}
