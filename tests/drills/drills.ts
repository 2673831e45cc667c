import type { Drill } from './drill.js';
import { messagingOutages } from './messaging-outage.js';
import { silentDatabase } from './silent-database.js';
import { starting } from './starting.js';
import { stopped } from './stopped.js';

export const drills: readonly Drill[] = [starting, stopped, ...messagingOutages, silentDatabase];
