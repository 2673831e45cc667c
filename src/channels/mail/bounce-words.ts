import type { Bounce } from './read-bounce.js';

/** Why a mail came back, for organisers: names nobody. */
export function whyItCameBack({ of }: Bounce): string {
  switch (of) {
    case 'hard':
      return 'The e-mail came back: the person’s mail server refuses their address.';
    case 'soft':
      return 'The e-mail came back: the person’s mail server did not take it in time.';
    case 'message':
      return 'The e-mail came back: the person’s mail server refused what it says.';
  }
}
