import { channelIntents } from './channel-intents.js';
import { headIntents } from './head-intents.js';
import type { Intent } from './intents.js';
import { organisingIntents } from './organising-intents.js';
import { planningIntents } from './planning-intents.js';
import { privacyIntents } from './privacy-intents.js';
import { roleIntents } from './role-intents.js';

/** What organisers and administrators do, and what everybody may ask about their own data. Part of the intent table. */
export const organiserIntents: readonly Intent[] = [
  ...roleIntents,
  ...organisingIntents,
  ...planningIntents,
  ...headIntents,
  ...channelIntents,
  ...privacyIntents,
];
