import type { Column } from '../heading-row.js';

/** Which school a row is about: its URN, its LAESTAB or its name. */
export const schoolColumn = {
  heading: 'school',
  also: ['urn', 'school urn', 'school name', 'establishment', 'establishment name', 'academy', 'laestab', 'dfe number'],
  required: true,
  example: '199001',
} as const satisfies Column;
