/** Of which school, by URN, or which part of the area a yearly page is, and of which academic year. */
export interface YearPage {
  readonly of: { readonly kind: 'school'; readonly urn: number } | { readonly kind: 'locality'; readonly name: string };
  /** In which it starts. */
  readonly year: number;
}

/** Writes it as text that fits into a signed link. */
export function writeYearPage(page: YearPage): string {
  return Buffer.from(JSON.stringify(page)).toString('base64url');
}

/** @returns undefined when it is none */
export function readYearPage(written: string): YearPage | undefined {
  try {
    const { of, year } = JSON.parse(Buffer.from(written, 'base64url').toString('utf8'));
    if (!Number.isInteger(year) || year < 1_900 || year > 2_200) return undefined;
    if (of?.kind === 'school' && Number.isInteger(of.urn)) return { of: { kind: 'school', urn: of.urn }, year };
    if (of?.kind === 'locality' && typeof of.name === 'string')
      return { of: { kind: 'locality', name: of.name }, year };
    return undefined;
  } catch {
    // A link is signed, but one of another version may hold something else.
    return undefined;
  }
}
