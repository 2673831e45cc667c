/** What a table calls those who are of no school, and schools in no trust. */
export const ofNoneWords = { 'no-school': 'No school', 'no-trust': 'In no trust' } as const;
