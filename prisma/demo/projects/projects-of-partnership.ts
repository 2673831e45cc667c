import { type ProjectRow, project } from './project-row.js';

const partnership = 'Lincolnshire Learning Partnership';

/** Projects run or funded by the partnership. */
export const projectsOfPartnership: readonly ProjectRow[] = [
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
      'cluster reviews',
      'review by other heads',
      'school-led review',
    ],
    forWhom: 'All schools, in clusters',
    runBy: partnership,
    startedIn: null,
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
    startedIn: null,
    joinBy: 'nomination',
    sourceId: 'S3',
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
      'support for school boards',
      'governor services',
    ],
    forWhom: 'Governing bodies',
    runBy: partnership,
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
    runBy: 'Lincolnshire schools and the council together',
    phases: ['primary'],
    startedIn: 2017,
    joinBy: 'registration',
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
