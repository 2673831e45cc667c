import type { ArticleSketch } from './article-sketch.js';

/** How the partnership in Lincolnshire is organised. */
export const articlesOnPartnership: readonly ArticleSketch[] = [
  {
    slug: 'partnership',
    question: 'What is the partnership, and who runs it?',
    answer:
      'The Lincolnshire Learning Partnership (LLP) is made up of the county’s schools, over 360 of them, of every phase and ' +
      'kind. A board of elected headteachers and senior leaders runs it, with co-opted members from the council, the teaching ' +
      'schools and the diocese; its chair is seconded for one day a week, and four sub-committees have chairs of their own. ' +
      'It champions learners and leaders, spreads what works, helps schools to serve their communities and presses every one ' +
      'to improve. Its money has come through the Schools’ Forum: £0.5m in April 2015, the same in October 2016, and £0.5m ' +
      'a year asked for 2018/19 and 2019/20. Twice a year the board reports to the council’s scrutiny committee.',
    aliases: [
      'what is the LLP',
      'who is on the board',
      'who runs the partnership',
      'who is the chair',
      'how is the partnership paid for',
      'aims of the LLP',
      'what does the board do',
      'reports by the board to council scrutiny',
    ],
    source: 'S1',
  },
  {
    slug: 'one-plan',
    question: 'What is the One Plan?',
    answer:
      'The One Plan sets out what the partnership board, the teaching schools and the council want to achieve together. It ' +
      'has four areas: system and infrastructure; great leaders and teachers; the quality of education; and wider ' +
      'conditions. The board and the council set money aside for each of them.',
    aliases: [
      'the one plan',
      'shared plan for Lincolnshire schools',
      'county improvement plan',
      'what are the priorities for the county',
      'joint plan of the board and the council',
      'what do the four areas cover',
    ],
    source: 'S3',
  },
  {
    slug: 'strategic-education-group',
    question: 'What is the Strategic Education Group?',
    answer:
      'It is a small group that steers the county’s school system. The partnership board, the teaching schools, the council ' +
      'and the multi-academy trusts each send one person. Working side by side has brought these four closer together.',
    aliases: [
      'SEG',
      'members of the strategic education group',
      'who steers the education system here',
      'group of board, council and trusts',
      'how are trusts represented',
      'strategic group for education',
    ],
    source: 'S3',
  },
  {
    slug: 'teaching-schools',
    question: 'What are the teaching schools here for?',
    answer:
      'The county’s teaching school alliances act as one under the name Lincolnshire Teaching Schools Together (LTT), so that ' +
      'schools have a single place to turn to. For the council they check the moderation of assessments, run a programme for ' +
      'future heads and help to judge which academies are at risk. They also won £1.2m of national money for school ' +
      'improvement, which paid for LEAP, LAMP and LENS.',
    aliases: [
      'LTT',
      'teaching school alliance',
      'who does moderation',
      'teaching schools in Lincolnshire',
      'strategic school improvement fund',
      'who ran LEAP and LAMP',
    ],
    source: 'S3',
  },
  {
    slug: 'locality-leads',
    question: 'Who are the locality leads?',
    answer:
      'Locality leads are a handful of education advisers at the council. They keep an eye on how schools are doing, point ' +
      'them to the right help, and work beside the most vulnerable ones. When a school is in trouble they look for support ' +
      'close by, often from another local school.',
    aliases: [
      'locality lead',
      'education locality leads',
      'who is my adviser at the council',
      'who helps a school in difficulty',
      'support for vulnerable schools',
      'council education advisers',
      'who watches school performance',
    ],
    source: 'S3',
  },
  {
    slug: 'other-support',
    question: 'What other support can schools get?',
    answer:
      'Beside the partnership’s own projects there is an English hub for phonics and early reading, and a mathematics hub that ' +
      'is based elsewhere but works with schools here. There is help with early years, and with looking at your curriculum ' +
      '(the Lincolnshire approach is called LARC). Leaders can take national professional qualifications, from middle ' +
      'leadership to executive headship.',
    aliases: [
      'English hub',
      'maths hub',
      'NPQ',
      'national professional qualifications',
      'LARC',
      'curriculum review',
      'early years support',
      'phonics help',
    ],
    source: 'S3',
  },
];
