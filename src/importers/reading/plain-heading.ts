/** How headings are compared: small letters, no accents, straight apostrophes, no colon, question mark or star behind. */
export function plainHeading(cell: string): string {
  return cell
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replace(/[’`]/g, "'")
    .replace(/[\s_]+/g, ' ')
    .replace(/^[\s*#]+|[\s*:?†]+$/g, '')
    .toLowerCase();
}

/** The same without what stands in brackets, such as `Date (dd/mm/yyyy)`, and without the star of what must be filled in. */
export function bareHeading(cell: string): string {
  return plainHeading(cell.replace(/[([][^)\]]*[)\]]/g, ' '));
}
