/** The location of a session, as on record; unknown fields are empty. */
interface Where {
  readonly venue: string | null;
  readonly address: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
  readonly link: string | null;
}

/** The whole location in one line: when it changes, attendees are told. */
export function wholeWhere({ venue, address, town, postcode, link }: Where): string {
  return [venue, address, town, postcode, link].filter(Boolean).join(', ');
}
