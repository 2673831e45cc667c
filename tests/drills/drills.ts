import type { Drill } from './drill.js';
import { silentDatabase } from './silent-database.js';

export const drills: readonly Drill[] = [silentDatabase];
