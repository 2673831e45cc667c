import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partnershipOfDemonstration } from '../../prisma/demo/partnership.js';
import { personas } from '../../prisma/demo/personas.js';
import { projectsOfOthers } from '../../prisma/demo/projects/projects-of-others.js';
import { projectsOfPartnership } from '../../prisma/demo/projects/projects-of-partnership.js';
import { localities } from '../../prisma/demo/schools/places.js';
import { trustSizes } from '../../prisma/demo/schools/school-names.js';

const source = join(import.meta.dirname, '..', '..', 'src');

/** Made by a generator, or words of the language by how often they are used. */
const notWritten = /^db\/generated\/|\.json$|^knowledge\/english-words\.ts$/;

/** All counties of the country are known as such, the partnership's own among them. */
const listOfCounties = 'knowledge/places.ts';

/** Names of projects that are words of the field as well. */
const ofTheField = new Set([
  'Peer review',
  'Stronger Governance',
  'Small Schools Project',
  'Special Schools Project',
  'Innovation Fund',
]);

const { name, alsoCalled, areas } = partnershipOfDemonstration;
const county = areas[0]?.toLowerCase() ?? '';
/** However they are written: word lists have no capitals. */
const places = [...areas, ...localities.flatMap(({ name: town, district, villages }) => [town, district, ...villages])];
/** Some are ordinary words as well, but for their capitals. */
const names = [
  ...[name, ...alsoCalled],
  ...trustSizes.map(([trust]) => trust),
  ...[...projectsOfPartnership, ...projectsOfOthers]
    .map((project) => project.name)
    .filter((one) => !ofTheField.has(one)),
  ...Object.values(personas).flatMap((persona) => persona.name.split(' ').at(-1) ?? []),
  'One Plan',
];

describe('what is shipped', () => {
  it('names nothing of the demonstration’s partnership: its places, trusts, projects and people are data', () => {
    const anyOf = (list: readonly string[], flags: string) =>
      new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...new Set(list)].join('|')})(?![\\p{L}\\p{N}])`, flags);
    const [anyName, anyPlace] = [anyOf(names, 'u'), anyOf(places, 'iu')];
    const isTold = (line: string) => anyName.test(line) || anyPlace.test(line);
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\.(ts|mjs|md)$/.test(file) && !notWritten.test(file));
    const found = files.flatMap((file) =>
      readFileSync(join(source, file), 'utf8')
        .split('\n')
        .map((line) => (file === listOfCounties ? line.replace(county, '') : line))
        .flatMap((line, at) => (isTold(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
    );
    expect(files.length).toBeGreaterThan(400);
    expect(found).toEqual([]);
  });
});
