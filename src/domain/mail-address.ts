/** What a text holds where an e-mail address is expected. */
export type ReadMailAddress =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'none' | 'malformed' }
  /** Two or more different addresses. */
  | { readonly kind: 'several' };

/** In characters (RFC 5321, 4.5.3.1, with the erratum 1690). */
const longestAddress = 254;
const longestLocalPart = 64;

/** Control and format characters, among them zero-width spaces and soft hyphens, which come with copied text. */
const invisible = /[\p{Cf}\p{Cc}]/gu;
/** A dot-atom of RFC 5322, 3.2.3. Quoted local parts exist on paper only. */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Labels of RFC 1035, the last one not a number; international ones in their ASCII form. */
const domainName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * One e-mail address as people paste it: `mailto:a@b.example?subject=…`, `Jane Smith <a@b.example>`, in quotation marks, with
 * invisible characters, or with a full stop at the end. Every address that is entered anywhere goes through here.
 * @returns the address in lower case, its domain in ASCII; no line break or other separator is ever part of it
 */
export function readMailAddress(text: string): ReadMailAddress {
  const parts = text
    .normalize('NFKC')
    .replace(/[\r\n\t]/g, ' ')
    .replace(invisible, '')
    .toLowerCase()
    .split(/[;,\s]+|\s*\/\s*/)
    .map(withoutWrapping)
    .filter((part) => part.includes('@'));
  const [address, ...others] = new Set(parts);
  if (address === undefined) return { kind: text.trim() === '' ? 'none' : 'malformed' };
  if (others.length > 0) return { kind: 'several' };
  const mended = inAscii(address);
  return mended === undefined ? { kind: 'malformed' } : { kind: 'address', address: mended };
}

/** The address of a text with one, or undefined. */
export function mendMailAddress(text: string | null | undefined): string | undefined {
  const read = readMailAddress(text ?? '');
  return read.kind === 'address' ? read.address : undefined;
}

function withoutWrapping(part: string): string {
  return part
    .replace(/^[<("'“‘[]+/, '')
    .replace(/^mailto:/, '')
    .replace(/\?.*$/, '')
    .replace(/[>)"'”’\].,:;]+$/, '');
}

function inAscii(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = asciiDomain(address.slice(at + 1));
  if (local.length > longestLocalPart || !localPart.test(local)) return undefined;
  if (domain === undefined || local.length + 1 + domain.length > longestAddress) return undefined;
  return `${local}@${domain}`;
}

function asciiDomain(domain: string): string | undefined {
  const ascii = /^[\x21-\x7e]*$/.test(domain) ? domain : hostOf(domain);
  return ascii !== undefined && domainName.test(ascii) ? ascii : undefined;
}

/** As the URL standard writes the host: `schüle.example` is `xn--schle-mva.example`. */
function hostOf(domain: string): string | undefined {
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : undefined;
}
