import { addDays, type Day, day } from '../events/calendar.js';
import type { SchoolRow } from './schools.js';

interface LinkRow {
  predecessorUrn: number;
  successorUrn: number;
  linkedOn: Day;
  kind: string;
}

/** Closed schools have their own range of numbers. */
const firstClosedUrn = 199_501;

function closedVersionOf(school: SchoolRow, urn: number, name: string, closedOn: Day): SchoolRow {
  return {
    ...school,
    urn,
    name,
    website: `https://www.closed-${urn}.example`,
    type: school.diocese ? 'voluntary_controlled' : 'community',
    typeName: school.diocese ? 'Voluntary controlled school' : 'Community school',
    status: 'closed',
    trustId: null,
    cluster: null,
    pupils: 0,
    openedOn: null,
    closedOn,
    inPartnership: false,
  };
}

/**
 * Nine closed schools: six that became academies, two that merged into a neighbour, and one without a successor. `open`
 * are the schools open today.
 */
export function buildClosedSchools(open: readonly SchoolRow[]): { closed: SchoolRow[]; links: LinkRow[] } {
  const converts = open.filter((school) => school.trustId && school.phase === 'primary' && school.openedOn);
  const academies = converts.filter((_, index) => index % 20 === 0).slice(0, 6);
  const home = open.find((school) => school.locality === 'Louth' && school.type === 'community') ?? open[0];
  if (!home) throw new Error('No open schools to close others for: build the open ones first');
  const converted = academies.map((school, index) => {
    const name = school.name.replace(/(Primary )?Academy$/, 'Primary School');
    return closedVersionOf(school, firstClosedUrn + index, name, addDays(school.openedOn ?? day(2015, 9, 1), -1));
  });
  const merged = ['Thaddlewick Infant School', 'Thaddlewick Junior School'].map((name, index) =>
    closedVersionOf({ ...home, diocese: null }, firstClosedUrn + 6 + index, name, day(2021, 8, 31)),
  );
  const ended = closedVersionOf(
    { ...home, diocese: null },
    firstClosedUrn + 8,
    'Owlmere Fen Primary School',
    day(2019, 8, 31),
  );
  const links = [
    ...converted.map((school, index) => ({ school, successor: academies[index] ?? home, kind: 'Successor - academy' })),
    ...merged.map((school) => ({ school, successor: home, kind: 'Successor - amalgamated' })),
  ];
  return {
    closed: [...converted, ...merged, ended],
    links: links.map(({ school, successor, kind }) => ({
      predecessorUrn: school.urn,
      successorUrn: successor.urn,
      linkedOn: addDays(school.closedOn ?? day(2015, 9, 1), 1),
      kind,
    })),
  };
}
