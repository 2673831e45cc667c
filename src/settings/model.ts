import { z } from 'zod';
import type { ModelSettings } from '../knowledge/model/completion.js';

const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().min(1).optional());
const address = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z
    .string()
    .url('must be a whole address, for example https://models.example.org/v1')
    .refine(isSafeForSecrets, 'must begin with https://, for the key is sent there')
    .optional(),
);

/** The settings of the optional language model, for the schema of all settings. */
export const modelFields = {
  OPENAI_API_KEY: text,
  OPENAI_MODEL: text,
  OPENAI_ENDPOINT: address,
  AZURE_OPENAI_API_KEY: text,
  AZURE_OPENAI_ENDPOINT: address,
  AZURE_OPENAI_DEPLOYMENT: text,
};

type ModelValues = { readonly [Name in keyof typeof modelFields]?: string | undefined };

/** The model that words answers, if any, and every fault with its remedy. Without a key nothing leaves this machine. */
export function readModelSettings(values: ModelValues): {
  readonly model: ModelSettings | undefined;
  readonly faults: readonly string[];
} {
  const azure = [values.AZURE_OPENAI_API_KEY, values.AZURE_OPENAI_ENDPOINT, values.AZURE_OPENAI_DEPLOYMENT];
  const openai = [values.OPENAI_API_KEY, values.OPENAI_MODEL, values.OPENAI_ENDPOINT];
  if (azure.some(Boolean) && openai.some(Boolean)) {
    return refuse('OPENAI_… and AZURE_OPENAI_… are two models: set the one that is to phrase answers');
  }
  const {
    AZURE_OPENAI_API_KEY: azureKey,
    AZURE_OPENAI_ENDPOINT: azureEndpoint,
    AZURE_OPENAI_DEPLOYMENT: deployment,
  } = values;
  if (azureKey && azureEndpoint && deployment) {
    return { model: { kind: 'azure', apiKey: azureKey, endpoint: azureEndpoint, deployment }, faults: [] };
  }
  if (azure.some(Boolean)) {
    return refuse(
      'AZURE_OPENAI_API_KEY, AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_DEPLOYMENT belong together: set all three, or none',
    );
  }
  const { OPENAI_API_KEY: apiKey, OPENAI_MODEL: model = 'gpt-4o-mini', OPENAI_ENDPOINT: endpoint } = values;
  if (apiKey) return { model: { kind: 'openai', apiKey, model, ...(endpoint ? { endpoint } : {}) }, faults: [] };
  if (openai.some(Boolean))
    return refuse('OPENAI_MODEL and OPENAI_ENDPOINT need OPENAI_API_KEY: set it, or none of them');
  return { model: undefined, faults: [] };
}

function refuse(fault: string): ReturnType<typeof readModelSettings> {
  return { model: undefined, faults: [fault] };
}

/** Whether secrets may be sent to the address: over TLS, or within this machine. */
export function isSafeForSecrets(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
