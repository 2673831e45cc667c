import type { OwnState, ServiceState, SharedState } from '../../app/operations/service-state.js';
import { dayMs, hourMs, minuteMs } from '../../domain/durations.js';
import type { Action, Card } from '../../rendering/card.js';
import { plural } from '../talk/wording.js';
import { sayTrouble } from './platform-trouble-words.js';

/** One thing about the service: how it stands, and whether somebody should look at it. */
interface Finding {
  readonly label: string;
  readonly value: string;
  readonly trouble: boolean;
}

/** The same limits as the alerts in `manifests/monitoring`. */
const waitingTooLongSeconds = 5 * 60;
const tickLateSeconds = 3 * 60;
/** So large a share of the language model's calls came to nothing. */
const modelTrouble = 0.5;

/** @param hasModel whether a language model is configured */
export function serviceStateCard(
  { shared, own }: ServiceState,
  { hasModel, zone }: { readonly hasModel: boolean; readonly zone: string },
): Card {
  const findings = [
    sayAnswers(own),
    sayPlatforms(shared, zone),
    sayMessages(shared),
    sayWaiting(shared),
    sayRounds(shared, own),
    sayJobs(shared),
    ...(hasModel ? [sayModel(own)] : []),
  ];
  const troubles = findings.filter(({ trouble }) => trouble);
  const lead =
    troubles.length === 0 ? 'Everything is running as it should.' : `${plural(troubles.length, 'thing')} to look at.`;
  const failed = shared.deliveries.get('failed') ?? 0;
  const since = own.runningForMs < hourMs ? 'less than an hour' : sayDuration(own.runningForMs);
  const note = `Answers${hasModel ? ' and the language model are' : ' are'} counted by this copy of the service, which was started ${since} ago. The rest is of all copies.`;
  const actions: Action[] = [
    ...(failed > 0
      ? [{ kind: 'act', label: 'Failed messages', verb: 'failed-messages', keepsCard: true } as const]
      : []),
    { kind: 'act', label: 'Look again', verb: 'status' },
  ];
  return {
    fallback: [lead, ...findings.map(({ label, value }) => `${label}: ${value}`), note].join('\n'),
    blocks: [
      { kind: 'heading', text: 'How the service is running' },
      { kind: 'text', text: lead, tone: troubles.length === 0 ? 'good' : 'warning' },
      { kind: 'facts', facts: findings.map(({ label, value }) => ({ label, value })) },
      { kind: 'context', text: note },
    ],
    actions,
  };
}

function sayAnswers({ turns }: OwnState): Finding {
  const failed = turns.get('failed') ?? 0;
  const all = [...turns.values()].reduce((sum, count) => sum + count, 0);
  const value =
    failed === 0
      ? 'everybody who asked something got an answer'
      : `${failed.toLocaleString('en-GB')} of ${plural(all, 'message')} ended with an apology`;
  return { label: 'Answers', value, trouble: failed > 0 };
}

function sayPlatforms({ troubles }: SharedState, zone: string): Finding {
  const value =
    troubles.length === 0
      ? 'no platform refuses what I send'
      : troubles.map((trouble) => `${sayTrouble(trouble, zone)}; messages to people there wait`).join('. ');
  return { label: 'Teams and Slack', value, trouble: troubles.length > 0 };
}

function sayMessages({ deliveries }: SharedState): Finding {
  const failed = deliveries.get('failed') ?? 0;
  const value = `${failed === 0 ? 'none' : failed.toLocaleString('en-GB')} failed in the last day`;
  return { label: 'Messages', value, trouble: failed > 0 };
}

function sayWaiting({ oldestUnsentSeconds, deliveries }: SharedState): Finding {
  const waiting = (deliveries.get('scheduled') ?? 0) + (deliveries.get('claimed') ?? 0);
  const trouble = oldestUnsentSeconds > waitingTooLongSeconds;
  const value = trouble
    ? `${plural(waiting, 'message')}, the oldest for ${sayDuration(oldestUnsentSeconds * 1_000)}`
    : 'no message for long';
  return { label: 'Waiting to be sent', value, trouble };
}

function sayRounds({ tickAgeSeconds }: SharedState, { runningForMs }: OwnState): Finding {
  const trouble = Math.min(tickAgeSeconds ?? Number.POSITIVE_INFINITY, runningForMs / 1_000) > tickLateSeconds;
  const value = !trouble
    ? 'looked for every minute'
    : tickAgeSeconds === undefined
      ? 'not looked for since the start'
      : `last looked for ${sayDuration(tickAgeSeconds * 1_000)} ago`;
  return { label: 'Reminders and what else is due', value, trouble };
}

function sayJobs({ queues }: SharedState): Finding {
  const failed = queues.reduce((sum, queue) => sum + queue.failed, 0);
  const value = failed === 0 ? 'none given up in the last day' : `${plural(failed, 'job')} given up in the last day`;
  return { label: 'Work in the background', value, trouble: failed > 0 };
}

function sayModel({ modelCalls }: OwnState): Finding {
  const all = [...modelCalls.values()].reduce((sum, count) => sum + count, 0);
  const used = (modelCalls.get('answered') ?? 0) + (modelCalls.get('unanswered') ?? 0);
  const value = all === 0 ? 'not asked yet' : `asked ${plural(all, 'time')}, ${plural(used, 'answer')} could be used`;
  return { label: 'Language model', value, trouble: all > 0 && used < all * modelTrouble };
}

/** `less than a minute`, `7 minutes`, `3 hours`, `2 days` */
function sayDuration(ms: number): string {
  if (ms < minuteMs) return 'less than a minute';
  if (ms < hourMs) return plural(Math.floor(ms / minuteMs), 'minute');
  if (ms < dayMs) return plural(Math.floor(ms / hourMs), 'hour');
  return plural(Math.floor(ms / dayMs), 'day');
}
