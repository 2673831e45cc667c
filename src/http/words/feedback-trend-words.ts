/** Where a new link to the feedback over a series comes from. */
export const trendRenewal = 'Ask "how did feedback change over" the series in the chat for a new one.';
