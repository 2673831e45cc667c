import { ofNoneWords } from '../conversation/figures/none-words.js';
import { sayKeptPhase } from '../conversation/talk/person-words.js';
import { sayAcademicYear } from '../domain/academic-year.js';

/** What the committee paper says beside its figures. */
export const committeeWords = {
  chartText: (kind: string, title: string, counts: string, values: string) =>
    `${kind} of ${title}, in ${counts}: ${values}.`,
  peopleBySeries: 'People who came, by series',
  shareInProjects: (latestYear: number) => `Share of schools in each project, ${sayAcademicYear(latestYear)}`,
  nothingByDistrictChart: 'Schools that took part in nothing, by district',
  howManyCame: (name: string) => `${name}: how many came`,
  subtitle: 'Taking part: events, projects and feedback',
  committeePaper: (period: string) => `Committee paper, ${period}`,
  figuresAsOf: (said: string) => `Figures as of ${said}.`,
  paper: 'Committee paper',
  figuresAsOfShort: (said: string) => `Figures as of ${said}`,
  aboutTheFigures: (said: string) =>
    `All figures are as of ${said}. Each table says what it counts. The same figures, and the names of the schools behind them, are in the spreadsheet that comes with this paper.`,
  dateOfMeeting: 'Date of meeting',
  committeeIsAsked: 'The committee is asked to:',
  noProjects: 'No project has a record of this period.',
  nobodyAsked: 'Nobody was asked for feedback on the events of this period.',
  noQuotes: 'No words were approved for public papers in this period.',
  whatPeopleSaid: 'What people said',
  aboutQuotes: 'Their own words, approved by an organiser, from people who let us use them in public papers.',
  somebodyWhoTookPart: 'Somebody who took part',
  tookPartInNothingOf: (absent: number, schools: number) =>
    `Of the open schools of the partnership, ${share(absent, schools)} took part in no event and no project. Their names are in the spreadsheet.`,
  asOf: (coverage: string, said: string) => `${coverage} As of ${said}.`,
  byPhase: 'By phase',
  nothingByPhaseTitle: 'Took part in nothing, by phase',
  byDistrict: 'By district',
  nothingByDistrictTitle: 'Took part in nothing, by district',
  byTrust: 'By trust',
  table: (tables: number, title: string) => `Table ${tables}. ${title}`,
  asOfAlone: (said: string) => `As of ${said}.`,
  figure: (figures: number, title: string) => `Figure ${figures}. ${title}`,
  everySchool: 'Every school took part in something.',
  largestNumber: (name: string, absent: number, count: number) =>
    `The largest number: ${sayGroup(name)}, ${share(absent, count)}.`,
  eachRound: 'Each round',
  firstDay: 'First day',
  inThePeriod: 'In the period',
  listConfirmed: 'List confirmed',
  publishedIn: 'As published in',
  projectsByPhaseTitle: 'Schools that take part in each project, by phase',
  openSchools: 'Open schools',
  aboutProjectsByPhase: 'Schools open now that take part, and their share of all open schools of that phase.',
  nothingSchools: 'Schools that took part in nothing',
  approvedQuotes: 'Approved quotes',
  aboutApprovedQuotes: 'Approved by an organiser, with consent to public papers.',
  cameMeans:
    'Came: people recorded as there, each once in a round. A round that the records do not hold person by person is given as it was published at the time.',
  bookedMeans: 'Booked: people who held a confirmed place.',
  schoolsMeans: 'Schools: schools with at least one person there.',
  takesPartMeans:
    'Takes part: a school that is registered, was accepted, or is on record for the academic year. A school that became an academy or merged is the same school. The share is of the schools of the partnership that are open now.',
  peopleMeans: 'People: those whom their school put forward and who were accepted.',
  askedMeans:
    'Asked: people who came and were asked afterwards. Answered: those who gave a rating, from 1 (poor) to 5 (excellent). The rating is the mean of the answers.',
  nothingMeans:
    'Took part in nothing: an open school of the partnership of which nobody was recorded at any event in the period, and which was in no project in an academic year that the period touches. The school that stood in its place before counts as the school.',
  glanceTitle: 'The period at a glance',
  whatItCounts: 'What it counts',
  eventsHeld: 'Events held',
  eventsHeldCount: (series: number) => `Rounds and days of ${series} series, without those that were cancelled.`,
  peopleWhoCame: 'People who came',
  peopleCount: 'The sum over these events; somebody who came to two counts twice.',
  schoolsTookPart: 'Schools that took part',
  schoolsCount: 'Open schools of the partnership, in an event or a project.',
  feedbackAnswered: 'Feedback answered',
  feedbackCount: 'Of those who came and were asked.',
  averageRating: 'Average rating',
  ratingCount: 'The mean of all answers, 1 to 5.',
  seriesTitle: 'Events and people who came, by series',
  beforeThePeriod: '* before the period, to compare with.',
  provisional: '† provisional: the list is not confirmed yet.',
  asPublished: (sources: string[]) => `‡ as published: ${sources.join('; ')}.`,
  eachRoundOf: (name: string) => `${name}: each round`,
  projectsTitle: 'Schools that take part in each project',
  shareSchools: 'Share of schools',
  aboutCells: 'Each cell: schools open now that take part, and their share of all open schools of that phase.',
  surveysTitle: 'What schools said in surveys',
  surveyOf: (title: string, year: string) => `${title}: ${year}`,
  meanOfFive: 'Mean of 5',
  schoolsAnswered: 'Schools that answered',
  inTheirOwnWords: 'in their own words, for the organisers',
  tooFewToShow: 'fewer than five answered',
  aboutSurvey: (answered: number, schools: number) =>
    `${share(answered, schools)} of the schools that take part answered, each once.`,
  aboutSurveys:
    'Surveys that closed in the period, of the schools that take part in a project; each school answered once. No school is named, and what fewer than five answered is not shown.',
  feedbackBySeries: 'Feedback by series',
  feedbackByQuestion: 'Feedback by question',
  aboutFeedbackQuestions:
    'What people who came were asked besides how it was; each rated it from 1 (disagree strongly) to 5 (agree strongly), or left it out. Only events after which five or more answered the question are counted.',
  responseRate: 'Response rate',
  ratingOfFive: 'Rating of 5',
  nothing: 'Took part in nothing',
  othersTookPart: (others: number) => `In the other ${others.toLocaleString('en-GB')}, every school took part.`,
  nothingByTrustTitle: 'Took part in nothing, by trust',
  atGlance: 'At a glance',
  projectsByPhase: 'Projects by phase',
  nothingByPhase: 'Nothing, by phase',
  nothingByDistrict: 'Nothing, by district',
  nothingByTrust: 'Nothing, by trust',
} as const;

/** `1,204 of 2,000 (60%)` */
export function share(part: number, of: number): string {
  return `${part.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} (${percent(part, of)})`;
}

/** What a table calls a group of schools: a phase, a district, a trust or none. */
export function sayGroup(name: string): string {
  return capitalise(name === '' ? ofNoneWords['no-trust'] : sayKeptPhase(name));
}

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `42%`; a dash when dividing by zero. */
export function percent(part: number, of: number): string {
  return of === 0 ? '–' : `${Math.round((part / of) * 100)}%`;
}
