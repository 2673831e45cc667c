/** What the figures of a committee paper call schools without a trust. */
export const paperWords = {
  inNoTrust: 'In no trust',
} as const;
