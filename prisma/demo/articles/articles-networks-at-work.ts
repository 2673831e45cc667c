import type { ArticleSketch } from './article-sketch.js';

/** More questions from leaders in Lancashire about networks: how they work day by day. */
export const articlesOnNetworksAtWork: readonly ArticleSketch[] = [
  {
    slug: 'other-agencies',
    question: 'Do health and other agencies take part?',
    answer:
      'In 2020 the membership of Lancashire’s county board was only sketched, for a steering group to complete. Its chair is the ' +
      'council’s executive director, who answers for a wide range of services. The board reports to another on which the ' +
      'director of public health and fellow directors sit, so a matter can be taken right to the top.',
    aliases: [
      'is health involved',
      'what about social care and the NHS',
      'do other agencies take part',
      'is it only about education',
      'multi-agency working in the networks',
      'public health and the boards',
    ],
    source: 'S5',
  },
  {
    slug: 'data-profile',
    question: 'What does a network’s data profile hold?',
    answer:
      'More than results: schools asked for that at Lancashire’s events, and the profiles were being redrawn with the help of a ' +
      'steering group. Those for networks in the east of the county were to be first, in April 2020.',
    aliases: [
      'what is in the data profile',
      'what information does a network get',
      'network profile contents',
      'data about our network',
      'more than test results in the data',
      'which figures will the network see',
    ],
    source: 'S5',
    stale: true,
  },
  {
    slug: 'confidentiality',
    question: 'How is confidential data kept safe?',
    answer:
      'Schools in Lancashire’s networks have to sign an agreement on sharing data and keep to its rules for what is ' +
      'confidential. It builds on one that all the county’s secondary schools had signed already.',
    aliases: [
      'is our data safe',
      'data sharing agreement',
      'who sees our school data',
      'GDPR and the networks',
      'keeping pupil information confidential',
      'sharing data between schools',
    ],
    source: 'S5',
  },
  {
    slug: 'underlying-issues',
    question: 'Should we not deal with root causes?',
    answer:
      'That, Lancashire says, is what networks are for. Where figures point to a worry, heads and other services bring what they ' +
      'know of the place, find out what lies behind it, and act on it together, whatever the phase of school or the agency.',
    aliases: [
      'why not tackle underlying issues',
      'getting at the causes behind poor results',
      'treat the cause not the symptom',
      'root of the problem',
      'what really lies behind low attainment',
      'deeper problems in our area',
    ],
    source: 'S5',
  },
  {
    slug: 'sharing-across-areas',
    question: 'Can expertise be shared beyond our locality?',
    answer:
      'It is meant to be. In Lancashire the county board and the leaders on its five locality boards pass good practice from one ' +
      'area to another. Every senior adviser has five networks to look after and works across the council too, which keeps the ' +
      'areas in step while leaving room for local differences.',
    aliases: [
      'work with schools in another locality',
      'share expertise across localities',
      'is it consistent between areas',
      'are we stuck with our own locality',
      'linking networks together',
      'how do localities learn from one another',
    ],
    source: 'S5',
  },
  {
    slug: 'special-schools-role',
    question: 'How do special schools fit into the networks?',
    answer:
      'Lancashire was still working this out with its special schools. Their network was to look to the best practice in the ' +
      'country. By joining forces with other agencies they could help more children to be placed inside the county, and the ' +
      'money saved could go into provision there.',
    aliases: [
      'support for special schools in the model',
      'special school network',
      'we are a special school, what is in it for us',
      'SEND schools in networks',
      'placing pupils within the county',
    ],
    source: 'S5',
  },
  {
    slug: 'opting-out',
    question: 'Why join, and what if a school stays out?',
    answer:
      'Lancashire’s reasons for joining: a say in decisions, practice to borrow, help from other agencies and outside bodies, and ' +
      'a voice on national policy as it comes. A school that stays out cannot influence how resources are used, and may miss ' +
      'both news and support.',
    aliases: [
      'what happens if we opt out',
      'is joining compulsory',
      'why should my school get involved',
      'can we stay out of it',
      'benefits of joining a network',
    ],
    source: 'S5',
  },
  {
    slug: 'governors-role',
    question: 'What part do governors play?',
    answer:
      'They go on doing what governors do: challenging and supporting their own leaders, making sure the school takes part, and ' +
      'looking at what comes of it. Boards in a network may decide to work together. Lancashire’s sketch of its county board ' +
      'has governors on it; whether locality boards would was still open.',
    aliases: [
      'how are governors involved',
      'are governors on the boards',
      'governor representation',
      'what do governing bodies do in this',
      'role of chairs of governors in networks',
      'can a governor sit on a locality board',
    ],
    source: 'S5',
  },
  {
    slug: 'workload',
    question: 'What does it do to headteachers’ time and wellbeing?',
    answer:
      'Lancashire did not mean whole networks to meet often, so as not to load heads with more. Once an area has agreed what ' +
      'matters, the worries that now eat up most of a head’s time should be dealt with better, and that ought to help wellbeing.',
    aliases: [
      'how much time will this take',
      'impact on headteachers wellbeing',
      'more work for heads',
      'how often do networks meet',
      'is this extra workload',
      'I am too busy for another group',
    ],
    source: 'S5',
  },
  {
    slug: 'council-capacity',
    question: 'Does the council have the resources for this?',
    answer:
      'Lancashire agrees that the model needs them. Its boards exist so that heads talk directly with the senior people who ' +
      'control resources, in the council and outside it, and so that what there is goes to the priorities agreed.',
    aliases: [
      'does the local authority have the resources',
      'can the council cope',
      'enough officers to run this',
      'is the LA too stretched',
      'council capacity',
      'what if the local authority cannot deliver',
    ],
    source: 'S5',
  },
  {
    slug: 'other-council-services',
    question: 'Do other council services take part?',
    answer:
      'Yes. On Lancashire’s county board the director speaks for children’s services at large, and those services were being ' +
      'rearranged to match the localities of the boards. Working rules and the sharing of data have to follow.',
    aliases: [
      'do other council departments take part',
      'is social care signed up',
      'early help and the localities',
      'are other services joining in',
      'council services in the same areas',
      'wider services for children',
    ],
    source: 'S5',
  },
  {
    slug: 'communication',
    question: 'How is news of the model shared?',
    answer:
      'Lancashire was setting up a website with news of the model, refreshed every two weeks or more often. Anybody may look at ' +
      'it, so governors see what everybody else sees and need no portal of their own.',
    aliases: [
      'how will news be shared',
      'is there a website about it',
      'portal for governors',
      'where can governors read about this',
      'keeping us informed',
      'how do we hear what is happening',
    ],
    source: 'S5',
    stale: true,
  },
  {
    slug: 'measuring-success',
    question: 'How is success measured?',
    answer:
      'Mostly by what schools answer for anyway: tests and examinations, exclusions, attendance, and how many young people are ' +
      'in neither education nor work. Each area in Lancashire picks its priorities from these, and success means that they get ' +
      'better. Schools of different phases working together more is a sign as well.',
    aliases: [
      'how will success be measured',
      'what are the success criteria',
      'which outcomes will you look at',
      'measures of impact',
      'how do we judge the networks',
      'performance indicators for networks',
    ],
    source: 'S5',
  },
  {
    slug: 'if-it-fails',
    question: 'What happens if it does not work?',
    answer:
      'Lancashire’s answer is to keep watching and to change it. All three levels tell one another, upwards and downwards, ' +
      'whether the work makes a difference, and arrangements are altered as the evidence comes in, just as a school reviews its ' +
      'own. Schools and the council, it adds, owe it to the children who need them most to make it work.',
    aliases: [
      'what happens if it goes wrong',
      'can it be changed later',
      'is there a fallback',
      'will it be reviewed',
      'if the networks fail',
      'what if this is a flop',
    ],
    source: 'S5',
  },
];
