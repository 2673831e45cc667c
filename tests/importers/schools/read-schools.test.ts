import { describe, expect, it } from 'vitest';
import type { SchoolsFile, UnreadableFile } from '../../../src/app/imports/import-file-format.js';
import type { SchoolsWanted } from '../../../src/importers/schools/area.js';
import { readSchools } from '../../../src/importers/schools/read-schools.js';
import { registerCsv, registerHead, registerRow } from '../../support/worlds/register.js';

const all: SchoolsWanted = { authorities: [], districts: [] };

/** In pieces of seven bytes: no letter may be cut in two. */
function inPieces(bytes: Uint8Array) {
  return function* () {
    for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7);
  };
}

function read(bytes: Uint8Array, wanted = all): Promise<SchoolsFile | UnreadableFile> {
  return readSchools({ schools: inPieces(bytes), links: undefined }, wanted);
}

async function wordsOf(bytes: Uint8Array, wanted = all): Promise<string> {
  const file = await read(bytes, wanted);
  return file.kind === 'unreadable' ? file.words : 'read';
}

const row = { URN: '100001', EstablishmentName: 'St Brónach’s, “Old” School' };
const csv = registerCsv([row]);

describe('the establishments file', () => {
  it.each([
    ['UTF-8', Buffer.from(csv, 'utf8')],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${csv}`, 'utf8')],
    ['Windows-1252', Buffer.from(csv.replace('’', '\u0092').replace('“', '\u0093').replace('”', '\u0094'), 'latin1')],
  ])('is read in %s', async (_encoding, bytes) => {
    const file = await read(bytes);
    expect(file.kind === 'schools' && file.rows.map(({ urn, fields }) => [urn, fields.name])).toEqual([
      [100001, 'St Brónach’s, “Old” School'],
    ]);
  });

  it('leaves alone what it has no column for', async () => {
    const few = [
      'EstablishmentName,URN,Town,Postcode,EstablishmentStatus (name),TypeOfEstablishment (name),PhaseOfEducation (name)',
      'A School,100001,Lincoln,LN1 1AA,"Open, but proposed to close",Community school,Middle deemed secondary',
    ].join('\n');
    const file = await read(Buffer.from(few));
    expect(file.kind === 'schools' && file.rows[0]?.fields).toEqual({
      name: 'A School',
      phase: 'secondary',
      type: 'community',
      typeName: 'Community school',
      status: 'closing',
      town: 'Lincoln',
      postcode: 'LN1 1AA',
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'This file is empty.'],
    ['a ZIP', Buffer.from('PK\u0003\u0004zip'), 'Unpack the download'],
    ['another table', Buffer.from('a,b\n1,2\n'), 'This is not the register of schools'],
    ['headings alone', Buffer.from(registerHead()), 'headings and no schools'],
    ['the links file', Buffer.from('URN,LinkURN,LinkName,LinkType\n'), 'with --links'],
    ['a quotation mark left open', Buffer.from(`${csv}"100002,never closed`), 'no whole CSV'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'no CSV'],
  ])('is refused when it is %s', async (_what, bytes, words) => {
    expect(await wordsOf(bytes)).toContain(words);
  });

  it('is refused when the area has no school in it, with the areas that it has', async () => {
    expect(await wordsOf(Buffer.from(csv), { authorities: ['999'], districts: [] })).toContain('925 Lincolnshire');
  });

  it('is narrowed to districts in any case', async () => {
    const away = registerRow({ URN: '100002', EstablishmentName: 'Away', 'DistrictAdministrative (name)': 'Boston' });
    const file = await readSchools(
      { schools: inPieces(Buffer.from(csv + away)), links: undefined },
      { authorities: [], districts: ['boston'] },
    );
    expect(file.kind === 'schools' && [file.rows.map(({ urn }) => urn), file.reach]).toEqual([[100002], 'area']);
  });

  describe('narrowed to local authorities', () => {
    const places = ['Kent', 'Bath and North East Somerset', 'Somerset', 'Bristol, City of', 'North Yorkshire'];
    const country = registerCsv(
      places.map((name, index) => ({
        URN: String(100_010 + index),
        EstablishmentName: name,
        'LA (code)': String(800 + index),
        'LA (name)': name,
      })),
    );

    it.each([
      [['kent'], ['Kent']],
      [['Kent, Bath and North East Somerset and LA 803'], ['Kent', 'Bath and North East Somerset', 'Bristol, City of']],
      [
        ['somerset', '804'],
        ['Somerset', 'North Yorkshire'],
      ],
      [['Bristol'], ['Bristol, City of']],
      [['Bristol, City of; Kent'], ['Kent', 'Bristol, City of']],
    ])('%j has the schools of %j', async (authorities, names) => {
      const file = await read(Buffer.from(country), { authorities, districts: [] });
      expect(file.kind === 'schools' && file.rows.map(({ authority }) => authority)).toEqual(names);
    });

    it('is refused when one of them is not in the file, with the one that may be meant', async () => {
      const words = await wordsOf(Buffer.from(country), { authorities: ['Kent', 'North Yorkshir'], districts: [] });
      expect(words).toContain('in the local authority “north yorkshir”. Did you mean North Yorkshire?');
    });
  });

  it('finds the row whose cells do not fit the headings', async () => {
    const file = await read(Buffer.from(`${csv}100002,925,broken\r\n`));
    expect(file.kind === 'schools' && file.faults).toEqual([
      expect.objectContaining({
        line: 3,
        faults: [expect.stringContaining('This row has 3 cells and the headings 140')],
      }),
    ]);
  });
});

describe('what the register holds beside open schools here', () => {
  const rowsOf = async (...rows: Parameters<typeof registerCsv>[0]) => {
    const file = await read(Buffer.from(registerCsv(rows)));
    if (file.kind === 'unreadable') throw new Error(file.words);
    return file;
  };
  const centre = { EstablishmentName: 'Fen Centre', 'PhaseOfEducation (name)': 'Not applicable' };

  it('leaves out children’s centres and entries that were taken back, with a count of each', async () => {
    const file = await rowsOf(
      row,
      { ...centre, URN: '20001', 'TypeOfEstablishment (name)': "Children's centre" },
      { ...centre, URN: '20002', 'TypeOfEstablishment (name)': "Children's centre linked site" },
      { ...row, URN: '100003', 'EstablishmentStatus (name)': 'Created in error' },
    );
    expect([file.rows.map(({ urn }) => urn), file.faults]).toEqual([[100001], []]);
    expect(file.remarks).toEqual([
      'Left out, because they are no schools: children’s centres (2), entries that the register took back or has not approved (1).',
    ]);
  });

  it('takes in Welsh establishments, outside the partnership', async () => {
    const welsh = {
      URN: '401234',
      EstablishmentName: 'Ysgol Gymraeg y Gors',
      'LA (code)': '667',
      'LA (name)': 'Ceredigion',
      'TypeOfEstablishment (name)': 'Welsh establishment',
      'PhaseOfEducation (name)': 'Not applicable',
      StatutoryLowAge: '',
      StatutoryHighAge: '',
      'DistrictAdministrative (name)': '',
    };
    const file = await rowsOf(welsh);
    expect([file.faults, file.rows[0]?.fields.typeName, file.rows[0]?.maintained]).toEqual([
      [],
      'Welsh establishment',
      false,
    ]);
  });

  it('knows a school that is open and proposed to close, however that is written', async () => {
    const file = await rowsOf(
      { ...row, 'EstablishmentStatus (name)': 'Open, but proposed to close' },
      { ...row, URN: '100002', 'EstablishmentStatus (name)': 'Open but proposed to close' },
    );
    expect(file.rows.map(({ fields }) => fields.status)).toEqual(['closing', 'closing']);
  });
});
