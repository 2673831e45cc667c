import type { ArticleSketch } from './article-sketch.js';

/** How other counties organise school improvement, as Dorset described it in 2018. */
export const articlesElsewhere: readonly ArticleSketch[] = [
  {
    slug: 'hampshire',
    question: 'How does Hampshire support its schools?',
    answer:
      'Hampshire’s council runs an inspection and advisory service that schools buy from and school leaders help to shape. ' +
      'Each of nine districts has a manager who keeps support sound and brings schools together. Maintained schools get one ' +
      'visit a year without charge. The share of schools judged good or better went from 84% in 2015 to 90% at the end of ' +
      '2016.',
    aliases: [
      'HIAS',
      'Hampshire advisory service',
      'traded service shaped by heads',
      'free annual visit to schools',
      'school improvement in Hampshire',
    ],
    source: 'S4',
    stale: true,
  },
  {
    slug: 'liverpool',
    question: 'How are Liverpool’s schools supported?',
    answer:
      'Liverpool has two bodies. A company owned by the council, School Improvement Liverpool, sells support and training to ' +
      'more than 700 schools in the city and far beyond. Since September 2016 a partnership led by schools sets shared ' +
      'priorities; all but one of the city’s schools belong to it, and the primaries pooled £300,000 to help schools in need. ' +
      'Good or better primaries rose from 83% to 92% within 2016.',
    aliases: [
      'Liverpool Learning Partnership',
      'School Improvement Liverpool',
      'SIL',
      'Liverpool model',
      'council-owned school improvement company',
      'what do they do in Liverpool',
    ],
    source: 'S4',
    stale: true,
  },
  {
    slug: 'tower-hamlets',
    question: 'What is the Tower Hamlets Education Partnership?',
    answer:
      'Schools and the council in Tower Hamlets formed a company with the standing of a charity, so that nobody would be left ' +
      'on their own. Nine in ten schools joined, each paying £5 a pupil a year for a core of support, with more to buy; the ' +
      'council put in £300,000 over three years to get it going. Most schools use its training, networks, reviews and ' +
      'coaching, and vulnerable ones get closer help.',
    aliases: [
      'THEP',
      'Tower Hamlets',
      'school company with charitable status',
      'five pounds a pupil membership',
      'London borough school partnership',
      'Tower Hamlets model',
    ],
    source: 'S4',
    stale: true,
  },
  {
    slug: 'somerset',
    question: 'How does Somerset work with its schools?',
    answer:
      'Somerset, large and rural, works on two levels. A county board of schools, council, teaching schools and employers ' +
      'drives the education plan and advises on money. Locally, schools form collaborative partnerships, which they run and ' +
      'pay for themselves and in which they settle their own priorities; how well these do varies. In 2018, 83% of its schools ' +
      'were good or better.',
    aliases: [
      'Somerset model',
      'Somerset Education Partnership Board',
      'SEPB',
      'collaborative learning partnerships',
      'CLPs',
      'school improvement in Somerset',
    ],
    source: 'S4',
    stale: true,
  },
  {
    slug: 'dorset',
    question: 'What did Dorset plan with its schools in 2018?',
    answer:
      'After a workshop in July 2018 headteachers and the council agreed to build groups of neighbouring schools that improve ' +
      'together, called family clusters. Each registers with the council, which checks that it works, and has a teaching ' +
      'school in it. A board led by schools was to set priorities for the county from October 2018. At the time 85% of schools ' +
      'were good or better, four points under the country as a whole.',
    aliases: [
      'Dorset model',
      'family cluster',
      'Dorset school improvement board',
      'clusters registered with the council',
      'how does Dorset improve schools',
      'what happened in Dorset',
    ],
    source: 'S4',
    stale: true,
  },
  {
    slug: 'ehcp',
    question: 'How long should an education, health and care plan take?',
    answer:
      'There are legal steps at 6, 16 and 20 weeks after the request, and the plan should be ready by the twentieth. In ' +
      'October 2018 Dorset met the first two again but finished only 59% of new plans in 20 weeks, after clearing a backlog. It ' +
      'expected to reach 90% by the end of November that year. These are Dorset’s figures; the steps are the same everywhere in ' +
      'England.',
    aliases: [
      'EHCP',
      'EHC plan timescale',
      'how many weeks for an EHCP',
      '20 week deadline',
      'are EHCPs done on time',
      'statutory assessment deadlines',
      'how long do we wait for a plan',
    ],
    source: 'S4',
    stale: true,
  },
];
