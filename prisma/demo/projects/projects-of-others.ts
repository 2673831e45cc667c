import { type ProjectRow, project } from './project-row.js';

/** Projects run by the council and teaching schools together with the partnership. */
export const projectsOfOthers: readonly ProjectRow[] = [
  project('caring2learn', {
    name: 'Caring2Learn',
    summary: 'Schools and foster carers work together so that looked-after children do better at school.',
    description:
      'Caring2Learn joins up home and school for children in care, those who have left it, and other vulnerable young ' +
      'people. Teachers, carers and social workers train together in restorative practice and social pedagogy: ways of ' +
      'mending trouble and building trust. More than 150 had been trained by early 2020.',
    aliases: [
      'Caring 2 Learn',
      'LAC project',
      'children in care project',
      'foster carers and schools',
      'project for fostered pupils',
      'restorative practice training',
      'virtual school project',
    ],
    forWhom: 'Schools and foster carers',
    runBy: 'Lincolnshire County Council, with the partnership',
    startedIn: null,
    joinBy: 'registration',
    sourceId: 'S3',
  }),
  project('maintaining-place', {
    name: 'Maintaining Place',
    summary: 'A pilot in secondary schools that looked into moves between schools in mid-year without a move of house.',
    description:
      'From June 2017 caseworkers looked at each request to change secondary school during the year when the family stayed at ' +
      'its address. Of 52 requests, 38 pupils moved and 14 did not: one had been excluded, nine were turned down by the new ' +
      'school, and four stayed after casework. Schools valued the information passed on and help with the move. Families ' +
      'mostly said that nobody had pushed them to go.',
    aliases: [
      'mid-year moves',
      'pupils changing school without moving house',
      'in-year transfers pilot',
      'pupil mobility project',
      'off-rolling pilot',
      'Maintaining Place pilot',
    ],
    forWhom: 'Secondary schools',
    runBy: 'The council’s pupil reintegration team',
    phases: ['secondary', 'all_through'],
    startedIn: 2017,
    joinBy: 'none',
    sourceId: 'S1',
  }),
  project('special-schools', {
    name: 'Special Schools Project',
    summary: 'Joined-up support for families of children with special needs or disabilities, up to the age of 25.',
    description:
      'This project backs a new way of providing for the young who have special educational needs or disabilities, ' +
      'until they are 25. Education, health and care plan together; a clear local offer is looked over with ' +
      'families; assessment becomes simpler and faster. Families with a plan may choose to hold a personal budget, and ' +
      'moving into adult life gets more help.',
    aliases: [
      'SEND support to 25',
      'local offer',
      'personal budgets',
      'provision for pupils with disabilities',
      'special educational needs project',
    ],
    forWhom: 'Families and special schools',
    runBy: 'Lincolnshire County Council, with the partnership',
    phases: ['special'],
    startedIn: null,
    joinBy: 'none',
    sourceId: 'S1',
  }),
  project('leap', {
    name: 'LEAP',
    summary: 'Reading, writing and talk for disadvantaged children from the early years to the end of key stage 2.',
    description:
      'LEAP set out to narrow the gap for disadvantaged children between the early years and year 6 by better literacy and ' +
      'language. In 41 schools an experienced leader from elsewhere visited and advised, while learning champions among the ' +
      'staff were trained and passed it on. It was the county’s first successful bid to the national improvement fund.',
    aliases: [
      'LEAP programme',
      'literacy and language project',
      'disadvantaged pupils reading project',
      'communication skills programme',
      'learning champions',
    ],
    forWhom: '41 chosen schools',
    runBy: 'Lincolnshire Teaching Schools Together',
    phases: ['primary'],
    startedIn: null,
    joinBy: 'none',
    sourceId: 'S3',
  }),
  project('lamp', {
    name: 'LAMP',
    summary: 'Better mathematics in key stage 2, in 20 schools, on the pattern of LEAP.',
    description:
      'LAMP took the pattern of LEAP to mathematics in key stage 2: twenty schools, each with a visiting leader and champions ' +
      'of its own, and special materials for teaching and assessing. Its pupils closed 4.2% of the gap to similar pupils in ' +
      'the country at the expected standard.',
    aliases: ['KS2 maths', 'mathematics programme for juniors', 'maths champions', 'primary maths project'],
    forWhom: '20 chosen schools',
    runBy: 'Lincolnshire Teaching Schools Together',
    phases: ['primary'],
    startedIn: null,
    joinBy: 'none',
    sourceId: 'S3',
  }),
  project('lens', {
    name: 'LENS',
    summary: 'Higher standards for pupils with special needs who have no formal plan (EHCP).',
    description:
      'LENS is for schools that want to do better by pupils on SEN support: those who need help but have no plan. Each gets ' +
      'training and advice cut to fit, for whole-school systems as well as for classrooms. It began in autumn 2018, and in a ' +
      'year its pupils closed 2.1% of the gap to similar pupils nationally.',
    aliases: [
      'LENS project',
      'SEN support project',
      'help for SEN pupils with no EHCP',
      'SEND training for schools',
      'pupils on SEN support',
    ],
    forWhom: 'Schools of any phase',
    runBy: 'Lincolnshire Teaching Schools Together',
    startedIn: 2018,
    joinBy: 'registration',
    sourceId: 'S3',
  }),
  project('year6-booster', {
    name: 'Year 6 Booster',
    summary: 'Extra sessions in reading, writing and mathematics for key stage 2 pupils who need them, in 42 schools.',
    description:
      'The council paid 42 schools for additional sessions in reading, writing and mathematics before pupils left primary ' +
      'school, choosing schools by their expected and earlier results and following what came of it. Results of the three ' +
      'subjects together improved faster than in other schools, though those schools remain well behind.',
    aliases: ['Y6 booster', 'booster classes', 'SATs booster sessions', 'catch-up for year six', 'year six booster'],
    forWhom: '42 chosen schools',
    runBy: 'Lincolnshire County Council',
    phases: ['primary'],
    startedIn: 2018,
    joinBy: 'none',
    sourceId: 'S3',
  }),
];
