import { expect, it } from 'vitest';
import { readConfig } from '../../src/settings/config.js';

const azure = {
  AZURE_OPENAI_API_KEY: 'key',
  AZURE_OPENAI_ENDPOINT: 'https://partnership.openai.azure.com',
  AZURE_OPENAI_DEPLOYMENT: 'answers',
};

it('has no model without a key, even with empty lines in .env', () => {
  expect(readConfig({}).model).toBeUndefined();
  expect(readConfig({ OPENAI_API_KEY: '', AZURE_OPENAI_ENDPOINT: '' }).model).toBeUndefined();
});

it('reads the settings for OpenAI, a server of one’s own, or Azure', () => {
  expect(readConfig({ OPENAI_API_KEY: 'key' }).model).toMatchObject({ kind: 'openai', apiKey: 'key' });
  const own = { OPENAI_API_KEY: 'key', OPENAI_MODEL: 'small', OPENAI_ENDPOINT: 'http://127.0.0.1:9000/v1' };
  expect(readConfig(own).model).toMatchObject({ model: 'small', endpoint: 'http://127.0.0.1:9000/v1' });
  expect(readConfig(azure).model).toMatchObject({ kind: 'azure', deployment: 'answers' });
});

it.each([
  ['half of Azure', { AZURE_OPENAI_API_KEY: 'key' }, 'belong together'],
  ['both', { ...azure, OPENAI_API_KEY: 'key' }, 'are two models'],
  ['a model without a key', { OPENAI_MODEL: 'small' }, 'need OPENAI_API_KEY'],
  [
    'a key sent in the clear',
    { OPENAI_API_KEY: 'key', OPENAI_ENDPOINT: 'http://models.example.org/v1' },
    'must begin with https://',
  ],
])('refuses %s with what to do', (_what, env, remedy) => {
  expect(() => readConfig(env)).toThrow(remedy);
});
