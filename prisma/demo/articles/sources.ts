import { type Day, day } from '../events/calendar.js';

interface SourceRow {
  id: string;
  title: string;
  publisher: string;
  publishedOn: Day;
}

/** The published documents behind figures and articles. Only their facts are used, not their text. */
export const sources: readonly SourceRow[] = [
  {
    id: 'S1',
    title: 'Lincolnshire Learning Partnership: funding proposal 2018/19',
    publisher: 'Lincolnshire Schools’ Forum',
    publishedOn: day(2018, 1, 18),
  },
  {
    id: 'S2',
    title: 'Sector-led school improvement: update',
    publisher: 'Lincolnshire Children and Young People Scrutiny Committee',
    publishedOn: day(2017, 3, 10),
  },
  {
    id: 'S3',
    title: 'Lincolnshire Learning Partnership: update',
    publisher: 'Lincolnshire Children and Young People Scrutiny Committee',
    publishedOn: day(2020, 3, 6),
  },
  {
    id: 'S4',
    title: 'Working with schools: update',
    publisher: 'Dorset People and Communities Overview and Scrutiny Committee',
    publishedOn: day(2018, 10, 10),
  },
  {
    id: 'S5',
    title: 'School-led networks: frequently asked questions',
    publisher: 'Lancashire County Council',
    // The document gives only the year; its first day is used so that nothing looks newer than it is.
    publishedOn: day(2020, 1, 1),
  },
];

/** The day a document was published. @throws when there is no such document */
export function dateOfSource(id: string): Day {
  const source = sources.find((one) => one.id === id);
  if (!source) throw new Error(`No paper ${id}: name one of ${sources.map((one) => one.id).join(', ')}`);
  return source.publishedOn;
}
