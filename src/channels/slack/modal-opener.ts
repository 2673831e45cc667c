import type { Log } from '../../service/log.js';
import { faultOf } from './faults.js';
import type { Messenger, ShownModal } from './messenger.js';
import { waitingView } from './views.js';

/** Slack lets a trigger open a modal for three seconds; some of them are gone when it gets here. Milliseconds. */
const triggerLastsMs = 2_600;

/** A modal that can be opened, once, by the press of a button; or that stands open already. */
export interface ModalOpener {
  /** It stands open, with a word to wait or with what was shown last. */
  readonly isOpen: boolean;
  /** Opens it with a word to wait, unless it is open. Never throws. */
  hold(): Promise<void>;
  /** Shows this in it. @returns false when it can no longer be opened, or was closed */
  show(view: ShownModal): Promise<boolean>;
}

export function openerForView(messenger: Messenger, view: string, log: Log): ModalOpener {
  return { isOpen: true, hold: async () => undefined, show: (shown) => showIn(messenger, view, shown, log) };
}

export function openerForTrigger(messenger: Messenger, trigger: string, log: Log): ModalOpener {
  const until = Date.now() + triggerLastsMs;
  let opened: Promise<string | undefined> | undefined;
  const open = (view: ShownModal): Promise<string | undefined> => {
    opened =
      Date.now() < until ? messenger.openModal(trigger, view).catch(whenRefused(log)) : Promise.resolve(undefined);
    return opened;
  };
  return {
    get isOpen() {
      return opened !== undefined;
    },
    hold: async () => {
      if (!opened) await open(waitingView()).catch(() => undefined);
    },
    show: async (view) => {
      if (!opened) return (await open(view)) !== undefined;
      const id = await opened.catch(() => undefined);
      return id !== undefined && showIn(messenger, id, view, log);
    },
  };
}

async function showIn(messenger: Messenger, id: string, view: ShownModal, log: Log): Promise<boolean> {
  const done = await messenger.updateModal(id, view).then(() => true, whenRefused(log));
  return done === true;
}

/**
 * The trigger came too late or was used by a delivery before this one, or the person has closed the modal: the answer
 * finds another way. @throws what Slack did not decide
 */
function whenRefused(log: Log): (error: unknown) => undefined {
  return (error) => {
    const fault = faultOf(error);
    if (fault.kind !== 'refused') throw error;
    const expected = fault.code === 'not_found' || fault.code.includes('trigger');
    if (!expected) log.error({ fault: fault.code }, 'Slack refuses a modal');
    return undefined;
  };
}
