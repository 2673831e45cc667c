import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { personas } from '../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../support/both-platforms.js';
import { eventually } from '../support/eventually.js';
import type { TeamsChat } from '../support/teams/teams.js';

const token = 'a-token-for-the-collector';
let service: BothPlatforms;
let teams: TeamsChat;
beforeAll(async () => {
  service = await startBothPlatforms('2026-11-22T10:00:00Z', 0, 'info', { METRICS_TOKEN: token });
  const { personId } = personas.headteacher;
  await service.database.prisma.account.create({
    data: { platform: 'teams', tenant: teamsTenant, user: 'head', personId },
  });
  teams = await service.inTeams('head');
});
afterAll(() => service.stop());

async function readMetrics(): Promise<string> {
  const response = await fetch(`${service.baseUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  return response.text();
}

/** Samples of a metric: its labels, and its value. */
function samplesOf(text: string, name: string): Array<{ labels: Record<string, string>; value: number }> {
  return text.split('\n').flatMap((line) => {
    const [, found, labels = '', value] = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (found !== name) return [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, word]) => [key ?? '', word ?? '']);
    return [{ labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

describe('what is measured', () => {
  it('turns are counted by platform, intent and outcome, those that fail too', async () => {
    await teams.say('help');
    await service.inSlack('UHEAD').say('help');
    await teams.say('status');
    await teams.again();
    await service.database.pool.query(`ALTER TABLE "Inbound" ADD CONSTRAINT "no_turns" CHECK (key = 'x') NOT VALID`);
    expect((await teams.say('help')).text).toContain('something went wrong');
    await service.database.pool.query(`ALTER TABLE "Inbound" DROP CONSTRAINT "no_turns"`);
    const text = await readMetrics();
    const turns = samplesOf(text, 'staffroom_turns_total');
    const expected = [
      ['teams', 'help', 'answered'],
      ['slack', 'help', 'answered'],
      ['teams', 'status', 'refused'],
      ['teams', 'none', 'redelivered'],
      ['teams', 'none', 'failed'],
    ];
    for (const [platform, intent, outcome] of expected)
      expect(turns).toContainEqual({ labels: { platform, intent, outcome }, value: 1 });
    expect(samplesOf(text, 'staffroom_turn_seconds_count')).toContainEqual({ labels: { platform: 'slack' }, value: 1 });
  });

  it('messages that are sent are counted by kind and outcome, and the queue and the ledger are read', async () => {
    // The answer does not get through, so that a message follows it.
    service.connector.fail({ status: 403 });
    await teams.say('book me on the Lincoln briefing');
    await eventually(async () => {
      const sent = { kind: 'answer-lost', platform: 'teams', outcome: 'sent', reason: '' };
      expect(samplesOf(await readMetrics(), 'staffroom_deliveries_total')).toContainEqual({ labels: sent, value: 1 });
    });
    const text = await readMetrics();
    expect(samplesOf(text, 'staffroom_deliveries')).toContainEqual({ labels: { state: 'sent' }, value: 1 });
    expect(samplesOf(text, 'staffroom_delivery_oldest_unsent_seconds')[0]?.value).toBe(0);
    expect(samplesOf(text, 'staffroom_database_up')[0]?.value).toBe(1);
    expect(samplesOf(text, 'staffroom_database_connections').length).toBe(3);
    await eventually(async () =>
      expect(samplesOf(await readMetrics(), 'staffroom_tick_age_seconds')[0]?.value).toBeLessThan(180),
    );
  });

  it('a collector is answered while the database is away, and told that it is', async () => {
    await service.database.pool.query('ALTER TABLE "Delivery" RENAME TO "Hidden"');
    const text = await readMetrics();
    await service.database.pool.query('ALTER TABLE "Hidden" RENAME TO "Delivery"');
    expect(samplesOf(text, 'staffroom_database_up')[0]?.value).toBe(0);
    expect(samplesOf(text, 'staffroom_deliveries')).toEqual([]);
    expect(samplesOf(text, 'staffroom_turns_total').length).toBeGreaterThan(0);
  });

  it('no label is a name, an address or an id', async () => {
    const text = await readMetrics();
    expect(text).not.toMatch(/@|[0-9a-f]{8}-[0-9a-f]{4}|UHEAD|a:chat-of/);
    for (const { labels } of samplesOf(text, 'staffroom_turns_total')) expect(labels.intent).toMatch(/^[a-z-]+$/);
  });
});

const folder = join(import.meta.dirname, '..', '..', 'manifests', 'monitoring');
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly description: string };
}
const rules: readonly Rule[] = parseYaml(readFileSync(join(folder, 'alerts.yaml'), 'utf8')).groups.flatMap(
  (group: { rules: Rule[] }) => group.rules,
);
interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: ReadonlyArray<{ readonly expr: string }>;
}
const panels: readonly Panel[] = JSON.parse(readFileSync(join(folder, 'grafana-dashboard.json'), 'utf8')).panels;
/** What Grafana puts in before it asks. */
const filledIn = (expr: string) => expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', 'staffroom');

/** Metrics and labels that an expression names. @throws when it is not PromQL */
function namesIn(expr: string): { metrics: string[]; labels: string[] } {
  const names = { metrics: [] as string[], labels: [] as string[] };
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`Not PromQL at ${from}: ${expr}`);
      if (type.name === 'VectorSelector') names.metrics.push(/^[a-z_0-9]+/.exec(expr.slice(from, to))?.[0] ?? '');
      if (type.name === 'LabelName') names.labels.push(expr.slice(from, to));
    },
  });
  return names;
}

describe('the dashboard and the alerts', () => {
  const expressions = [
    ...rules.map(({ alert, expr }) => ({ of: alert, expr })),
    ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ of: title, expr: filledIn(expr) }))),
  ];

  it('ask only for metrics that there are', async () => {
    const printed = new Set([...(await readMetrics()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? ''));
    const isPrinted = (name: string) => printed.has(name) || printed.has(name.replace(/_(bucket|count|sum)$/, ''));
    expect(expressions.length).toBeGreaterThan(20);
    for (const { of, expr } of expressions) {
      const { metrics } = namesIn(expr);
      expect(metrics.length).toBeGreaterThan(0);
      // Prometheus adds `up` itself.
      expect({ of, unknown: metrics.filter((name) => name !== 'up' && !isPrinted(name)) }).toEqual({ of, unknown: [] });
    }
  });

  it('name only labels that there are', async () => {
    const code = readFileSync(join(folder, '..', '..', 'src', 'telemetry', 'figures.ts'), 'utf8');
    const ours = [...code.matchAll(/labelNames: \[([^\]]*)\]/g)].flatMap(([, list = '']) => list.match(/\w+/g) ?? []);
    const known = new Set([...ours, 'job', 'instance', 'le', 'state', 'queue', 'route', 'status', 'method']);
    for (const { of, expr } of expressions) {
      const unknown = namesIn(expr).labels.filter((label) => !known.has(label));
      expect({ of, unknown }).toEqual({ of, unknown: [] });
    }
  });

  it('a mistyped expression would be found', () => {
    expect(() => namesIn('sum by (le) (rate(x[5m])')).toThrow('Not PromQL');
  });

  it('every alert says what is wrong and what to do, and no panel covers another', () => {
    for (const { alert, annotations } of rules) {
      expect(alert).toMatch(/^Staffroom[A-Z]\w+$/);
      expect(annotations.summary.length).toBeGreaterThan(10);
      expect(annotations.description.length).toBeGreaterThan(30);
    }
    const squares = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(squares).size).toBe(squares.length);
  });
});
