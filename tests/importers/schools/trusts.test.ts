import { describe, expect, it } from 'vitest';
import { areaInWords } from '../../../src/conversation/talk/import-words.js';
import { readSchools } from '../../../src/importers/schools/read-schools.js';
import { registerCsv } from '../../support/worlds/register.js';

const register = registerCsv([
  { URN: '300001', EstablishmentName: 'Quay Primary', 'Trusts (name)': 'THE HARBOUR LEARNING TRUST' },
  { URN: '300002', EstablishmentName: 'Hill Primary', 'Trusts (name)': 'Harbour Learning Trust', 'LA (code)': '882' },
  { URN: '300003', EstablishmentName: 'Mill Primary', 'Trusts (name)': 'Harbour Trust' },
  { URN: '300004', EstablishmentName: 'Lane Primary' },
]);
const read = (words: string) =>
  readSchools({ schools: () => [Buffer.from(register)], links: undefined }, areaInWords(words));

describe('the register of schools', () => {
  it.each(['import schools of the Harbour Learning Trust', 'import schools for harbour learning trust please'])(
    'is narrowed to a trust, whatever local authorities its schools are in: %s',
    async (words) => {
      const file = await read(words);
      if (file.kind !== 'schools') throw new Error(file.words);
      expect(file.rows.map(({ urn }) => urn)).toEqual([300_001, 300_002]);
      expect(file.reach).toBe('area');
    },
  );

  it('says when no school is in that trust', async () => {
    const file = await read('import schools of the Lantern Trust');
    expect(file.kind === 'unreadable' && file.words).toContain(
      'No school of this file is in the trust “lantern trust”.',
    );
  });
});
