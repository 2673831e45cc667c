import { z } from 'zod';

/** What a cancelled event or session was before. */
export const cancelled = z.object({
  sessions: z.array(z.string()),
  /** State by id, of the registrations that ended with it. */
  ended: z.record(z.enum(['offered', 'waiting'])),
});
export type CancelledBefore = z.infer<typeof cancelled>;

/** The same of a series, for each of its events. */
export const seriesCancelled = z.object({ status: z.enum(['published', 'retired']), events: z.record(cancelled) });

/** What a session was before it moved. */
export const moved = z.object({
  session: z.string(),
  /** The sequence that the move gave it: another one says that somebody changed it since. */
  sequence: z.number().int(),
  was: z.object({
    label: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    venue: z.string().nullable(),
    address: z.string().nullable(),
    town: z.string().nullable(),
    postcode: z.string().nullable(),
    link: z.string().nullable(),
    parking: z.string().nullable(),
    stepFree: z.string().nullable(),
    travel: z.string().nullable(),
  }),
});
export type MovedBefore = z.infer<typeof moved>;

/** What a session had before its places changed. */
export const resized = z.object({
  session: z.string(),
  was: z.number().nullable(),
  /** The number as it was made: another one says that somebody changed it since. */
  to: z.number().nullable(),
  /** Places taken before it, which may have been more than there were; unknown of what an earlier release held. */
  taken: z.number().optional(),
  /** Registrations that waited and are offered a place by it. */
  offered: z.array(z.string()),
});
export type Resized = z.infer<typeof resized>;

export const announced = z.object({ announcement: z.string() });
