import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settle } from '../drills/bookers.js';
import { eventually } from '../support/eventually.js';
import { demoTenant } from '../support/service.js';
import { type Service, startService } from '../support/service-process.js';
import { teamsChat } from '../support/teams/teams.js';
import { closeServer, type FakeConnector, fakeConnector } from '../support/teams/teams-connector.js';

/** A span as OTLP writes it in JSON. */
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}
interface LogRecord {
  readonly traceId?: string;
  readonly body?: { readonly stringValue?: string };
}

/** A collector on this machine, which takes OTLP over HTTP in JSON. */
const received: string[] = [];
const spans: Span[] = [];
const records: LogRecord[] = [];
const collector = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  received.push(body);
  const { resourceSpans = [], resourceLogs = [] } = JSON.parse(body);
  for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
  for (const { scopeLogs } of resourceLogs) for (const scope of scopeLogs) records.push(...scope.logRecords);
  response.setHeader('content-type', 'application/json').end('{}');
});

const folder = mkdtempSync(join(tmpdir(), 'staffroom-traces-'));
let connector: FakeConnector;
let service: Service;
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  connector = await fakeConnector();
  const settings = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_BLRP_SCHEDULE_DELAY: '100',
  };
  service = await startService({ dataDir: folder, quiet: true, settings });
});
afterAll(async () => {
  await service.kill();
  await connector.close();
  await closeServer(collector);
  rmSync(folder, { recursive: true, force: true });
});

it('one message is one trace across claim, use case, job and post, without its text or anybody’s name', async () => {
  const baseUrl = `http://127.0.0.1:${service.port}`;
  const name = 'Markname Displayperson';
  const chat = await teamsChat({ baseUrl, user: 'booker', tenant: demoTenant, connector, name });
  await settle(chat, 0);
  await chat.say('Marksaid Wordsperson says that the reeds are high');
  // The answer does not get through, so that a message follows it.
  connector.fail({ status: 403 });
  await chat.say('book the online governor briefing');
  // What else is due on the day is delivered as well, in traces of its own.
  const tracesOf = (name: string) => spans.filter((span) => span.name === name).map((span) => span.traceId);
  const delivered = () => tracesOf('job deliver').filter((id) => tracesOf('POST /api/messages').includes(id));
  await eventually(() => expect(delivered()).toHaveLength(1));
  const [traceId] = delivered();
  const ofTrace = () => spans.filter((span) => span.traceId === traceId);
  const names = ofTrace().map((span) => span.name);
  for (const one of ['turn', 'claim turn', 'intent book', 'use case', 'close turn']) expect(names).toContain(one);
  // The answer that was lost, and the message.
  expect(names.filter((one) => one === 'teams post')).toHaveLength(2);
  const ids = new Set(ofTrace().map(({ spanId }) => spanId));
  const rootless = ofTrace().filter(({ parentSpanId }) => !parentSpanId || !ids.has(parentSpanId));
  expect(rootless.map((span) => span.name)).toEqual(['POST /api/messages']);
  await eventually(() => {
    const told = records.filter((record) => record.traceId === traceId).map(({ body }) => body?.stringValue);
    expect(told).toEqual(expect.arrayContaining(['turn answered', 'delivery settled']));
  });
  expect(received.join('')).not.toMatch(/mark(name|said)|displayperson|wordsperson|reeds|governor briefing|marrowfen/i);
});

it('what was not sent yet is sent when it is told to stop', async () => {
  const before = records.length;
  await service.stop();
  const told = records.slice(before).map(({ body }) => body?.stringValue);
  expect(told).toContain('stopped');
});
