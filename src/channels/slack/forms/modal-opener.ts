import type { Log } from '../../../service/log.js';
import { faultOf } from '../faults.js';
import type { Messenger, ShownModal } from '../messenger.js';
import { waitingView } from './views.js';

/** A trigger is valid for three seconds; some of that has passed when it arrives. Milliseconds. */
const triggerLastsMs = 2_600;

/** Opens a modal once with a trigger, or updates one that is already open. */
export interface ModalOpener {
  /** Whether the modal is open. */
  readonly isOpen: boolean;
  /** Opens it with a waiting message, unless it is open. Never throws. */
  hold(): Promise<void>;
  /** Shows a view. @returns false when it can no longer be opened, or was closed */
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
 * The trigger has expired or been used, the person has closed the modal, or Slack did not answer: the answer is posted elsewhere.
 * Seen twice it is better than not at all.
 */
function whenRefused(log: Log): (error: unknown) => undefined {
  return (error) => {
    const fault = faultOf(error);
    const code = fault.kind === 'refused' || fault.kind === 'sign-in' ? fault.code : fault.kind;
    if (code !== 'not_found' && !code.includes('trigger')) log.error({ fault: code }, 'Slack did not show a modal');
    return undefined;
  };
}
