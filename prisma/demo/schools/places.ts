/** A locality of the partnership: a real town with invented villages. */
export interface Locality {
  readonly name: string;
  /** The town, to a kilometre, in metres on the National Grid. */
  readonly at: readonly [easting: number, northing: number];
  readonly district: District;
  /** Outward postcodes. The inward parts use letters that real ones never have. */
  readonly outward: readonly string[];
  /** Number of primary schools in the town, besides one for each village. */
  readonly townPrimaries: number;
  readonly secondaries: number;
  readonly specials: number;
  readonly villages: readonly string[];
}

export type District =
  | 'Boston'
  | 'East Lindsey'
  | 'Lincoln'
  | 'North Kesteven'
  | 'South Holland'
  | 'South Kesteven'
  | 'West Lindsey';

const list = (words: string): string[] => words.split(', ');

/** Towns and districts are real; every village is invented. */
export const localities: readonly Locality[] = [
  {
    name: 'Boston',
    at: [532_000, 344_000],
    district: 'Boston',
    outward: ['PE20', 'PE21', 'PE22'],
    townPrimaries: 10,
    secondaries: 5,
    specials: 3,
    villages: list(
      'Marrowfen, Haverdyke, Toftmarsh, Wybermere, Sluicegate End, Kirkmarsh, Ottermere, Leverfen, Swinedyke, ' +
        'Amberfleet, Butterdyke, Samphire End, Gedmarsh, Bickerfleet, Algarmere, Fossfleet, Tatterby',
    ),
  },
  {
    name: 'Lincoln',
    at: [497_000, 371_000],
    district: 'Lincoln',
    outward: ['LN1', 'LN2', 'LN5', 'LN6'],
    townPrimaries: 24,
    secondaries: 9,
    specials: 5,
    villages: list('Ermby, Wragmoor, Burtlow, Cathcroft'),
  },
  {
    name: 'North Hykeham',
    at: [494_000, 366_000],
    district: 'North Kesteven',
    outward: ['LN5', 'LN6'],
    townPrimaries: 5,
    secondaries: 3,
    specials: 0,
    villages: list('Bassingmoor, Aubmere, Thurlwick, Waddingholme, Harmsley, Swinderley, Brantwick, Eaglemoor'),
  },
  {
    name: 'Sleaford',
    at: [506_000, 345_000],
    district: 'North Kesteven',
    outward: ['NG34'],
    townPrimaries: 5,
    secondaries: 5,
    specials: 1,
    villages: list(
      'Heckmere, Ruskwick, Anfen, Cranfleet, Kirkbeck, Dorringthwaite, Metherwick, Ewerholme, Aswick, Helpringmere, ' +
        'Walcroft, Timberfen, Digbeck, Leasingholme, Wilsthorne, Scredwick, Folkmere, Navenwick',
    ),
  },
  {
    name: 'Grantham',
    at: [491_000, 335_000],
    district: 'South Kesteven',
    outward: ['NG31', 'NG32', 'NG33'],
    townPrimaries: 12,
    secondaries: 6,
    specials: 2,
    villages: list(
      'Harlwick, Dentwick, Colstermoor, Skillingworth, Barrowick, Ropsthorpe, Ancastrop, Corbeck, Great Pontwick, ' +
        'Little Pontwick, Marstow, Woolswick, Allingwick, Sedgewold, Foxholme, Hougwick, Stainmere',
    ),
  },
  {
    name: 'Stamford',
    at: [503_000, 307_000],
    district: 'South Kesteven',
    outward: ['PE9'],
    townPrimaries: 5,
    secondaries: 3,
    specials: 1,
    villages: list('Uffholme, Tallingwick, Barholt, Rylethorpe, Easterwell, Wothwick, Casterholt'),
  },
  {
    name: 'Bourne',
    at: [509_000, 320_000],
    district: 'South Kesteven',
    outward: ['PE10'],
    townPrimaries: 4,
    secondaries: 2,
    specials: 1,
    villages: list('Morthwick, Rippingfen, Thurlfen, Aslackholt, Dowsmere, Hacconfen, Edenwick'),
  },
  {
    name: 'Market Deeping',
    at: [513_000, 310_000],
    district: 'South Kesteven',
    outward: ['PE6'],
    townPrimaries: 3,
    secondaries: 1,
    specials: 0,
    villages: list('Langfen, Baswick, Pegafen, Frogmarsh'),
  },
  {
    name: 'Spalding',
    at: [524_000, 322_000],
    district: 'South Holland',
    outward: ['PE11', 'PE12'],
    townPrimaries: 8,
    secondaries: 4,
    specials: 2,
    villages: list(
      'Pinchfen, Surfleigh, Goswick Fen, Quadrove, Moulthorpe, Cowbeck, Tydfen, Crowfleet, Gosbermere, Weldyke, ' +
        'Deepdrove, Little Moulthorpe',
    ),
  },
  {
    name: 'Holbeach',
    at: [535_000, 324_000],
    district: 'South Holland',
    outward: ['PE12'],
    townPrimaries: 3,
    secondaries: 2,
    specials: 1,
    villages: list(
      'Gedfleet, Fleetmarsh, Whaplow, Sutterdrove, Lutmere, Washmere, Long Merrow, Terrdyke, Abbot Drove End, ' +
        'Penny Fleet, Crossgate Fen',
    ),
  },
  {
    name: 'Gainsborough',
    at: [481_000, 389_000],
    district: 'West Lindsey',
    outward: ['LN1'],
    townPrimaries: 6,
    secondaries: 4,
    specials: 1,
    villages: list(
      'Morthwaite, Corringley, Trentwick, Upholme, Kexmere, Scothwick, Springmoor, Glentwold, Heapwick, Knaithorpe, ' +
        'Gatewick, Laughterholme, Pilhamwick',
    ),
  },
  {
    name: 'Market Rasen',
    at: [510_000, 389_000],
    district: 'West Lindsey',
    outward: ['LN7', 'LN8'],
    townPrimaries: 2,
    secondaries: 2,
    specials: 0,
    villages: list(
      'Tealwold, Osgodwick, Middlewold, Caistrop, Linmoor, Faldwick, Wickenholme, Usselthorpe, Binwold, Keelwick, ' +
        'Nettlewold',
    ),
  },
  {
    name: 'Louth',
    at: [532_000, 387_000],
    district: 'East Lindsey',
    outward: ['LN11'],
    townPrimaries: 4,
    secondaries: 3,
    specials: 1,
    villages: list(
      'Keddlethorpe, Grimswold, Tathwick, Welthorne, Alvinthorpe, Ludbrook, Yarwick, Manbeck, Legbrook, Covenwick, ' +
        'Hallowick, Raithwold, Elkwick',
    ),
  },
  {
    name: 'Mablethorpe',
    at: [550_000, 385_000],
    district: 'East Lindsey',
    outward: ['LN12'],
    townPrimaries: 2,
    secondaries: 1,
    specials: 0,
    villages: list('Trusmere, Maltmarsh, Theddlewick, Suttersea, Dunefleet'),
  },
  {
    name: 'Horncastle',
    at: [526_000, 369_000],
    district: 'East Lindsey',
    outward: ['LN9', 'LN10'],
    townPrimaries: 2,
    secondaries: 1,
    specials: 1,
    villages: list(
      'Baumberley, Tetterwick, Bainwick, Mareholme, Wispwick, Scrivelthorpe, Belchwold, Hemswick, Roughwold',
    ),
  },
  {
    name: 'Skegness',
    at: [556_000, 363_000],
    district: 'East Lindsey',
    outward: ['PE24', 'PE25'],
    townPrimaries: 6,
    secondaries: 3,
    specials: 1,
    villages: list(
      'Winthorne, Ingolmere, Crofthaven, Wainmarsh, Chapelsea, Burghmere, Salterswick, Gibraltoft, Thorpe Aldith',
    ),
  },
  {
    name: 'Spilsby',
    at: [540_000, 366_000],
    district: 'East Lindsey',
    outward: ['PE23'],
    townPrimaries: 1,
    secondaries: 1,
    specials: 0,
    villages: list('Hundlewick, Partmere, Halthorne, Bolingwold, Mavwick, Toynmarsh, Stickmere'),
  },
  {
    name: 'Alford',
    at: [545_000, 375_000],
    district: 'East Lindsey',
    outward: ['LN13'],
    townPrimaries: 1,
    secondaries: 0,
    specials: 0,
    villages: list('Bilsthorne, Ulcefleet, Wellerwick, Farlethorne, Rigsmere'),
  },
];
