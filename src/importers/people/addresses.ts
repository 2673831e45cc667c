import { readMailAddress } from '../../domain/mail-address.js';
import { peopleFileWords } from './people-file-words.js';

type ReadAddress =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly fault: string };

/** A cell with one email address, however it was pasted, or with one of the ways to say that there is none. */
export function readAddressCell(cell: string): ReadAddress {
  const text = cell.trim().toLowerCase();
  if (text === '' || /^(n\/?a|none|nil|no email|unknown|t\.?b\.?c\.?|[-–—?]+)$/.test(text)) return { kind: 'none' };
  const read = readMailAddress(text);
  switch (read.kind) {
    case 'address':
      return read;
    case 'several':
      return fault(peopleFileWords.severalAddresses(cell));
    case 'none':
    case 'malformed':
      return fault(peopleFileWords.noAddress(cell));
  }
}

function fault(words: string): ReadAddress {
  return { kind: 'fault', fault: `email: ${words}` };
}
