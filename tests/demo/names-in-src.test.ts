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

/** Made by a generator, or vectors of the words of the language. */
const notWritten = /^db\/generated\/|\.json$/;

/** Names of projects that are words of the field as well. */
const ofTheField = new Set([
  'Peer review',
  'Stronger Governance',
  'Small Schools Project',
  'Special Schools Project',
  'Innovation Fund',
]);

const { name, alsoCalled, areas } = partnershipOfDemonstration;
const names = [
  ...[name, ...alsoCalled, ...areas],
  ...localities.flatMap(({ name: town, district, villages }) => [town, district, ...villages]),
  ...trustSizes.map(([trust]) => trust),
  ...[...projectsOfPartnership, ...projectsOfOthers]
    .map((project) => project.name)
    .filter((one) => !ofTheField.has(one)),
  ...Object.values(personas).flatMap((persona) => persona.name.split(' ').at(-1) ?? []),
  'One Plan',
];

describe('what is shipped', () => {
  it('names nothing of the demonstration’s partnership: its places, trusts, projects and people are data', () => {
    const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...new Set(names)].join('|')})(?![\\p{L}\\p{N}])`, 'u');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\.(ts|mjs|md)$/.test(file) && !notWritten.test(file));
    const found = files.flatMap((file) =>
      readFileSync(join(source, file), 'utf8')
        .split('\n')
        .flatMap((line, at) => (any.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
    );
    expect(files.length).toBeGreaterThan(400);
    expect(found).toEqual([]);
  });
});
