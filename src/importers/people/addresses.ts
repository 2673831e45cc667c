type ReadAddress =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly fault: string };

const longest = 254;

/**
 * An email address as people paste it: `mailto:a@b.example`, `Jane Smith <a@b.example>`, or with a full stop at the end. The
 * invisible characters have been removed before.
 */
export function readAddressCell(cell: string): ReadAddress {
  const text = cell.trim().toLowerCase();
  if (text === '' || /^(n\/?a|none|nil|no email|unknown|t\.?b\.?c\.?|[-–—?]+)$/.test(text)) return { kind: 'none' };
  const parts = text
    .split(/[;,\s]+(?:and\s+|&\s*)?|\s*\/\s*/)
    .map((part) =>
      part
        .replace(/^[<("']+|[>)"'.,:]+$/g, '')
        .replace(/^mailto:/, '')
        .replace(/\?.*$/, ''),
    )
    .filter((part) => part.includes('@'));
  const distinct = [...new Set(parts)];
  const [address, ...others] = distinct;
  if (!address) return fault(`“${cell}” is no address.`);
  if (others.length > 0) return fault(`“${cell}” holds several addresses. Give each person a row of their own.`);
  if (address.length > longest || !/^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(address))
    return fault(`“${cell}” is no address.`);
  return { kind: 'address', address };
}

function fault(words: string): ReadAddress {
  return { kind: 'fault', fault: `email: ${words}` };
}
