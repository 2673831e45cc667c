import { existsSync } from 'node:fs';
import { type Config, readConfig } from './config.js';

/** The settings from the environment, and from the file `.env` of the working folder where there is one. @throws SettingsFault */
export function readSettings(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}
