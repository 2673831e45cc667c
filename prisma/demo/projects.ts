import type { Phase } from '../../src/domain/person.js';
import { demoId } from './ids.js';

/** Ids follow the order of this list: add at the end. */
const slugs = [
  'mobilise',
  'peer-review',
  'leadlincs',
  'caring2learn',
  'maintaining-place',
  'special-schools',
  'stronger-governance',
  'leap',
  'lamp',
  'lens',
  'small-schools',
  'year6-booster',
  'innovation-fund',
] as const;

export type ProjectSlug = (typeof slugs)[number];

export interface ProjectRow {
  id: string;
  slug: ProjectSlug;
  name: string;
  summary: string;
  description: string;
  aliases: string[];
  audience: 'schools' | 'people';
  forWhom: string;
  runBy: string;
  phases: Phase[];
  startedIn: number | null;
  status: 'published';
  joinBy: 'registration' | 'application' | 'nomination' | 'none';
  sourceId: string;
}

export function projectId(slug: ProjectSlug): string {
  return demoId('project', slugs.indexOf(slug) + 1);
}

type Facts = Omit<ProjectRow, 'id' | 'slug' | 'status' | 'audience' | 'phases'> & {
  audience?: 'people';
  phases?: Phase[];
};

function project(slug: ProjectSlug, facts: Facts): ProjectRow {
  return { id: projectId(slug), slug, status: 'published', audience: 'schools', phases: [], ...facts };
}

const partnership = 'Lincolnshire Learning Partnership';

export const projects: readonly ProjectRow[] = [
  project('mobilise', {
    name: 'Mobilise',
    summary:
      'Brings research about teaching into everyday lessons; schools sign up for a year and choose their strands.',
    description:
      'Mobilise helps schools to use what research has found. It began in 2016 with the work of teaching assistants, and from ' +
      'its second year schools have picked their own strands. The third stage, from September 2018, offered English, ' +
      'mathematics, cognition (how pupils think and remember) and curriculum design, with grants for small trials. The board ' +
      'meant to carry it on until 2022 with less money.',
    aliases: [
      'research into practice',
      'evidence-based teaching project',
      'EEF project',
      'Mobilise Choice',
      'teaching assistants project',
      'using research in lessons',
    ],
    forWhom: 'All schools',
    runBy: partnership,
    startedIn: 2016,
    joinBy: 'registration',
    sourceId: 'S3',
  }),
  project('peer-review', {
    name: 'Peer review',
    summary: 'Schools in a cluster review one another and help each other act on what they find.',
    description:
      'Peer review is what the whole partnership was built on. Schools work in clusters: leaders visit a colleague’s school, ' +
      'say what they see, and stay for the workshop that turns findings into plans. Heads of all 362 schools were trained for ' +
      'nothing at the start, and what reviews bring up reaches the board. It was given a fresh start in 2019/20.',
    aliases: [
      'peer reviews',
      'school to school review',
      'schools reviewing each other',
      'cluster reviews',
      'review by other heads',
      'school-led review',
    ],
    forWhom: 'All schools, in clusters',
    runBy: partnership,
    startedIn: 2015,
    joinBy: 'registration',
    sourceId: 'S2',
  }),
  project('leadlincs', {
    name: 'LeadLincs',
    summary: 'Training and support for people who hope to become headteachers in Lincolnshire.',
    description:
      'LeadLincs gets people ready to apply for headship: sessions on different sides of the job, help with applications and ' +
      'practice interviews. The first group was of 30 future leaders and cost about £20,000; later 45 places were paid for. ' +
      'The plan was for the teaching schools to grow it into a pathway of eight levels. Somebody at your school nominates you.',
    aliases: [
      'Lead Lincs',
      'aspiring heads programme',
      'becoming a head',
      'headship programme',
      'future leaders programme',
      'training for deputies who want to be heads',
      'leadership pathway',
    ],
    audience: 'people',
    forWhom: 'People who aspire to headship',
    runBy: 'Lincolnshire Teaching Schools Together',
    startedIn: 2017,
    joinBy: 'nomination',
    sourceId: 'S3',
  }),
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
    startedIn: 2017,
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
      'This project backs a new way of providing for children and young people with special educational needs or ' +
      'disabilities until they are 25. Education, health and care plan together; a clear local offer is looked over with ' +
      'families; assessment becomes simpler and faster. Families with a plan may choose to hold a personal budget, and ' +
      'moving into adult life gets more help.',
    aliases: [
      'special school project',
      'SEND support to 25',
      'local offer',
      'personal budgets',
      'provision for pupils with disabilities',
      'special educational needs project',
    ],
    forWhom: 'Families and special schools',
    runBy: 'Lincolnshire County Council, with the partnership',
    phases: ['special'],
    startedIn: 2017,
    joinBy: 'none',
    sourceId: 'S1',
  }),
  project('stronger-governance', {
    name: 'Stronger Governance',
    summary: 'One offer of training, reviews and advice for governing bodies everywhere in the county.',
    description:
      'Stronger Governance puts what governors can get in one place: approved courses, online learning, programmes for ' +
      'developing a board, guidance on appraising a headteacher, outside reviews and somebody at the council to ask. The ' +
      'partnership coordinates it with the council, the teaching schools, the diocese and leaders of governance. In its first ' +
      'year 83 schools used it; the second was 2019/20.',
    aliases: [
      'governance support',
      'help for governing bodies',
      'governor development offer',
      'external review of governance',
      'support for school boards',
      'governor services',
    ],
    forWhom: 'Governing bodies',
    runBy: partnership,
    startedIn: 2018,
    joinBy: 'registration',
    sourceId: 'S3',
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
    startedIn: 2017,
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
    aliases: [
      'LAMP programme',
      'KS2 maths',
      'mathematics programme for juniors',
      'maths champions',
      'primary maths project',
    ],
    forWhom: '20 chosen schools',
    runBy: 'Lincolnshire Teaching Schools Together',
    phases: ['primary'],
    startedIn: 2018,
    joinBy: 'none',
    sourceId: 'S3',
  }),
  project('lens', {
    name: 'LENS',
    summary: 'Higher standards for pupils with special needs who do not have an education, health and care plan.',
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
  project('small-schools', {
    name: 'Small Schools Project',
    summary: 'English and mathematics for small schools that teach several year groups in one class.',
    description:
      'Small schools build a curriculum together that works when several year groups share a room, with disadvantaged pupils ' +
      'and those with special needs in mind. There have been projects in English and in mathematics. Attainment in ' +
      'mathematics rose by 7.0% in the schools that took part and by 3.4% in those that did not.',
    aliases: [
      'small school project',
      'mixed-age teaching',
      'mixed year groups',
      'village school support',
      'curriculum for tiny schools',
      'two year groups in a class',
    ],
    forWhom: 'Small schools with mixed-age classes',
    runBy: partnership,
    phases: ['primary'],
    startedIn: 2017,
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
    aliases: [
      'Y6 booster',
      'booster classes',
      'extra lessons before SATs',
      'SATs booster sessions',
      'catch-up for year six',
      'year six booster',
    ],
    forWhom: '42 chosen schools',
    runBy: 'Lincolnshire County Council',
    phases: ['primary'],
    startedIn: 2018,
    joinBy: 'none',
    sourceId: 'S3',
  }),
  project('innovation-fund', {
    name: 'Innovation Fund',
    summary: 'Grants for schools that want to try something and find out whether it works.',
    description:
      'Schools apply for a grant to carry out research of their own, called action research. The three lines it was set up for ' +
      'are good practice, what peer review changes, and understanding what a community needs. In the plan for 2018/19 it had ' +
      '£120,000. Applications are decided by the partnership.',
    aliases: [
      'innovation grant',
      'research grant',
      'money to try something new',
      'action research funding',
      'apply for a grant',
      'school research fund',
    ],
    forWhom: 'Schools with an idea to test',
    runBy: partnership,
    startedIn: 2018,
    joinBy: 'application',
    sourceId: 'S1',
  }),
];
