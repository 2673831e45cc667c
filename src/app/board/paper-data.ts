import { z } from 'zod';
import { surveyKinds } from '../../domain/survey.js';

/**
 * The content of a committee paper, frozen when it is drafted, so that printing it again gives the same paper whatever
 * has changed since. Days are `YYYY-MM-DD`, instants ISO 8601.
 */
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

const round = z.object({
  title: z.string(),
  on: z.string(),
  /** People with a place; null where it was not recorded. */
  booked: z.number().nullable(),
  attended: z.number().nullable(),
  /** Schools with somebody there; null where it was not recorded. */
  schools: z.number().nullable(),
  /** "over", "nearly", "about"; empty for an exact count. */
  qualifier: z.string(),
  provisional: z.boolean(),
  /** The document a figure comes from; null for our own records. */
  source: z.string().nullable(),
  /** Held in the period; earlier rounds are for comparison. */
  inPeriod: z.boolean(),
});

const seriesAttendance = z.object({ name: z.string(), rounds: z.array(round) });

const phaseCount = z.object({ phase: z.string(), schools: z.number(), of: z.number() });

const projectYear = z.object({
  name: z.string(),
  /** The calendar year in which the academic year starts. */
  year: z.number(),
  joins: z.enum(['schools', 'people']),
  /** People accepted, for a project that people join; else null. */
  people: z.number().nullable(),
  schools: z.number(),
  /** Only schools that are open now. */
  present: z.number(),
  of: z.number(),
  byPhase: z.array(phaseCount),
});

const feedback = z.object({
  bySeries: z.array(
    z.object({ name: z.string(), asked: z.number(), answered: z.number(), rating: z.number().nullable() }),
  ),
  /** Besides how it was, by series; only what five or more answered after an event. Papers from before have none. */
  byQuestion: z
    .array(
      z.object({
        series: z.string(),
        prompt: z.string(),
        events: z.number(),
        answered: z.number(),
        rating: z.number(),
      }),
    )
    .optional(),
  asked: z.number(),
  answered: z.number(),
  rating: z.number().nullable(),
  quotes: z.array(z.object({ id: z.string(), words: z.string(), by: z.string(), about: z.string() })),
});

/** What schools said in a survey that closed in the period. Where few answered a question there is neither mean nor counts. */
const survey = z.object({
  title: z.string(),
  project: z.string(),
  year: z.number(),
  schools: z.number(),
  answered: z.number(),
  questions: z.array(
    z.object({
      prompt: z.string(),
      kind: z.enum(surveyKinds),
      answered: z.number(),
      mean: z.number().nullable(),
      counts: z.array(z.object({ answer: z.string(), count: z.number() })),
    }),
  ),
});

/** An empty name is that of schools in no trust. Phases are ours, as in the list of schools; earlier papers have their words. */
const group = z.object({ name: z.string(), absent: z.number(), of: z.number() });

const coverage = z.object({
  schools: z.number(),
  absent: z.number(),
  byPhase: z.array(group),
  byDistrict: z.array(group),
  byTrust: z.array(group),
  /** The schools that took part in nothing, by name. */
  list: z.array(
    z.object({
      urn: z.number(),
      name: z.string(),
      phase: z.string(),
      district: z.string(),
      trust: z.string().nullable(),
    }),
  ),
});

/** What stands before the figures, as it was entered: for which committee, by whom, and what it is asked. */
const front = z.object({
  committee: z.string(),
  /** The day of the meeting. */
  meeting: day.nullable(),
  author: z.string(),
  purpose: z.string(),
  recommendations: z.array(z.string()),
});

export const paperData = z.object({
  version: z.literal(1),
  /** Papers from before there was a form for it have none. */
  front: front.optional(),
  from: day,
  /** The last day of the period, included. */
  to: day,
  asOf: z.string(),
  zone: z.string(),
  attendance: z.array(seriesAttendance),
  projects: z.array(projectYear),
  /** Papers from before there were surveys have none. */
  surveys: z.array(survey).optional(),
  feedback,
  coverage,
});

export type PaperData = z.infer<typeof paperData>;
export type PaperFront = z.infer<typeof front>;
export type PaperRound = z.infer<typeof round>;
export type PaperGroup = z.infer<typeof group>;
