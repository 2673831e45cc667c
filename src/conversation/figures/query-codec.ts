import { z } from 'zod';
import type { FiguresQuery, Stretch, Times, Without } from '../../domain/figures/figures-query.js';

const date = z
  .string()
  .datetime()
  .transform((text) => new Date(text));

const stretch = z.object({
  from: date,
  to: date,
  said: z.string().max(80),
  latest: z.literal(true).optional(),
  orCalendarYear: z.number().int().optional(),
});

const count = z.number().int().min(0).max(60);

const times = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ever') }),
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('coming') }),
  z.object({ kind: z.literal('last'), count, skip: count, before: date.optional(), within: stretch.optional() }),
  z.object({ kind: z.literal('first'), count, skip: count.optional(), within: stretch.optional() }),
  z.object({ kind: z.literal('stretch'), stretch }),
]);

const names = z.array(z.string().max(120)).max(20);

const subjects = z.array(z.object({ kind: z.enum(['series', 'event', 'project']), slug: z.string().max(120) })).max(20);

const phases = z.array(z.enum(['nursery', 'primary', 'secondary', 'all_through', 'special', 'post_16'])).max(6);

const query = z.object({
  subjects,
  unsure: z.boolean(),
  measure: z.enum([
    'attended',
    'schools',
    'different',
    'booked',
    'booked-schools',
    'missed',
    'walk-ins',
    'waiting',
    'turnout',
    'school-share',
    'people-share',
    'absent',
    'held',
    'joined',
    'joined-new',
    'joined-share',
    'on-roll',
  ]),
  operation: z.enum(['value', 'sum', 'mean', 'most', 'least', 'compare', 'trend']),
  by: z
    .enum([
      'event',
      'year',
      'term',
      'series',
      'venue',
      'locality',
      'district',
      'authority',
      'phase',
      'trust',
      'project',
    ])
    .optional(),
  times: z.array(times).min(1).max(6),
  places: names,
  areas: names,
  phases,
  academies: z.literal(true).optional(),
  without: z
    .object({
      subjects,
      places: names,
      areas: names,
      phases,
      academies: z.literal(true).optional(),
    })
    .optional(),
});

/** A query as text, for a button or the subject of a conversation. */
export function writeQuery(asked: FiguresQuery): string {
  return JSON.stringify(asked);
}

/** What a follow-up needs: the number that was just told, and the one before it. */
export function numbersTold(
  { subject }: { readonly subject: { readonly figures?: string | undefined } },
  query: FiguresQuery,
): { readonly figures: string; readonly figuresBefore?: string } {
  return { figures: writeQuery(query), ...(subject.figures ? { figuresBefore: subject.figures } : {}) };
}

/** @returns undefined when it is none, or one of another version of ours */
export function readQuery(text: string | undefined): FiguresQuery | undefined {
  if (!text) return undefined;
  try {
    const { by, academies, without, times: read, ...rest } = query.parse(JSON.parse(text));
    return {
      ...rest,
      times: read.map(tidyTimes),
      ...(by ? { by } : {}),
      ...(academies ? { academies } : {}),
      ...(without ? { without: tidyWithout(without) } : {}),
    };
  } catch {
    // A button of last year may hold what is no query today; it is then asked anew.
    return undefined;
  }
}

function tidyWithout({ academies, ...rest }: NonNullable<z.infer<typeof query>['without']>): Without {
  return { ...rest, ...(academies ? { academies } : {}) };
}

function tidyTimes(one: z.infer<typeof times>): Times {
  switch (one.kind) {
    case 'last': {
      const { before, within, ...last } = one;
      return { ...last, ...(before ? { before } : {}), ...(within ? { within: tidyStretch(within) } : {}) };
    }
    case 'first': {
      const { skip, within, ...first } = one;
      return { ...first, ...(skip ? { skip } : {}), ...(within ? { within: tidyStretch(within) } : {}) };
    }
    case 'stretch':
      return { kind: 'stretch', stretch: tidyStretch(one.stretch) };
    default:
      return one;
  }
}

function tidyStretch({ latest, orCalendarYear, ...days }: z.infer<typeof stretch>): Stretch {
  return { ...days, ...(latest ? { latest } : {}), ...(orCalendarYear === undefined ? {} : { orCalendarYear }) };
}
