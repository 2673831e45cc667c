import { afterwardsIntents } from './afterwards/afterwards-intents.js';
import { channelIntents } from './board/channel-intents.js';
import { figuresByHandIntents } from './figures/by-hand-intents.js';
import { invitationIntents } from './invitations/invitation-intents.js';
import { operationsIntents } from './operations/operations-intents.js';
import { organisingIntents } from './organising/organising-intents.js';
import { headIntents } from './people/head-intents.js';
import { roleIntents } from './people/role-intents.js';
import { privacyIntents } from './privacy/privacy-intents.js';
import { planningIntents } from './projects/planning-intents.js';
import type { Intent } from './talk/intent.js';
import { writingIntents } from './writing/writing-intents.js';

/** Intents of organisers and administrators, and everybody's own data. Part of the intent table. */
export const organiserIntents: readonly Intent[] = [
  ...roleIntents,
  ...organisingIntents,
  ...writingIntents,
  ...figuresByHandIntents,
  ...afterwardsIntents,
  ...invitationIntents,
  ...planningIntents,
  ...headIntents,
  ...channelIntents,
  ...privacyIntents,
  ...operationsIntents,
];
