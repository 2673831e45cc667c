import type { Drill } from './drill.js';
import { backedUp, dumped, moved } from './keeping.js';
import { messagingOutages } from './messaging-outage.js';
import { releaseBefore } from './release-before.js';
import { rollingDeploy } from './rolling-deploy.js';
import { silentDatabase } from './silent-database.js';
import { starting } from './starting.js';
import { stopped } from './stopped.js';

export const drills: readonly Drill[] = [
  starting,
  stopped,
  backedUp,
  moved,
  dumped,
  rollingDeploy,
  releaseBefore,
  ...messagingOutages,
  silentDatabase,
];
