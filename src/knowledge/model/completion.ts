import type { Memory } from '@microsoft/teams-ai/lib/MemoryFork.js';
import type { OpenAIModel } from '@microsoft/teams-ai/lib/models/OpenAIModel.js';
import type { PromptSection } from '@microsoft/teams-ai/lib/prompts/PromptSection.js';
import type { PromptTemplate } from '@microsoft/teams-ai/lib/prompts/PromptTemplate.js';
import type { ClientOptions } from 'openai';
import { askServer, type Send, type ServerReply } from './server.js';

/** Where the model is. Endpoints are whole addresses; OpenAI's own is used without one. */
export type ModelSettings =
  | { readonly kind: 'openai'; readonly apiKey: string; readonly model: string; readonly endpoint?: string }
  | {
      readonly kind: 'azure';
      readonly apiKey: string;
      readonly endpoint: string;
      readonly deployment: string;
      readonly apiVersion?: string;
    };

export interface ModelOptions {
  /** How requests are sent; `fetch` when left out. */
  readonly send?: Send;
  /** For everything, in milliseconds; 3,000 when left out. */
  readonly timeLimit?: number;
}

interface Prompt {
  readonly rules: string;
  /** What the rules are about, as JSON. */
  readonly data: string;
}

/**
 * Asks the model once for a JSON object.
 * @returns what it said, or why it said nothing in time; never throws
 */
export function completeJson(
  settings: ModelSettings,
  { send = fetch, timeLimit = 3_000 }: ModelOptions,
  prompt: Prompt,
): Promise<ServerReply> {
  return askServer(send, timeLimit, (guarded) => complete(settings, guarded, prompt));
}

async function complete(settings: ModelSettings, send: Send, prompt: Prompt): Promise<void> {
  // Loaded when it is first needed: most installations have no model, and it takes its time.
  const { OpenAIModel: Model } = await import('@microsoft/teams-ai/lib/models/OpenAIModel.js');
  const model = new Model(modelOptions(settings, send));
  // A context, prompt functions and a tokenizer serve templates; this prompt renders itself and reads none of them.
  const unused = undefined as never;
  await model.completePrompt(unused, noMemory, unused, unused, templateOf(prompt));
}

function modelOptions(settings: ModelSettings, send: Send): ConstructorParameters<typeof OpenAIModel>[0] {
  const common = {
    maxRetries: 0,
    useSystemMessages: true,
    responseFormat: { type: 'json_object' as const },
    clientOptions: { fetch: asLibraryFetch(send), maxRetries: 0 },
  };
  if (settings.kind === 'openai') {
    const { apiKey, model, endpoint } = settings;
    return { ...common, apiKey, defaultModel: model, ...(endpoint ? { endpoint } : {}) };
  }
  const { apiKey, endpoint, deployment, apiVersion = '2024-10-21' } = settings;
  return {
    ...common,
    azureApiKey: apiKey,
    azureEndpoint: endpoint,
    azureDefaultDeployment: deployment,
    azureApiVersion: apiVersion,
  };
}

type LibraryFetch = NonNullable<ClientOptions['fetch']>;

/** The library names node-fetch's types, and asks of a response only what the web's has as well. */
const asLibraryFetch = (send: Send) => send as unknown as LibraryFetch;

const noMemory: Memory = {
  deleteValue: () => undefined,
  hasValue: () => false,
  getValue: <Value>() => undefined as Value,
  setValue: () => undefined,
};

/** Messages as they are: the library's own sections read "{{…}}" in a question as template code. */
function templateOf({ rules: system, data }: Prompt): PromptTemplate {
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: data },
  ];
  const section: PromptSection = {
    required: true,
    tokens: -1,
    renderAsMessages: async () => ({ output: messages, length: 0, tooLong: false }),
    renderAsText: async () => ({ output: `${system}\n${data}`, length: 0, tooLong: false }),
  };
  const completion = {
    frequency_penalty: 0,
    presence_penalty: 0,
    temperature: 0,
    top_p: 1,
    max_tokens: 400,
    max_input_tokens: 16_000,
    include_history: false,
    include_images: false,
    include_input: false,
  };
  return { name: 'answer', prompt: section, config: { schema: 1.1, type: 'completion', completion } };
}
