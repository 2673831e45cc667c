import type { ArticleSketch } from './article-sketch.js';

/** Questions from leaders in Lancashire about school networks before these began, with the answers they got. */
export const articlesOnNetworks: readonly ArticleSketch[] = [
  {
    slug: 'why-change',
    question: 'Why change to a model of school networks?',
    answer:
      'Lancashire wanted better lives for its children, above all for vulnerable groups that do less well than the rest. It ' +
      'had no education strategy to decide by, and no open way of settling where help and money go. Networks of schools, five ' +
      'locality boards and a county board were to make those decisions together, where everybody can see them.',
    aliases: [
      'what is the case for change',
      'why do we need a new model',
      'what is wrong with how things are now',
      'reasons behind the new approach',
      'why bring in school-led networks',
      'what is the point of all this',
    ],
    source: 'S5',
  },
  {
    slug: 'timescales',
    question: 'When do the networks and boards begin?',
    answer:
      'Lancashire planned to have networks formed and boards sitting in time for the autumn term of 2020. The east of the ' +
      'county went ahead of the rest, with data about its networks due in April of that year.',
    aliases: [
      'timetable for the networks',
      'when will the new model be in place',
      'start date for networks',
      'how soon is this happening',
      'what are the timescales',
      'when do the boards begin to meet',
    ],
    source: 'S5',
    stale: true,
  },
  {
    slug: 'advisory-service',
    question: 'Is the advisory service being wound down?',
    answer:
      'No, said Lancashire: the SSG, the advisory support that schools subscribe to, remains, and its advisers work with ' +
      'schools and their networks. What came to an end in April 2020 was their work for other areas, together with the use ' +
      'of associate advisers, so that the core team has its mind on Lancashire. A new form of the SSG was due for autumn 2020.',
    aliases: [
      'are you getting rid of school advisers',
      'what happens to advisers',
      'will we still have an adviser',
      'future of the advisory team',
      'is the SSG ending',
      'winding down the advisory service',
      'adviser jobs',
    ],
    source: 'S5',
    stale: true,
  },
  {
    slug: 'academy-by-another-name',
    question: 'Is this an academy trust under another name?',
    answer:
      'Lancashire says not: schools and agencies cooperate, and nobody forms a trust. Maintained schools and academies are ' +
      'treated alike, so trusts come into the picture as well. Where other areas have done this, applications to become an ' +
      'academy have often slowed. The Regional Schools Commissioner was in favour and was to sit on the boards.',
    aliases: [
      'is this a trust by the back door',
      'are we being turned into an academy',
      'feels like forced academisation',
      'is it really a multi-academy trust',
      'does this make us join a trust',
      'are academies part of the model',
      'an academy chain by another name',
    ],
    source: 'S5',
  },
  {
    slug: 'evidence-elsewhere',
    question: 'What evidence is there from other areas?',
    answer:
      'Lancashire pointed to Wigan, Cumbria, Blackburn with Darwen and Buckinghamshire. It also leant on a report that Isos ' +
      'Partnership wrote for the Local Government Association in 2018, which names nine conditions for a system led by schools. ' +
      'Because that report advises local leaders to shape their own model, heads joined a steering group, and the model may be ' +
      'adjusted once it runs.',
    aliases: [
      'is there proof it works',
      'evidence from other counties',
      'which areas use this model',
      'where has this been tried before',
      'research behind school-led networks',
      'Isos report',
      'does it work anywhere else',
    ],
    source: 'S5',
    stale: true,
  },
  {
    slug: 'layers',
    question: 'Why does the model have three layers?',
    answer:
      'In Lancashire’s model each layer has its own task. Networks of schools settle local priorities and suggest what to do. ' +
      'Five locality boards look after a wider area and spread support and good practice. One county board brings in resources ' +
      'and directs them to what has been agreed.',
    aliases: [
      'why three layers',
      'is it too bureaucratic',
      'so many boards and committees',
      'what are the three levels',
      'difference between a network and a locality board',
      'structure of the model',
      'why all these layers',
    ],
    source: 'S5',
  },
  {
    slug: 'existing-networks',
    question: 'What becomes of the partnerships that schools already have?',
    answer:
      'They can go on. Lancashire’s new networks are there to let a small area’s schools and the council’s services talk to ' +
      'each other, and are not supposed to be the only way of working together. Schools choose their own company, and the plan ' +
      'stops nothing that already works.',
    aliases: [
      'what happens to our current partnership',
      'can we keep our own network',
      'will existing partnerships end',
      'why are new networks needed',
      'is our cluster finished',
      'we already work with other schools',
    ],
    source: 'S5',
  },
  {
    slug: 'hearing-from-other-areas',
    question: 'Can we hear from headteachers in areas that do this already?',
    answer:
      'Yes, Lancashire promised that. After the half-term of early 2020 heads from such areas were to share what they do, and ' +
      'regional data would show where results had risen most. It had thought of inviting them in January, but did not want to ' +
      'seem to push somebody else’s model.',
    aliases: [
      'invite headteachers from other counties',
      'can we hear from areas that already do this',
      'visit from a head who has done it',
      'learning from other local authorities',
      'speakers from elsewhere',
      'talk to schools already in a network',
    ],
    source: 'S5',
    stale: true,
  },
  {
    slug: 'competition',
    question: 'How does it work when schools compete?',
    answer:
      'Competition does not go away, Lancashire admits, but the model gives schools reasons to act together. Elsewhere, groups ' +
      'that did so have won government money for themselves, and work rooted in one place has attracted more grants. Events at ' +
      'which other areas tell their story were to say more.',
    aliases: [
      'schools competing with each other',
      'we are rivals for pupils',
      'how can competing schools collaborate',
      'league tables set us against each other',
      'working with the school that takes our pupils',
      'competition between schools',
    ],
    source: 'S5',
  },
  {
    slug: 'accountability',
    question: 'How do schools hold one another to account?',
    answer:
      'A school answers first to its own governing body, and Lancashire’s model leaves that alone. On top of it, schools look ' +
      'together at how a greater number of children are doing. Who gets which resources is in the open; if something was paid ' +
      'for and changed nothing, schools say so to each other and put the money elsewhere.',
    aliases: [
      'holding each other to account',
      'who are we accountable to',
      'who checks on the networks',
      'what if a school does not deliver',
      'are heads answerable to the network',
      'accountability between schools',
    ],
    source: 'S5',
  },
  {
    slug: 'locality-board-members',
    question: 'Who sits on a locality board?',
    answer:
      'Lancashire expected each network to nominate a head for its locality board, and left the procedure for a steering group ' +
      'to settle. The east of the county was to try it out first. The Regional Schools Commissioner was to have a ' +
      'representative there as well.',
    aliases: [
      'who is on the locality board',
      'how do I get on the locality board',
      'who picks the heads for the boards',
      'nominating a head for a board',
      'membership of locality boards',
      'are board members elected',
    ],
    source: 'S5',
  },
  {
    slug: 'funding',
    question: 'Does each cluster get money?',
    answer:
      'Lancashire had not promised a sum for each cluster: its budgets were still under review. It did promise that schools ' +
      'would have more say, that money would follow need and agreed priorities, and that all could see how. Resources mean ' +
      'staff and buildings too, and what other agencies bring. Other areas with such models have drawn in more money from ' +
      'outside.',
    aliases: [
      'does each cluster have a budget',
      'is there funding for networks',
      'network budget',
      'what money comes with it',
      'do clusters get cash',
      'pot of money for clusters',
    ],
    source: 'S5',
  },
  {
    slug: 'cost-cutting',
    question: 'Is it about saving money?',
    answer:
      'In part, and Lancashire does not hide it: the council had to find savings, and looked at all its services. It adds that ' +
      'when there is less to spend, it matters even more that it goes where the need is greatest, and that what heads know ' +
      'helps to find that out.',
    aliases: [
      'is this about cuts',
      'is it a cost-cutting exercise',
      'just another savings scheme',
      'budget cuts in disguise',
      'does the council want to spend less',
      'is the council short of money',
    ],
    source: 'S5',
  },
  {
    slug: 'advice-subscription',
    question: 'Does our subscription to advice pay for the networks, or get cheaper?',
    answer:
      'Neither, said Lancashire. What schools pay for the SSG is not used for networks, and its price would not fall. The ' +
      'council had in effect been topping the SSG up for years; from now on schools’ payments must cover it. The hours that ' +
      'senior advisers give to networks are met by the council.',
    aliases: [
      'does our SSG money fund the networks',
      'will the subscription get cheaper',
      'cost of the SSG',
      'are we paying for networks through our subscription',
      'price of advisory support',
      'what is the SSG fee used for',
    ],
    source: 'S5',
    stale: true,
  },
];
