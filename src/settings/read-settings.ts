import { existsSync } from 'node:fs';
import { type Config, readConfig } from './config.js';

/**
 * Reads the settings from the environment, and from `.env` in the working directory if it exists. @throws SettingsFault
 */
export function readSettings(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}
