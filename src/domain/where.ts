/** Where a session takes place, as its record has it; what is unknown is empty. */
interface Where {
  readonly venue: string | null;
  readonly address: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
  readonly link: string | null;
}

/** Everything of where it is in one line: a move is told when this changes. */
export function wholeWhere({ venue, address, town, postcode, link }: Where): string {
  return [venue, address, town, postcode, link].filter(Boolean).join(', ');
}
