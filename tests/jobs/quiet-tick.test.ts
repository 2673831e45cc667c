import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upcomingSessions } from '../../src/app/programme/upcoming-sessions.js';
import { runTick } from '../../src/jobs/tick.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const log = pino({ level: 'silent' });

describe('a tick with nothing to do', () => {
  it('does not pass for a change of the programme, on the first of a night either', async () => {
    const { prisma } = service.database;
    const noted = () => prisma.programmeChange.count();
    const before = await noted();
    const [known] = await upcomingSessions(service.core);
    expect(known).toBeDefined();
    for (let minute = 0; minute < 3; minute += 1) {
      await runTick(service.core, log);
      service.clock.advance(60_000);
    }
    // The night's work was done, so it was looked at.
    expect(await prisma.setting.count({ where: { key: 'retention:booking-answers' } })).toBe(1);
    expect(await noted()).toBe(before);
    // The same object: it was not read again.
    const [still] = await upcomingSessions(service.core);
    expect(still).toBe(known);
  });
});
