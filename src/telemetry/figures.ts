import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How a turn ended. `limited`: somebody was too fast. `failed`: whoever asked got an apology. */
export type TurnOutcome = 'answered' | 'not-understood' | 'refused' | 'redelivered' | 'limited' | 'failed';

/** What became of one try to send a message. */
export type DeliveryOutcome = 'sent' | 'later' | 'in-doubt' | 'failed' | 'missed';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What this process has done since it was started. Labels are kinds of ours, so their number has a bound; no label names
 * anybody.
 */
export interface Figures {
  readonly registry: Registry;
  /** How long it has been counting, in milliseconds. */
  runningForMs(): number;
  /** @param intent the verb, or `arrived`, `none` */
  turn(turn: { platform: string; intent: string; outcome: TurnOutcome; seconds: number }): void;
  /** @param reason why it was not sent; empty when it was */
  delivery(delivery: { kind: string; platform: string; outcome: DeliveryOutcome; reason: string }): void;
  modelCall(outcome: string, seconds: number): void;
  importOf(kind: string, outcome: string): void;
  /** How many turns ended in which way. */
  turnsByOutcome(): Promise<ReadonlyMap<TurnOutcome, number>>;
  /** How many calls of the language model gave what. */
  modelCallsByOutcome(): Promise<ReadonlyMap<string, number>>;
}

/** For the core's memory: one for each service. */
export function createFigures(): Figures {
  const began = performance.now();
  const registry = new Registry();
  const registers = [registry];
  const turns = new Counter({
    name: 'staffroom_turns_total',
    help: 'Turns of a conversation, by how they ended',
    labelNames: ['platform', 'intent', 'outcome'],
    registers,
  });
  const turnSeconds = new Histogram({
    name: 'staffroom_turn_seconds',
    help: 'Duration of a turn in seconds, until the answer is handed to the platform',
    labelNames: ['platform'],
    buckets: seconds,
    registers,
  });
  const deliveries = new Counter({
    name: 'staffroom_deliveries_total',
    help: 'Tries to send a message, by what became of them and why',
    labelNames: ['kind', 'platform', 'outcome', 'reason'],
    registers,
  });
  const modelCalls = new Histogram({
    name: 'staffroom_model_call_seconds',
    help: 'Duration of calls of the language model in seconds, by what came of them',
    labelNames: ['outcome'],
    buckets: seconds,
    registers,
  });
  const imports = new Counter({
    name: 'staffroom_imports_total',
    help: 'Files that were taken in or refused in this process',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  return {
    registry,
    runningForMs: () => performance.now() - began,
    turn: ({ platform, intent, outcome, seconds: took }) => {
      turns.inc({ platform, intent, outcome });
      turnSeconds.observe({ platform }, took);
    },
    delivery: (labels) => deliveries.inc({ ...labels }),
    modelCall: (outcome, took) => modelCalls.observe({ outcome }, took),
    importOf: (kind, outcome) => imports.inc({ kind, outcome }),
    turnsByOutcome: async () => sumBy(await turns.get(), 'outcome') as ReadonlyMap<TurnOutcome, number>,
    modelCallsByOutcome: async () => {
      const { values } = await modelCalls.get();
      return sumBy({ values: values.filter(({ metricName }) => metricName?.endsWith('_count')) }, 'outcome');
    },
  };
}

interface Counted {
  readonly values: ReadonlyArray<{ readonly value: number; readonly labels: object }>;
}

function sumBy({ values }: Counted, label: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { value, labels } of values) {
    const key = String(Reflect.get(labels, label));
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return sums;
}

/** A number that is asked for when it is collected. */
export interface Asked {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

/** Gauges that are filled together, each time they are collected. @param fill gets a setter for each, after they are empty */
export function askWhenCollected(
  registry: Registry,
  asked: readonly Asked[],
  fill: (set: (name: string, labels: Readonly<Record<string, string>>, value: number) => void) => Promise<void>,
): void {
  const gauges = new Map<string, Gauge>();
  let filling: Promise<void> | undefined;
  const fillOnce = () => {
    filling ??= fillAll().finally(() => {
      filling = undefined;
    });
    return filling;
  };
  const fillAll = async () => {
    for (const gauge of gauges.values()) gauge.reset();
    await fill((name, labels, value) => gauges.get(name)?.set({ ...labels }, value));
  };
  for (const { name, help, labelNames } of asked) {
    gauges.set(name, new Gauge({ name, help, labelNames: [...labelNames], registers: [registry], collect: fillOnce }));
  }
}
