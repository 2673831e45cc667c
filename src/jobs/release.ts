import type { Core } from '../app/core.js';
import { releaseHeld } from '../app/organising/held-sendings.js';
import { PutOff } from '../queue/jobs.js';

/** How often it is looked again, where the clocks of the database and of this process differ. Milliseconds. */
const lookAgainMs = 1_000;

/** Sends what waited so that it could be undone. @throws PutOff while it still waits */
export async function release(core: Core, heldId: string): Promise<void> {
  const waitsMs = await releaseHeld(core, heldId);
  if (waitsMs > 0) throw new PutOff(Math.min(waitsMs, lookAgainMs));
}
