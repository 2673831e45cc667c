import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webApi } from '@slack/bolt';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND, MESSAGE_SHORTCUT, SHORTCUTS } from '../../src/channels/slack/bolt.js';
import { channelEvents } from '../../src/channels/slack/presence/channel-events.js';
import { firstWords } from '../../src/conversation/everyday/first-words.js';
import { intentOf } from '../../src/conversation/intents.js';
import { type SlackTestService, slackService } from '../channels/slack/service.js';
import { slackPayload } from '../support/slack/slack-payloads.js';
import { commandScope, eventScopes, fileScope, methodScopes } from '../support/slack/slack-scopes.js';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'manifests', 'slack.json'), 'utf8');
const manifest = JSON.parse(text);
/** What a workspace adds that wants the app as an agent. */
const asAgent = JSON.parse(readFileSync(join(root, 'manifests', 'slack-agent.json'), 'utf8'));
/** Events that only come to an app with the older `assistant_view`, which we declare nowhere and serve all the same. */
const ofAnAssistant = ['assistant_thread_started'];
const folder = join(root, 'src', 'channels', 'slack');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const code = names.map((name) => {
  const file = join(folder, name);
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
});

describe('the Slack manifest', () => {
  it("is one by Slack's own types", () => {
    const probe = join(root, 'tests', 'manifests', 'slack-manifest-probe.ts');
    const source = `import type { webApi } from '@slack/bolt';\nexport const manifest = ${text.trim()} satisfies webApi.AppsManifestValidateArguments['manifest'];\n`;
    expect(diagnose(probe, source)).toEqual([]);
    const { agent_view } = asAgent.features;
    const declared = { ...manifest, features: { ...manifest.features, agent_view } };
    expect(diagnose(probe, source.replace(text.trim(), JSON.stringify(declared)))).toEqual([]);
    // What the types do not take would be found.
    expect(diagnose(probe, source.replace('"chat:write"', '"chat:shout"'))).not.toEqual([]);
  });

  it('asks for the scopes that the code needs, and for no others', () => {
    const methods = methodsCalled();
    expect(methods.filter((method) => !methodScopes[method])).toEqual([]);
    const needed = [
      ...methods.flatMap((method) => methodScopes[method] ?? []),
      ...manifest.settings.event_subscriptions.bot_events.flatMap((event: string) => eventScopes[event] ?? [event]),
      commandScope,
      fileScope,
    ];
    const { scopes } = asAgent.oauth_config;
    expect([...new Set(needed)].sort()).toEqual([...manifest.oauth_config.scopes.bot, ...scopes.bot].sort());
  });

  it('is extended, where the app is declared an agent, by the words to say first and within what Slack shows of them', () => {
    const { agent_description, suggested_prompts } = asAgent.features.agent_view;
    expect(agent_description.length).toBeLessThanOrEqual(300);
    expect(suggested_prompts).toEqual(firstWords.map((words) => ({ title: words, message: words })));
  });

  it('knows every method of the table that grants scopes: the code calls each', () => {
    expect(methodsCalled()).toEqual(Object.keys(methodScopes).sort());
  });

  it('subscribes to the events that the code hears, and to no others', () => {
    const heard = stringsGivenTo('event').map((event) => (event === 'message' ? 'message.im' : event));
    const all = [...heard.filter((event) => !ofAnAssistant.includes(event)), ...Object.keys(channelEvents)];
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(all.sort());
  });

  it('asks for nothing without saying why: the README has a reason for each scope', () => {
    const readme = readFileSync(join(root, 'manifests', 'README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-z:._]+)` \| (.+) \|$/gm)];
    const reasons = rows.filter(([, scope]) => scope?.includes(':') || scope === commandScope);
    const asked = [...manifest.oauth_config.scopes.bot, ...asAgent.oauth_config.scopes.bot].sort();
    expect(reasons.map(([, scope]) => scope).sort()).toEqual(asked);
    for (const [, , reason] of reasons) expect(reason?.split(' ').length).toBeGreaterThan(3);
  });

  it('has the command and the shortcuts that the code hears, and each shortcut is something that can be asked for', () => {
    expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual([COMMAND]);
    const shortcuts = manifest.features.shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id);
    expect(shortcuts).toEqual([...SHORTCUTS, MESSAGE_SHORTCUT]);
    for (const verb of shortcuts) expect(intentOf(verb)).toBeDefined();
  });

  it('sends everything to the one address', () => {
    const addresses = [...text.matchAll(/"(?:request_|message_menu_options_)?url": "([^"]+)"/g)].map(
      ([, address]) => address,
    );
    expect(addresses).toHaveLength(4);
    expect(new Set(addresses)).toEqual(new Set(['https://staffroom.example.org/slack/events']));
  });
});

describe('what the manifest announces', () => {
  let service: SlackTestService;
  beforeAll(async () => {
    service = await slackService();
  });
  afterAll(() => service.stop());

  it.each<[string, 'event' | 'interaction' | 'command', Record<string, unknown>]>([
    ['message-im', 'event', {}],
    ['app-mention', 'event', {}],
    ['app-home-opened', 'event', {}],
    ['member-joined-channel', 'event', {}],
    ['slash-command', 'command', { response_url: 'http://127.0.0.1:9/gone' }],
    ['message-shortcut', 'interaction', {}],
    ...SHORTCUTS.map((callback_id): [string, 'interaction', Record<string, unknown>] => [
      'shortcut',
      'interaction',
      { callback_id, trigger_id: callback_id },
    ]),
  ])('reaches the conversation: %s', async (name, wire, changes) => {
    const before = service.turns.length;
    const seen = await service.chat().send(wire, slackPayload(name, changes));
    expect(seen.status).toBe(200);
    expect(service.turns.length).toBe(before + 1);
  });
});

/** Methods of Slack's Web API that the code calls, by the names of the client's functions. */
function methodsCalled(): string[] {
  const client = new webApi.WebClient();
  const isMethod = (path: string) =>
    typeof path.split('.').reduce<unknown>((room, name) => Reflect.get(Object(room), name), client) === 'function';
  const found = new Set<string>();
  for (const source of code) {
    visit(source, (node) => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
      const { expression: room, name } = node.expression;
      const paths = roomsOf(room).map((path) => `${path}.${name.text}`);
      for (const path of paths.filter(isMethod)) found.add(path);
      // Any method at all; to hand a call on to the SDK is none.
      if (name.text === 'apiCall' && room.kind !== ts.SyntaxKind.SuperKeyword) found.add('apiCall');
    });
  }
  return [...found].sort();
}

/** `a.b.c` as the rooms that may lead to a method: `c`, and `b.c`. */
function roomsOf(node: ts.Expression): string[] {
  if (!ts.isPropertyAccessExpression(node)) return [];
  const { expression, name } = node;
  const outer = ts.isPropertyAccessExpression(expression) ? [`${expression.name.text}.${name.text}`] : [];
  return [name.text, ...outer];
}

/** Texts that stand first in the arguments of `something.name('text', …)`. */
function stringsGivenTo(name: string): string[] {
  const found: string[] = [];
  for (const source of code) {
    visit(source, (node) => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
      const [first] = node.arguments;
      if (node.expression.name.text === name && first && ts.isStringLiteral(first)) found.push(first.text);
    });
  }
  return found;
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** What the compiler says of a file that only exists here. */
function diagnose(file: string, source: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2023) : read(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const own = program.getSourceFile(file);
  return ts
    .getPreEmitDiagnostics(program, own)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
