/** What a table calls those who are of no school, schools in no trust, and schools of which no register has said it. */
export const ofNoneWords = {
  'no-school': 'No school',
  'no-trust': 'In no trust',
  'not-known': 'Not on record',
} as const;
