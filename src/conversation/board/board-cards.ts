import type { EventSummary, ShownQuote } from '../../app/board/event-summary.js';
import type { DigestSettings } from '../../domain/digest.js';
import { minuteMs } from '../../domain/durations.js';
import { isGap } from '../../domain/figures/trend.js';
import { sayDay, sayMonth, sayTime } from '../../domain/when.js';
import type { Block, Card, Form } from '../../rendering/card.js';
import { seriesChart } from '../talk/chart-cards.js';
import { sayPhase } from '../talk/person-words.js';
import { sayRating, sayResponse } from '../talk/rating-words.js';
import type { Services } from '../talk/turn-context.js';
import { capitalise, listWords, plural } from '../talk/wording.js';

/** The summary for a board channel after an event. @param locality what the partnership calls a part of its area */
export function summaryCard(services: Services, summary: EventSummary, locality: string): Card {
  const zone = services.core.timeZone;
  const { attended, booked, schools, firstTime } = summary;
  const earlier = sinceLastGap(summary);
  const headline = `${plural(attended, 'person', 'people')} from ${plural(schools, 'school')} came; ${booked} had booked.`;
  const facts = [
    { label: 'First-time schools', value: plural(firstTime, 'school') },
    ...(earlier.length > 0
      ? [
          {
            label: 'Previous events',
            value: earlier.map((round) => `${round.attended} in ${sayMonth(round.startsAt, zone)}`).join(', '),
          },
        ]
      : []),
    { label: 'Feedback', value: sayResponse(summary) },
    ...(summary.asked > 0 ? [{ label: 'Rating', value: sayRating(summary.rating) }] : []),
    ...furtherFacts(summary),
  ];
  const bars = [...earlier].reverse().map((round) => ({
    label: sayMonth(round.startsAt, zone),
    startsAt: round.startsAt,
    value: round.attended,
  }));
  const own = { label: sayMonth(summary.startsAt, zone), startsAt: summary.startsAt, value: attended };
  const note = summary.provisional
    ? 'Provisional: the organisers have not confirmed the list yet.'
    : 'From the confirmed attendance lists, each person once.';
  return {
    fallback: [
      `${summary.title}, ${sayDay(summary.startsAt, zone)}: ${headline}`,
      ...facts.map(({ label, value }) => `${label}: ${value}`),
      ...summary.quotes.map(({ words, by }) => `“${words}” ${by}`.trim()),
      note,
    ].join('\n'),
    blocks: [
      { kind: 'heading', text: summary.title },
      { kind: 'text', text: `${sayDay(summary.startsAt, zone)}. ${headline}`, tone: 'strong' },
      { kind: 'facts', facts },
      ...seriesChart(services, { slug: summary.seriesSlug, name: summary.seriesName }, [...bars, own]),
      ...breakdown(
        'Phase',
        summary.byPhase.map(({ phase, ...rest }) => ({ group: capitalise(sayPhase(phase)), ...rest })),
      ),
      ...breakdown(
        capitalise(locality),
        summary.byLocality.slice(0, 8).map(({ locality: group, ...rest }) => ({ group, ...rest })),
      ),
      ...quoteBlocks(summary.quotes),
      { kind: 'context', text: note },
    ],
  };
}

/** Of the further questions, that many with what was answered. */
const shownQuestions = 2;

/** What was asked besides how it was, and where all of it is; nothing while too few have answered to show it. */
function furtherFacts({ title, questions }: EventSummary) {
  const counted = questions.flatMap(({ prompt, count }) => (count ? [{ prompt, mean: count.mean }] : []));
  if (counted.length === 0) return [];
  const said = counted.slice(0, shownQuestions).map(({ prompt, mean }) => `“${prompt}” ${sayRating(mean)}`);
  const left = counted.length - shownQuestions;
  const rest = left > 0 ? `, and ${plural(left, 'more', 'more')}` : '';
  const how = `Organisers see each answer when they say “feedback by question for ${title}”.`;
  return [{ label: 'Further questions', value: `${said.join('; ')}${rest}. ${how}` }];
}

/** Earlier rounds, the latest first, as far back as they follow one another. */
function sinceLastGap({ startsAt, earlier }: EventSummary): EventSummary['earlier'] {
  const gap = earlier.findIndex((round, at) => isGap(round.startsAt, earlier[at - 1]?.startsAt ?? startsAt));
  return gap < 0 ? earlier : earlier.slice(0, gap);
}

function breakdown(title: string, groups: ReadonlyArray<{ group: string; people: number; schools: number }>): Block[] {
  if (groups.length === 0) return [];
  const rows = groups.map(({ group, people, schools }) => [group, String(people), String(schools)]);
  return [{ kind: 'table', columns: [title, 'People', 'Schools'], rows }];
}

/** Quotes with who said them. */
export function quoteBlocks(quotes: readonly ShownQuote[]): Block[] {
  return quotes.map(({ words, by }) => ({ kind: 'quote', words, by: by || 'Somebody who came' }));
}

const sectionNames: Readonly<Record<DigestSettings['sections'][number], string>> = {
  coming: 'Upcoming events and how full they are',
  happened: 'What happened',
  registrations: 'Registrations compared with a year ago',
  projects: 'Project sign-ups',
  feedback: 'Feedback and quotes',
  unanswered: 'Questions I could not answer',
  coverage: 'Schools not seen this year',
};
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `on Fridays at 4:30pm` */
export function sayDigestTime({ weekday, minuteOfDay }: Pick<DigestSettings, 'weekday' | 'minuteOfDay'>): string {
  const time = sayTime(new Date(minuteOfDay * minuteMs), 'UTC');
  return `on ${weekdays[weekday - 1]}s at ${time}`;
}

/** When a channel's digest is sent, and its sections. */
export function digestForm(settings: DigestSettings): Form {
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    title: 'Weekly digest',
    fields: [
      {
        kind: 'choice',
        id: 'weekday',
        label: 'Day',
        required: true,
        options: weekdays.map((label, index) => ({ value: String(index + 1), label })),
      },
      { kind: 'time', id: 'time', label: 'Time', required: true },
      {
        kind: 'choices',
        id: 'sections',
        label: 'Sections',
        options: Object.entries(sectionNames).map(([value, label]) => ({ value, label })),
      },
      { kind: 'tick', id: 'quiet', label: 'Skip weeks when nothing happens' },
    ],
    values: {
      weekday: String(settings.weekday),
      time: `${two(Math.floor(settings.minuteOfDay / 60))}:${two(settings.minuteOfDay % 60)}`,
      sections: [...settings.sections],
      quiet: String(settings.skipQuietWeeks),
    },
    submit: { label: 'Save', verb: 'save-digest' },
    fallback: `The digest is sent on ${weekdays[settings.weekday - 1]} and covers: ${listWords(settings.sections.map((section) => sectionNames[section]))}.`,
  };
}
