import type { Intent } from './intents.js';
import { organisingIntents } from './organising-intents.js';
import { roleIntents } from './role-intents.js';

/** What organisers and administrators do. Part of the intent table. */
export const organiserIntents: readonly Intent[] = [...roleIntents, ...organisingIntents];
